"""Photos to the server, four at once; what it refuses is told, the rest goes on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from desktop_app.api.uploads import UploadView
from desktop_app.client.lanes import UPLOAD_LANES, in_lanes
from desktop_app.client.session import Session
from desktop_app.commands.board import UploadBoard
from desktop_app.core.errors import RequestError
from desktop_app.imaging.photos import Photo, Refusal


@dataclass(frozen=True)
class Sent:
    """A photo the server has."""

    photo: Photo
    view: UploadView


async def send_all(session: Session, photos: Sequence[Photo], board: UploadBoard) -> list[Sent | Refusal]:
    """Send every photo; answers in their order."""

    def job(index: int) -> Callable[[], Awaitable[Sent | Refusal]]:
        return lambda: _send(session, photos[index], index, board)

    return await in_lanes([job(index) for index in range(len(photos))], UPLOAD_LANES)


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
