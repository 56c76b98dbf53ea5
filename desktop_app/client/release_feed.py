"""Asks a release feed for news, at most once a day; it fetches that one document and nothing it speaks of."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from desktop_app.client.outside import Outside, is_loopback, reaching
from desktop_app.core import clock, releases, updates
from desktop_app.core.clock import Clock
from desktop_app.core.errors import (
    CloudUnreachableError,
    CloudUntrustedError,
    FeedUnreachableError,
    FeedUnreadableError,
    ReleaseFeedError,
)
from desktop_app.core.updates import A_DAY, AN_HOUR, Memory, Source

log = logging.getLogger(__name__)

SECONDS = 10.0
"""How long all of one asking may take."""
_LARGEST = 256 * 1024
"""Bytes of a feed; one with notes in two languages has some 2,000."""
_HEADERS = {"User-Agent": "CleanRack", "Accept": "application/json", "Accept-Encoding": "identity"}
"""Who asks is not told any closer; packed answers could unfold to any size."""


async def ask(
    source: Source,
    *,
    ca_file: str = "",
    anyway: bool = False,
    folder: Path | None = None,
    seconds: float = SECONDS,
    now: Clock = clock.now,
) -> Memory:
    """What is known of the feed after asking it, if it is due or `anyway`; the memory is kept. Raises OSError.

    An answer that cannot be had or believed is logged and remembered as trouble.
    """
    memory = updates.load(source.feed, folder)
    if not source.feed or not (anyway or memory.is_due(now())):
        return memory
    memory = memory.asking(now())
    updates.save(memory, folder)
    try:
        document = await fetch(source.feed, ca_file=ca_file, seconds=seconds)
        feed = releases.read(document, source.keys)
        releases.believe(feed, number=memory.number, version=memory.newest.version if memory.newest else "", now=now())
        memory = memory.told(feed)
    except ReleaseFeedError as exc:
        log.warning("the release feed is passed over: %s %s", exc.slug, exc.details)
        memory = memory.failed(exc, now() + (AN_HOUR if _was_nobody_reached(exc) else A_DAY))
    updates.save(memory, folder)
    return memory


async def fetch(address: str, *, ca_file: str = "", seconds: float = SECONDS) -> bytes:
    """The document at an address. Raises FeedUnreachableError, FeedUnreadableError."""
    if urlsplit(address).scheme != "https" and not is_loopback(address):
        raise FeedUnreachableError(reason="the address must begin with https://")
    async with (
        _translated(),
        reaching(seconds),
        Outside(ca_file=ca_file).client(address) as http,
        http.stream("GET", address, headers=_HEADERS) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            raise FeedUnreachableError(reason=f"HTTP {answer.status_code}")
        return await _bounded(answer)


async def _bounded(answer: httpx.Response) -> bytes:
    document = bytearray()
    async for piece in answer.aiter_raw():
        document += piece
        if len(document) > _LARGEST:
            raise FeedUnreadableError(reason=f"larger than {_LARGEST // 1024} KB")
    return bytes(document)


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """What fails on the way out is told of the feed."""
    try:
        yield
    except (CloudUnreachableError, CloudUntrustedError) as exc:
        raise FeedUnreachableError(reason=exc.details.get("reason", "")) from exc


def _was_nobody_reached(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout):
            return True
        cause = cause.__cause__
    return False
