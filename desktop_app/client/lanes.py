"""Several calls at once, but not all at once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

UPLOAD_LANES = 4
"""Photos sent at the same time."""


async def in_lanes(jobs: Sequence[Callable[[], Awaitable[T]]], width: int) -> list[T]:
    """The answers of all jobs, so many at once; the first that raises ends the others."""
    lanes = asyncio.Semaphore(width)

    async def one(job: Callable[[], Awaitable[T]]) -> T:
        async with lanes:
            return await job()

    running = [asyncio.ensure_future(one(job)) for job in jobs]
    try:
        return list(await asyncio.gather(*running))
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
