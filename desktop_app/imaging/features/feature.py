"""What a feature is: its words, its price, its parameters, and the way it makes one picture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from pydantic import BaseModel, Field

from desktop_app.api.features import FeatureView, LocalizedText, RateLimitPolicy
from desktop_app.imaging.outcome import Outcome, Report, untold

PREVIEW_SIDE = 1280
"""Pixels on the long side of a preview."""


class Stage(StrEnum):
    """A part of the work on one photo, in words under `stages`."""

    DECODE = "decode"
    ENHANCE = "enhance"
    ENCODE = "encode"


class Run(Protocol):
    """Makes the finished picture out of a photo's bytes; raises PictureError."""

    def __call__(self, data: bytes, parameters: Any, *, report: Report = untold) -> Outcome:
        """`parameters` is a value of the feature's own model; `report` hears 0 to 1."""


class Preview(Protocol):
    """Makes the same picture at screen size, as JPEG; raises PictureError."""

    def __call__(self, data: bytes, parameters: Any, *, side: int = PREVIEW_SIDE, report: Report = untold) -> Outcome:
        """`side` bounds the long side in pixels."""


@dataclass(frozen=True, kw_only=True)
class Feature:
    """One row of the registry."""

    id: str
    title: LocalizedText
    description: LocalizedText
    parameters: type[BaseModel]
    run: Run
    preview: Preview
    quota_cost: int = 1
    """Quota for one picture."""
    policy: RateLimitPolicy = field(default_factory=RateLimitPolicy)
    stages: tuple[Stage, ...] = tuple(Stage)

    def view(self) -> FeatureView:
        """The feature as the wire carries it."""
        return FeatureView(
            id=self.id,
            title=self.title,
            description=self.description,
            quota_cost=self.quota_cost,
            rate_limit_policy=self.policy,
            parameters=self.parameters.model_json_schema(),
        )


def setting(
    default: Any,
    *,
    title: tuple[str, str],
    about: tuple[str, str],
    section: str,
    unit: str = "",
    choices: dict[str, tuple[str, str]] | None = None,
    smallest: int | None = None,
    applies: dict[str, tuple[Any, ...]] | None = None,
    otherwise: tuple[str, str] = ("", ""),
    **bounds: Any,
) -> Any:
    """A parameter with its words as (简体中文, English); form, command line and API schema all read them.

    `choices` gives the words of each value of a choice. `smallest` is the least value of a number that 0 switches off.
    `applies` names values of other parameters under which this one has an effect; `otherwise` says why it has none.
    """
    extra: dict[str, Any] = {"titles": words(title), "descriptions": words(about), "section": section, "unit": unit}
    if choices:
        extra["choices"] = {value: words(said) for value, said in choices.items()}
    if smallest is not None:
        extra |= {"off": 0, "smallest": smallest, "anyOf": [{"const": 0}, {"minimum": smallest}]}
    if applies:
        extra |= {"applies": {name: list(values) for name, values in applies.items()}, "otherwise": words(otherwise)}
    return Field(default, description=about[1], title=title[1], json_schema_extra=extra, **bounds)


def words(said: tuple[str, str]) -> dict[str, str]:
    """(简体中文, English) as the wire carries it."""
    return LocalizedText(zh=said[0], en=said[1]).model_dump()


def zero_or_more_than(smallest: int) -> Callable[[int], int]:
    """A check for a number that 0 switches off and that is `smallest` at least otherwise; raises ValueError."""

    def check(value: int) -> int:
        if 0 < value < smallest:
            raise ValueError(f"must be 0 or at least {smallest}")
        return value

    return check
