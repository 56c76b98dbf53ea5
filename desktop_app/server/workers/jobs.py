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
    """A feature at full size, written and synced to `part`."""

    source: Path
    sha256: str
    """Of the source, as it was uploaded."""
    part: Path
    feature_id: str
    parameters: Mapping[str, Any]
    pixels: int = 0
    """Of the source; decides how much memory the job is reckoned with."""


@dataclass(frozen=True)
class Produced:
    """A finished picture, lying at the part it was asked for."""

    sha256: str
    crc32: int
    size: int
    media_type: str
    extension: str
    width: int
    height: int
    notes: tuple[str, ...]
    measures: Measures


Job = Inspect | Thumbnail | Preview | Process
Answer = Inspection | bytes | Produced
