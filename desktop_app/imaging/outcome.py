"""A finished picture and what was done to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.api.pictures import Measures
from desktop_app.imaging.formats import Format

Report = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1; never runs back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finished picture of a photo."""

    data: bytes
    format: str
    """As in `formats`: JPEG, PNG or WebP."""
    width: int
    height: int
    media_type: str
    extension: str
    """With the dot."""
    changes: Mapping[str, float] = field(default_factory=dict)
    """What was chosen for this photo, in figures, such as `exposure_gain` 1.12 or `quality` 84."""
    notes: tuple[str, ...] = ()
    """Slugs of what a person should know, such as `scaled-to-fit`; words under `notes` in resources/words."""
    measures: Measures = field(default_factory=Measures)
    shop: str = ""
    """Id of the marketplace it was made for, where it was made for one."""
    others: "tuple[Outcome, ...]" = ()
    """Pictures of the same photo for further shops; they have none of their own."""

    @classmethod
    def of(cls, data: bytes, kind: Format, size: tuple[int, int], **told: Any) -> "Outcome":
        """An outcome of `kind` with `size` (width, height) pixels; `told` are further fields."""
        return cls(data, kind.name, *size, kind.media_type, kind.extension, **told)


def untold(fraction: float) -> None:
    """A report nobody listens to."""
