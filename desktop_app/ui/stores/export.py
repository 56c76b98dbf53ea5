"""The words of saving: what is to be fetched, and how far it is."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

_SECONDS = 0.05
"""Between two tellings of progress: a ZIP comes in thousands of pieces."""


@dataclass(frozen=True)
class Saving:
    """One file to be."""

    name: str
    """Its file name, if that is free."""
    fetch: "Callable[[ServerClient, Path, Callable[[int, int], None]], Awaitable[Path]]"
    sha256: str = ""
    """Of its content, where that is known beforehand."""


@dataclass(frozen=True)
class Export:
    """Something that is being saved."""

    id: str
    label: str
    """A file's name, or how many pictures."""
    folder: Path
    pieces: int
    """Files in all."""
    fraction: float = 0.0
    """0 to 1, never runs back."""
    bytes_done: int = 0
    """Of the file in hand."""
    bytes_total: int = 0

    def moved(self, piece: int, done: int, total: int) -> "Export":
        """The same with `piece` (from 0) so far."""
        fraction = (piece + (done / total if total else 0.0)) / self.pieces
        return replace(self, fraction=max(self.fraction, fraction), bytes_done=done, bytes_total=total)


class Throttle:
    """Passes progress on some times a second, and always at the end of a file."""

    def __init__(self, tell: Callable[[int, int, int], None]) -> None:
        self._tell = tell
        self._told = 0.0

    def of(self, piece: int) -> Callable[[int, int], None]:
        """Hears of the bytes of one file."""

        def heard(done: int, total: int) -> None:
            now = time.monotonic()
            if done >= total or now - self._told > _SECONDS:
                self._told = now
                self._tell(piece, done, total)

        return heard
