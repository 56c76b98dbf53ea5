"""Tasks that this computer sends to the cloud: their photos, then the request that makes them, then a stop if need be.

How each failure ends:
    no network, the cloud is busy or down    later, where it broke off: photos that are there stay there
    too little quota, too often, refused     told, and nothing was taken; `resume` asks again under another key
    the cloud no longer has a photo          all of them are sent again
    a photo is gone from this computer       refused, with its reason
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

import sqlalchemy as sa

from desktop_app.api.tasks import CreateTask, Place
from desktop_app.client.cloud import CloudClient
from desktop_app.core import ids
from desktop_app.core.clock import Clock
from desktop_app.core.errors import (
    CleanRackError,
    DeviceClosedError,
    DeviceQuarantinedError,
    FrozenError,
    MissingOriginalError,
    NotFoundError,
    PictureError,
    RequestError,
    SessionEndedError,
    StateConflictError,
    TooManyTriesError,
    UnauthenticatedError,
)
from desktop_app.server.database import Database
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.tasks import sent
from desktop_app.server.tasks.items import Fault
from desktop_app.server.tasks.outward import Steering
from desktop_app.server.tasks.sent import SentPhoto, SentState, SentTask
from desktop_app.sync import links
from desktop_app.sync.aside import Aside

log = logging.getLogger(__name__)

AT_ONCE = 3
"""Photos on the line at a time; one while a batch runs here, so that its work is not held up."""

_FATE_OF_ALL = (
    UnauthenticatedError,
    SessionEndedError,
    DeviceClosedError,
    DeviceQuarantinedError,
    FrozenError,
    TooManyTriesError,
)
"""Refusals that speak of this computer or of this moment, not of the task."""


class TaskSender:
    """Sends one account's tasks; use it inside one asyncio loop."""

    def __init__(
        self,
        *,
        account_id: str,
        database: Database,
        storage: FileStorage,
        ledger: Ledger,
        client: CloudClient,
        is_busy: Callable[[], bool],
        on_change: Callable[[str, bool], None],
        clock: Clock,
    ) -> None:
        self._account_id = account_id
        self._database = database
        self._rows = Aside(database, account_id)
        self._storage = storage
        self._ledger = ledger
        self._client = client
        self._is_busy = is_busy
        self._on_change = on_change
        self._clock = clock

    async def send(self) -> bool:
        """Bring the oldest task on its way one step further; answers whether there was any to bring.

        Raises CloudUnreachableError and its kind.
        """
        waiting = await self._rows.read(lambda connection: sent.under_way(connection, self._account_id))
        if not waiting:
            return False
        try:
            await self._step(waiting[0])
        except _FATE_OF_ALL:
            raise
        except (RequestError, PictureError) as exc:
            await self._refuse(waiting[0], exc)
        self._on_change(self._account_id, True)
        return True

    async def steer(self, steering: Steering) -> None:
        """Have the cloud do with a task of its what a merchant wants. Raises what the cloud tells."""
        await self._client.steer(steering.task_id, steering.verb, key=steering.key, body=steering.body)

    async def _step(self, task: SentTask) -> None:
        if task.state is SentState.WAITING:
            if missing := [photo for photo in task.photos if photo.there is None]:
                await self._upload_some(task, missing)
            else:
                await self._ask(task)
        elif await self._make(task) and task.state is SentState.STOPPING:
            await self._stop(task)

    async def _upload_some(self, task: SentTask, missing: Sequence[SentPhoto]) -> None:
        """As many as go at a time; each that arrived is written down, also when another broke off."""
        some = missing[: 1 if self._is_busy() else AT_ONCE]
        ended = await asyncio.gather(*map(self._upload, some), return_exceptions=True)
        arrived = {each.upload_id: each for each in ended if isinstance(each, SentPhoto)}
        photos = [arrived.get(photo.upload_id, photo) for photo in task.photos]
        await self._rows.write(lambda connection: sent.keep_photos(connection, task, photos, self._clock()))
        for each in ended:
            if isinstance(each, BaseException):
                raise each

    async def _upload(self, photo: SentPhoto) -> SentPhoto:
        data = await asyncio.to_thread(self._bytes, photo)
        view = await self._client.upload(data, photo.file_name)
        if view.sha256 != photo.sha256:
            raise MissingOriginalError(sha256=photo.sha256)
        return photo.model_copy(update={"there": view.id})

    def _bytes(self, photo: SentPhoto) -> bytes:
        return self._storage.path(self._account_id, photo.sha256).read_bytes()

    async def _ask(self, task: SentTask) -> None:
        """From here on nobody knows whether the cloud has it, until it answers."""
        if await asyncio.to_thread(self._make_room, task.price):
            return  # what was given back is told first; then this comes up again
        await self._rows.write(lambda connection: sent.move(connection, task, to=SentState.ASKED, at=self._clock()))

    async def _make(self, task: SentTask) -> bool:
        """Have the cloud make it; answers whether it has. Asking again finds the first answer."""
        request = CreateTask(
            feature_id=task.feature_id,
            input_images=[photo.there or "" for photo in task.photos],
            input_data=task.input_data,
            where=Place.CLOUD,
            task_id=task.id,
        )
        try:
            await self._client.create(request, is_batch=task.is_batch, key=task.key)
        except NotFoundError:
            await self._start_over(task)
            return False
        if task.state is SentState.ASKED:
            await self._rows.write(lambda connection: sent.move(connection, task, to=SentState.THERE, at=self._clock()))
        return True

    async def _stop(self, task: SentTask) -> None:
        try:
            await self._client.steer(task.id, "cancel", key=ids.derived("stop", task.key), body=None)
        except StateConflictError:
            log.info("task %s had ended before it was stopped", task.id)
        await self._rows.write(lambda connection: sent.move(connection, task, to=SentState.CANCELLED, at=self._clock()))

    async def _start_over(self, task: SentTask) -> None:
        """The cloud has tidied away photos that waited too long for their task."""
        photos = [photo.model_copy(update={"there": None}) for photo in task.photos]
        back = SentState.CANCELLED if task.state is SentState.STOPPING else SentState.WAITING

        def write(connection: sa.Connection) -> None:
            if sent.move(connection, task, to=back, at=self._clock(), key=ids.new()):
                sent.keep_photos(connection, task, photos, self._clock())

        await self._rows.write(write)

    async def _refuse(self, task: SentTask, error: CleanRackError) -> None:
        log.info("task %s was refused: %s", task.id, error.slug)
        fault = Fault(code=error.code, slug=error.slug, details=error.details).model_dump()
        to = SentState.CANCELLED if task.state is SentState.STOPPING else SentState.REFUSED
        await self._rows.write(lambda connection: sent.move(connection, task, to=to, at=self._clock(), fault=fault))

    def _make_room(self, price: int) -> bool:
        """Where the pool is short, quota that lies idle here goes back, if that makes it enough. Whether any did."""
        with self._database.write(self._account_id) as connection:
            link = links.find(connection, self._account_id)
            if link is None or link.totals is None:
                return False
            missing = price - link.totals.pool.available
            if not 0 < missing <= books.balance(connection, self._account_id).available:
                return False
            self._ledger.give_back(connection, self._account_id, missing)
            return True
