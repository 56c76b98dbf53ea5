"""What a shop asks of a picture, measured: each kind of check in one table, its sentence in resources/words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Protocol, Self

from desktop_app.api.pictures import Measures
from desktop_app.core import words
from desktop_app.core.words import Language

RATIO_TOLERANCE = 0.005
"""Share of the width by which a picture may miss a ratio; Zalando's own 1801 × 2600 misses its 1:1.44 by 0.0025."""
WHITE_TOLERANCE = 0.005
"""Share of the outermost pixels that may be off pure white where a shop wants white: a hem that meets the rim."""

Value = float | str


class Standing(StrEnum):
    """How much a figure can be relied on."""

    OFFICIAL = "official"
    """The shop's own page says so."""
    THIRD_PARTY = "third-party"
    """Somebody else says so."""
    UNVERIFIED = "unverified"
    """No page was found that says so."""


class CheckKind(StrEnum):
    """What is measured; its words stand in resources/words under `checks`."""

    LONGEST_MIN = "longest-side-min"
    LONGEST_MAX = "longest-side-max"
    SHORTEST_MIN = "shortest-side-min"
    SHORTEST_MAX = "shortest-side-max"
    RATIO = "ratio"
    SIZE_MIN = "size-min"
    SIZE_MAX = "size-max"
    FORMAT = "format"
    BORDER_WHITE = "border-white"
    FILL_MIN = "fill-min"
    PROFILE = "profile"
    UPRIGHT = "upright"


class Finished(Protocol):
    """A finished picture as server, command line and window know it."""

    @property
    def width(self) -> int:
        """Pixels."""

    @property
    def height(self) -> int:
        """Pixels."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def media_type(self) -> str:
        """Such as `image/jpeg`."""

    @property
    def measures(self) -> Measures:
        """What was measured when it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one picture."""

    width: int
    height: int
    size: int
    """Bytes."""
    media_type: str
    measures: Measures = field(default_factory=Measures)
    orientation: int = 1
    """EXIF orientation; 1 is upright, as everything we write."""
    profile: str = "sRGB"
    """Colour profile, as everything we write."""

    @classmethod
    def of(cls, picture: Finished) -> Self:
        """The facts of a picture that we made: upright and sRGB."""
        return cls(
            width=picture.width,
            height=picture.height,
            size=picture.size,
            media_type=picture.media_type,
            measures=picture.measures,
        )

    @property
    def format(self) -> str:
        """As people say it, such as `JPEG`."""
        return _FORMATS.get(self.media_type, self.media_type)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing measured against what a shop asks for."""

    kind: CheckKind
    passed: bool | None
    """None where it could not be measured."""
    value: Value | None
    """Pixels, bytes, shares of 1, or words."""
    limit: Value
    standing: Standing = Standing.UNVERIFIED
    """Of the shop's figure."""


def check(kind: CheckKind, asked: float | tuple[str, ...], facts: Facts, standing: Standing) -> Check:
    """One picture against one figure of a shop."""
    rule = _RULES[kind]
    limit = rule.limit(asked)
    value = rule.measure(facts)
    passed = None if value is None else rule.holds(value, asked)
    return Check(kind, passed, value, limit, standing)


def verdict(checks: Iterable[Check]) -> bool | None:
    """Whether all pass: False if one fails, else None if one could not be measured, else True."""
    passed = [each.passed for each in checks]
    return False if False in passed else None if None in passed else True


def sentence(language: Language, check: Check) -> str:
    """What is measured, its value, its limit, and a mark for a figure that is not the shop's own."""
    show = _SHOWN.get(check.kind, str)
    value = words.say(language, "checks.not-measured") if check.value is None else show(check.value)
    said = words.say(language, f"checks.{check.kind.value}", value=value, limit=show(check.limit))
    mark = "" if check.standing is Standing.OFFICIAL else words.say(language, f"checks.{check.standing.value}")
    return said + mark


@dataclass(frozen=True, slots=True)
class _Rule:
    measure: Callable[[Facts], Value | None]
    holds: Callable[[Any, Any], bool]
    """Whether a measured value is what a shop asks for."""
    limit: Callable[[Any], Value] = float
    """What is told of what a shop asks for."""


def parts(ratio: str) -> tuple[float, float]:
    """Width and height of a ratio such as `1:1.44`; raises ValueError."""
    across, down = (float(part) for part in ratio.split(":"))
    if not (across > 0 and down > 0):
        raise ValueError(ratio)
    return across, down


def _at_least(measure: Callable[[Facts], float | None], tolerance: float = 0.0) -> _Rule:
    return _Rule(
        measure, lambda value, asked: value >= asked - tolerance, lambda asked: round(float(asked) - tolerance, 4)
    )


def _at_most(measure: Callable[[Facts], float | None]) -> _Rule:
    return _Rule(measure, lambda value, asked: value <= asked)


def _one_of(measure: Callable[[Facts], str]) -> _Rule:
    return _Rule(measure, lambda value, asked: value in asked, " / ".join)


def _has_ratio(value: str, asked: Iterable[str]) -> bool:
    width, height = (int(side) for side in value.split("×"))
    return any(
        abs(width - height * across / down) <= max(1.0, RATIO_TOLERANCE * width) for across, down in map(parts, asked)
    )


def _percent(share: Value) -> str:
    """Rounded down where that matters: 99.96 % is not 100 %."""
    return f"{int(float(share) * 1000 + 1e-6) / 10:g} %"


def _kilobytes(count: Value) -> str:
    return f"{float(count) / 1000:,.0f} KB"


def _pixels(count: Value) -> str:
    return f"{float(count):.0f} px"


_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP", "image/tiff": "TIFF", "image/heic": "HEIC"}

_RULES: Mapping[CheckKind, _Rule] = MappingProxyType(
    {
        CheckKind.LONGEST_MIN: _at_least(lambda facts: max(facts.width, facts.height)),
        CheckKind.LONGEST_MAX: _at_most(lambda facts: max(facts.width, facts.height)),
        CheckKind.SHORTEST_MIN: _at_least(lambda facts: min(facts.width, facts.height)),
        CheckKind.SHORTEST_MAX: _at_most(lambda facts: min(facts.width, facts.height)),
        CheckKind.RATIO: _Rule(lambda facts: f"{facts.width}×{facts.height}", _has_ratio, " / ".join),
        CheckKind.SIZE_MIN: _at_least(lambda facts: facts.size),
        CheckKind.SIZE_MAX: _at_most(lambda facts: facts.size),
        CheckKind.FORMAT: _one_of(lambda facts: facts.format),
        CheckKind.BORDER_WHITE: _at_least(lambda facts: facts.measures.border_white, WHITE_TOLERANCE),
        CheckKind.FILL_MIN: _at_least(lambda facts: facts.measures.fill),
        CheckKind.PROFILE: _one_of(lambda facts: facts.profile),
        CheckKind.UPRIGHT: _at_most(lambda facts: facts.orientation),
    }
)

NUMBERS = frozenset(CheckKind) - {CheckKind.RATIO, CheckKind.FORMAT, CheckKind.PROFILE}
"""Kinds whose figure is a number; that of the others is a list of words."""

_SHOWN: Mapping[CheckKind, Callable[[Value], str]] = MappingProxyType(
    {
        CheckKind.LONGEST_MIN: _pixels,
        CheckKind.LONGEST_MAX: _pixels,
        CheckKind.SHORTEST_MIN: _pixels,
        CheckKind.SHORTEST_MAX: _pixels,
        CheckKind.SIZE_MIN: _kilobytes,
        CheckKind.SIZE_MAX: _kilobytes,
        CheckKind.BORDER_WHITE: _percent,
        CheckKind.FILL_MIN: _percent,
        CheckKind.UPRIGHT: lambda tag: f"{float(tag):.0f}",
    }
)
