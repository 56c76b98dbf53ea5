"""Pictures to and from the cloud's storage, by addresses that carry their own right: no token of ours goes there."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx

from desktop_app.api.sync import BlobPlace, BlobSource
from desktop_app.client.outside import Outside, reaching
from desktop_app.client.retry import Retry
from desktop_app.core.errors import CloudUnreachableError, InvalidRequestError

FETCHED_AT_ONCE = 3
"""Pictures on the way here at a time: a window may ask for dozens."""

_CHUNK = 256 * 1024
_FETCHING = Retry(tries=3)
_SECONDS = 600.0
"""For one picture of 50 MB on a slow line."""
_THERE = (200, 201, 204, 412)
"""412: somebody has put the same picture there already."""


class DigestRefusedError(Exception):
    """The storage counted another SHA-256 than it was promised: the file has changed, or a bit fell over on the way."""


class BlobCarrier:
    """Carries pictures over addresses the cloud has signed."""

    def __init__(self, *, outside: Outside) -> None:
        self._outside = outside
        self._lanes = asyncio.Semaphore(FETCHED_AT_ONCE)
        self._clients: dict[str, httpx.AsyncClient] = {}

    async def put(self, place: BlobPlace, file: Path) -> None:
        """Send a file. Raises DigestRefusedError, CloudUnreachableError, OSError for a file that cannot be read."""
        assert place.url is not None
        async with reaching(_SECONDS):
            headers = {**place.headers, "content-length": str(file.stat().st_size)}
            answer = await self._to(place.url).put(place.url, content=_pieces(file), headers=headers)
        if answer.status_code == 400:
            raise DigestRefusedError
        if answer.status_code not in _THERE:
            raise CloudUnreachableError(reason=f"HTTP {answer.status_code}")

    async def get(self, source: BlobSource, part: Path) -> None:
        """Fetch a picture into `part`, whole and on the drive; somebody waits for it, so a cut line is tried again.

        Raises CloudUnreachableError, OSError.
        """
        async with self._lanes:
            await _FETCHING.run(lambda: self._fetch(source, part), may_repeat=lambda exc: True)

    async def close(self) -> None:
        """Close every connection."""
        for client in self._clients.values():
            await client.aclose()
        self._clients.clear()

    async def _fetch(self, source: BlobSource, part: Path) -> None:
        async with reaching(_SECONDS), self._to(source.url).stream("GET", source.url) as answer:
            if answer.status_code != 200:
                raise CloudUnreachableError(reason=f"HTTP {answer.status_code}")
            await _write(answer, source, part)

    def _to(self, url: str) -> httpx.AsyncClient:
        parsed = httpx.URL(url)
        origin = f"{parsed.scheme}://{parsed.netloc.decode()}"
        if parsed.scheme not in ("https", "http"):
            raise InvalidRequestError(reason="url")
        if origin not in self._clients:
            self._clients[origin] = self._outside.client(origin)
        return self._clients[origin]


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_CHUNK):
            yield piece


async def _write(answer: httpx.Response, source: BlobSource, part: Path) -> None:
    counted, size = hashlib.sha256(), 0
    with part.open("wb") as written:
        async for piece in answer.aiter_raw(_CHUNK):
            counted.update(piece)
            size += len(piece)
            written.write(piece)
        written.flush()
        await asyncio.to_thread(os.fsync, written.fileno())
    if (size, counted.hexdigest()) != (source.size, source.sha256):
        raise CloudUnreachableError(reason="the picture came damaged")
