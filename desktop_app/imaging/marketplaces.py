"""The shops pictures are made for: what each asks for, where that is said, and the parameters that meet it.

The table is resources/marketplaces.json; a `marketplaces.json` in the data folder changes shops of it, or adds some.
Pure and light: figures in, verdicts out, no pixels.
"""

import codecs
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, ValidationError, model_validator

from desktop_app.api.features import LocalizedText
from desktop_app.api.findings import Finding, FindingKind
from desktop_app.core import paths, words
from desktop_app.core.words import Language
from desktop_app.imaging import shop_checks
from desktop_app.imaging.choices import Background, Frame, OutputFormat
from desktop_app.imaging.operations.frame import layout
from desktop_app.imaging.shop_checks import Check, CheckKind, Facts, Standing, sentence, verdict

log = logging.getLogger(__name__)

__all__ = [
    "Catalogue",
    "Check",
    "CheckKind",
    "Facts",
    "Figure",
    "Problem",
    "Shop",
    "Standing",
    "catalogue",
    "chosen",
    "findings",
    "read",
    "sentence",
    "shops",
    "too_small",
    "verdict",
]

FILE_NAME = "marketplaces.json"
_SMALLEST = (CheckKind.LONGEST_MIN, CheckKind.SHORTEST_MIN)

Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Whole = Annotated[int, Strict()]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(_Row):
    """One thing a shop asks for."""

    kind: CheckKind
    value: Number | tuple[str, ...]
    """Pixels, bytes or shares of 1; ratios, formats and profiles are lists of words of which one is enough."""
    source: str = ""
    """An address, or the title of a document."""
    standing: Standing = Standing.UNVERIFIED
    checked: date | None = None
    """When the source was last looked at."""
    note: LocalizedText | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if isinstance(self.value, tuple) == (self.kind in shop_checks.NUMBERS):
            raise ValueError("value")
        if self.kind is CheckKind.RATIO and isinstance(self.value, tuple):
            for ratio in self.value:
                shop_checks.parts(ratio)
        return self


class Wishes(_Row):
    """Parameters of basic_clean that a shop sets; None leaves one to the merchant."""

    background: Background | None = None
    frame: Frame | None = None
    fill: Annotated[Whole, Field(ge=50, le=100)] | None = None
    max_side: Annotated[Whole, Field(ge=256, le=8000)] | None = None
    format: OutputFormat | None = None
    max_kilobytes: Annotated[Whole, Field(ge=50, le=10000)] | None = None


class Shop(_Row):
    """One marketplace."""

    title: LocalizedText
    advice: LocalizedText = LocalizedText(zh="", en="")
    """What the shop asks for that cannot be measured here, in a sentence."""
    figures: tuple[Figure, ...] = ()
    wishes: Wishes = Field(default=Wishes(), alias="parameters")

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of basic_clean that make a large enough photo pass."""
        return self.wishes.model_dump(mode="json", exclude_none=True)

    @classmethod
    def named(cls, id_: str) -> Self:
        """A shop of which nothing is known yet."""
        return cls(title=LocalizedText(zh=id_, en=id_))

    def changed(self, changes: "Changes") -> Self:
        """With the merchant's words over ours: figures by kind, parameters by name."""
        told = {name: said for name in ("title", "advice") if (said := getattr(changes, name)) is not None}
        wishes = self.wishes.model_copy(update=changes.wishes.model_dump(exclude_none=True))
        return self.model_copy(update={**told, "figures": _over(changes.figures, self.figures), "wishes": wishes})

    def check(self, facts: Facts) -> tuple[Check, ...]:
        """A picture against every figure."""
        return tuple(shop_checks.check(each.kind, each.value, facts, each.standing) for each in self.figures)


class Changes(_Row):
    """What the merchant's own file says about a shop."""

    title: LocalizedText | None = None
    advice: LocalizedText | None = None
    figures: tuple[Figure, ...] = ()
    wishes: Wishes = Field(default=Wishes(), alias="parameters")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the merchant's own file is not used."""

    file: Path
    where: str
    """Such as `shops.taobao.figures.0.value`, or the file's name."""
    reason: str
    """A word under `marketplaces` in resources/words."""

    def sentence(self, language: Language) -> str:
        """What is wrong, where, and what is done instead."""
        reason = words.say(language, f"marketplaces.{self.reason}")
        return words.say(language, "marketplaces.file-ignored", file=self.file, where=self.where, reason=reason)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All shops, by id, and what is wrong with the merchant's own file."""

    shops: Mapping[str, Shop]
    problem: Problem | None = None


def shops() -> Mapping[str, Shop]:
    """The shops, by id; those of the data folder's own file included."""
    return catalogue().shops


@cache
def catalogue() -> Catalogue:
    """The shops as they stand when first asked for: what runs is not changed under way."""
    found = read(paths.data_dir() / FILE_NAME)
    if found.problem is not None:
        log.warning("%s", found.problem.sentence(Language.ENGLISH))
    return found


def read(own: Path) -> Catalogue:
    """Our shops with those of the merchant's file over them; a file that does not fit is told and ignored."""
    ours = _Ours.model_validate_json((paths.resources() / FILE_NAME).read_bytes())
    changes, problem = _changes(own)
    ids = [*ours.shops, *(key for key in changes if key not in ours.shops)]
    changed = {key: (ours.shops.get(key) or Shop.named(key)).changed(changes.get(key, Changes())) for key in ids}
    every = {
        key: shop.model_copy(update={"figures": _over(shop.figures, ours.everywhere)}) for key, shop in changed.items()
    }
    return Catalogue(MappingProxyType(every), problem)


def too_small(shop: Shop, width: int, height: int) -> Finding | None:
    """Whether a photo of that size makes a picture smaller than the shop takes; the frame's added ground counts."""
    frame = shop.wishes.frame or Frame.ORIGINAL
    across, down = layout((width, height), frame.ratio, max_side=shop.wishes.max_side or 0).canvas
    facts = Facts(width=across, height=down, size=0, media_type="")
    failed = [each for each in shop.check(facts) if each.kind in _SMALLEST and each.passed is False]
    if not failed:
        return None
    return Finding(kind=FindingKind.TOO_SMALL_FOR_SHOP, value=float(failed[0].value or 0), limit=float(failed[0].limit))


def chosen(parameters: Mapping[str, Any]) -> tuple[Shop, ...]:
    """The shops that parameters of any feature name."""
    named = [parameters.get("marketplace"), *parameters.get("shops", ())]
    return tuple(shop for name in named if (shop := shops().get(str(name))) is not None)


def findings(aimed_at: Iterable[Shop], width: int, height: int) -> list[Finding]:
    """What the pre-flight says of a photo of that size for these shops: at most one finding, of the one that asks most.

    A photo without pixels, which could not be read, is told elsewhere.
    """
    readable = aimed_at if width and height else ()
    found = [one for shop in readable if (one := too_small(shop, width, height)) is not None]
    return sorted(found, key=lambda one: one.limit)[-1:]


class _Ours(_Row):
    """resources/marketplaces.json."""

    version: int
    everywhere: tuple[Figure, ...]
    """What is measured for every shop, where the shop has no figure of its own."""
    shops: dict[str, Shop]


def _is_free(id_: str) -> str:
    """`none` is what no shop is called."""
    if id_ == "none":
        raise ValueError(id_)
    return id_


ShopId = Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,31}$"), AfterValidator(_is_free)]


class _Own(_Row):
    """The merchant's file."""

    version: int = 1
    shops: dict[ShopId, Changes] = {}


_REASONS = {
    "json_invalid": "no-json",
    "extra_forbidden": "unknown-name",
    "string_pattern_mismatch": "bad-id",
    "missing": "missing",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
}
"""Words for what pydantic finds; everything else does not fit."""


def _changes(own: Path) -> tuple[Mapping[str, Changes], Problem | None]:
    try:
        return _Own.model_validate_json(own.read_bytes().removeprefix(codecs.BOM_UTF8)).shops, None
    except FileNotFoundError:
        return {}, None
    except OSError:
        return {}, Problem(own, own.name, "cannot-read")
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or own.name
        return {}, Problem(own, where, _REASONS.get(first["type"], "misfit"))


def _over(own: tuple[Figure, ...], ours: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """`own`, and of `ours` the kinds that it does not name."""
    named = {each.kind for each in own}
    return own + tuple(each for each in ours if each.kind not in named)
