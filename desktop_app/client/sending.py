"""A photo on its way to the server: its bytes in pieces, and how many have gone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from desktop_app.api.uploads import MAX_UPLOAD_BYTES
from desktop_app.core.errors import UploadTooLargeError

OnProgress = Callable[[int, int], None]
"""Hears (bytes done, bytes in all); never runs back, and ends with all."""

_PIECE = 64 * 1024


def unheard(done: int, total: int) -> None:
    """Progress nobody asked for."""


async def photo_bytes(source: Path | bytes) -> bytes:
    """The photo, whole, so that a file that changes while it is sent cannot be sent half-and-half.

    Raises UploadTooLargeError before anything is read, and OSError.
    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MAX_UPLOAD_BYTES:
        raise UploadTooLargeError(limit_megabytes=MAX_UPLOAD_BYTES // 1_000_000)
    return source if isinstance(source, bytes) else await asyncio.to_thread(source.read_bytes)


class Forward:
    """Progress that never runs back, also when a second try starts from the beginning."""

    def __init__(self, on_progress: OnProgress) -> None:
        self._on_progress = on_progress
        self._furthest = -1

    def __call__(self, done: int, total: int) -> None:
        """Pass on what is further than before."""
        if done > self._furthest:
            self._furthest = done
            self._on_progress(done, total)


def in_pieces(data: bytes, on_progress: OnProgress) -> Callable[[], AsyncIterator[bytes]]:
    """A request body that starts from the beginning each time it is asked for."""
    forward = Forward(on_progress)

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(data), _PIECE):
            forward(start, len(data))
            yield data[start : start + _PIECE]
        forward(len(data), len(data))

    return pieces
