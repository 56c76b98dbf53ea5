"""Photos to the server, four at once; what it refuses is told, the rest goes on."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from desktop_app.api.uploads import UploadView
from desktop_app.commands.board import UploadBoard
from desktop_app.commands.photos import Photo, Refusal
from desktop_app.commands.session import Session
from desktop_app.core.errors import RequestError

T = TypeVar("T")

LANES = 4


@dataclass(frozen=True)
class Sent:
    """A photo the server has."""

    photo: Photo
    view: UploadView


async def send_all(session: Session, photos: Sequence[Photo], board: UploadBoard) -> list[Sent | Refusal]:
    """Send every photo; answers in their order."""

    def job(index: int) -> Callable[[], Awaitable[Sent | Refusal]]:
        return lambda: _send(session, photos[index], index, board)

    return await in_lanes([job(index) for index in range(len(photos))], LANES)


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


async def _send(session: Session, photo: Photo, index: int, board: UploadBoard) -> Sent | Refusal:
    try:
        view = await session.ask(
            lambda server: server.upload(photo.path, photo.name, lambda sent, _: board.moved(index, sent))
        )
    except RequestError as exc:
        return Refusal(photo.path, photo.name, exc.slug, exc.details, exc)
    except OSError as exc:
        return Refusal(photo.path, photo.name, "cannot-open", {"reason": exc.strerror or str(exc)})
    finally:
        board.ended(index)
    return Sent(photo, view)
