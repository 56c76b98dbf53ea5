"""The engine's side of tasks: what is to be done, and how each item ended. Each end is one conditional transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from desktop_app.api.events import ItemEvent
from desktop_app.api.tasks import LIVE, ItemStatus, Stage, TaskStatus
from desktop_app.core.clock import Clock
from desktop_app.core.errors import CleanRackError
from desktop_app.server.database import ENGINE, Database, despite_full_drive
from desktop_app.server.hub import Announcer
from desktop_app.server.journal import Journal
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.live import Live
from desktop_app.server.tasks import items as moves
from desktop_app.server.tasks import repository
from desktop_app.server.tasks.items import Fault, Item, Output
from desktop_app.server.tasks.news import TaskNews
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.server.tasks.shelving import shelve
from desktop_app.server.tasks.telling import TaskTelling
from desktop_app.server.uploads import repository as uploads


@dataclass(frozen=True)
class Photo:
    """One attempt at one item that is to be carried out."""

    task_id: str
    owner: str
    index: int
    attempt: int
    file_name: str
    sha256: str
    size: int
    """Bytes of the original."""
    pixels: int


@dataclass(frozen=True)
class Work:
    """What a run of a task has to do."""

    task_id: str
    owner: str
    feature_id: str
    parameters: Mapping[str, Any]
    photos: tuple[Photo, ...]


class Settlement:
    """Hands out the work of a task and records its ends, any number of times and from any process."""

    def __init__(
        self, *, database: Database, ledger: Ledger, hub: Announcer, live: Live, journal: Journal, clock: Clock
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._hub = hub
        self._live = live
        self._telling = TaskTelling(journal=journal)
        self._news = TaskNews(database=database, ledger=ledger, hub=hub, live=live)
        self._clock = clock

    def live_ids(self) -> list[str]:
        """Tasks that somebody should be carrying on."""
        with self._database.read(ENGINE) as connection:
            return repository.live_ids(connection)

    def is_live(self, task_id: str) -> bool:
        """Whether somebody should be carrying it on. Raises NotFoundError."""
        with self._database.read(ENGINE) as connection:
            row = repository.summary(connection, task_id)
        return row.status in LIVE and row.device is None

    def begin(self, task_id: str) -> Work | None:
        """The photos a live task still has to do, None if there are none; the task counts as processing then.

        Raises FrozenError where its account may not spend here.
        """
        with self._database.read(ENGINE) as connection:
            owner = repository.get(connection, task_id, owner=None).owner
        with self._database.write(owner) as connection:
            self._ledger.require_open(connection, owner)
            record = repository.get(connection, task_id, owner=owner, lock=True)
            waiting = [item for item in record.items if item.status is ItemStatus.PENDING]
            if record.row.status not in LIVE or record.row.device is not None or not waiting:
                return None
            if record.row.status != TaskStatus.PROCESSING:
                status = TaskStatus.PROCESSING.value
                repository.update(connection, task_id, at=self._clock(), items=None, status=status)
                self._telling.moved(connection, owner, task_id)
            originals = uploads.get(connection, owner, [item.upload_id for item in waiting])
        self._news.tell(record.owner, task_id)
        return Work(
            task_id=task_id,
            owner=record.owner,
            feature_id=record.row.feature_id,
            parameters=record.row.input_data,
            photos=tuple(_photo(record, item, row) for item, row in zip(waiting, originals, strict=True)),
        )

    def still_wanted(self, photo: Photo) -> bool:
        """Whether the attempt is to be carried out now: its task is live and it has not ended."""
        with self._database.read(photo.owner) as connection:
            record = repository.get(connection, photo.task_id, owner=photo.owner)
        return record.row.status in LIVE and moves.waits(record.items, photo.index, photo.attempt)

    def succeed(self, photo: Photo, output: Output) -> bool:
        """The picture is finished: quota is used, the library has it. False if the attempt was over before."""
        item_changes = {"status": ItemStatus.SUCCESS, "output": output, "error": None}
        with self._database.write(photo.owner) as connection:
            ended = self._end(connection, photo, item_changes)
            if ended is None:
                return False
            self._ledger.post(connection, photo.owner, [_key(photo)])
            shelve(connection, owner=photo.owner, task_id=photo.task_id, item=ended, at=self._clock())
        self._ended(photo, ItemStatus.SUCCESS)
        return True

    def fail(self, photo: Photo, error: CleanRackError) -> bool:
        """The photo cannot be worked on: quota is returned. False if the attempt was over before."""
        fault = Fault(code=error.code, slug=error.slug, details=error.details)
        with self._database.write(photo.owner) as connection:
            if self._end(connection, photo, {"status": ItemStatus.FAILED, "error": fault}) is None:
                return False
            self._ledger.void(connection, photo.owner, [_key(photo)])
        self._ended(photo, ItemStatus.FAILED)
        return True

    def pause(self, photo: Photo, error: CleanRackError) -> None:
        """Stop the whole task once, for a reason that would hit every photo; what is done stays done."""
        reason = Fault(code=error.code, slug=error.slug, details=error.details).model_dump()
        if despite_full_drive(lambda: self._paused(photo, reason)):
            self._news.tell(photo.owner, photo.task_id)

    def _paused(self, photo: Photo, reason: dict[str, Any]) -> bool:
        with self._database.write(photo.owner) as connection:
            record = repository.get(connection, photo.task_id, owner=photo.owner, lock=True)
            if record.row.status not in LIVE:
                return False
            changes = {"status": TaskStatus.PAUSED.value, "pause_reason": reason}
            repository.update(connection, photo.task_id, at=self._clock(), items=None, **changes)
            self._telling.moved(connection, photo.owner, photo.task_id)
        return True

    def _end(self, connection: sa.Connection, photo: Photo, changes: dict[str, Any]) -> Item | None:
        record = repository.get(connection, photo.task_id, owner=photo.owner, lock=True)
        if not moves.waits(record.items, photo.index, photo.attempt):
            return None
        ended = record.items[photo.index].model_copy(update=changes)
        items = moves.replaced(record.items, [ended])
        status = moves.status_after(items, TaskStatus(record.row.status))
        now = self._clock()
        over = {"completed_at": now} if status is not TaskStatus(record.row.status) else {}
        repository.update(connection, photo.task_id, at=now, items=items, status=status.value, **over)
        self._telling.moved(connection, photo.owner, photo.task_id, [ended])
        return ended

    def _ended(self, photo: Photo, status: ItemStatus) -> None:
        self._live.ended(photo.task_id, photo.index)
        event = ItemEvent(
            task_id=photo.task_id,
            index=photo.index,
            attempt=photo.attempt,
            status=status,
            stage=Stage.SAVING,
            progress=1.0,
        )
        self._hub.publish(photo.owner, event)
        self._news.tell(photo.owner, photo.task_id)


def _photo(record: TaskRecord, item: Item, row: Any) -> Photo:
    return Photo(
        task_id=record.id,
        owner=record.owner,
        index=item.index,
        attempt=item.attempt,
        file_name=item.file_name,
        sha256=row.sha256,
        size=row.size,
        pixels=row.width * row.height,
    )


def _key(photo: Photo) -> HoldKey:
    return HoldKey(photo.task_id, photo.index, photo.attempt)
