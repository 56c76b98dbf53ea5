"""A finished picture and what was done to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from desktop_app.imaging.formats import Format

Report = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1; never runs back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a feature made of one photo."""

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

    @classmethod
    def of(
        cls, data: bytes, kind: Format, size: tuple[int, int], changes: Mapping[str, float], notes: tuple[str, ...]
    ) -> "Outcome":
        """An outcome of `kind` with `size` (width, height) pixels."""
        return cls(data, kind.name, *size, kind.media_type, kind.extension, changes, notes)


def untold(fraction: float) -> None:
    """A report nobody listens to."""
