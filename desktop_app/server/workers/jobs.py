"""What a worker process can be asked to do, and what it answers. Values only: they cross a process border."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.api.pictures import Measures
from desktop_app.imaging.checks import Inspection


@dataclass(frozen=True)
class Inspect:
    """Look at an upload: format, size in pixels, findings."""

    source: Path
    pixels: int = 0


@dataclass(frozen=True)
class Thumbnail:
    """A small JPEG of a picture, upright."""

    source: Path
    side: int
    pixels: int = 0


@dataclass(frozen=True)
class Preview:
    """A feature at screen size, as JPEG bytes."""

    source: Path
    feature_id: str
    parameters: Mapping[str, Any]
    side: int
    pixels: int = 0


@dataclass(frozen=True)
class Process:
    """A feature at full size: its pictures written and synced to parts."""

    source: Path
    sha256: str
    """Of the source, as it was uploaded."""
    part: Path
    """Of the first picture; see `part_of`."""
    feature_id: str
    parameters: Mapping[str, Any]
    pixels: int = 0
    """Of the source; decides how much memory the job is reckoned with."""

    def part_of(self, number: int) -> Path:
        """Where picture `number` (from 0) of the photo is written: beside the first, under its name."""
        return self.part if number == 0 else self.part.with_name(f"{self.part.stem}-{number}{self.part.suffix}")


@dataclass(frozen=True)
class Produced:
    """A finished picture, lying at a part of the job."""

    part: Path
    sha256: str
    crc32: int
    size: int
    media_type: str
    extension: str
    width: int
    height: int
    notes: tuple[str, ...]
    measures: Measures
    shop: str = ""
    others: "tuple[Produced, ...]" = ()
    """Pictures of the same photo for further shops."""

    @property
    def pictures(self) -> "tuple[Produced, ...]":
        """All pictures of the photo."""
        return (self, *self.others)


Job = Inspect | Thumbnail | Preview | Process
Answer = Inspection | bytes | Produced
