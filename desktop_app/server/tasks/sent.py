"""Tasks on their way to the cloud, in and out. Every function works inside the caller's unit of work.

waiting ──▶ asked ──▶ there: the cloud has it, under the same id, and tells it to all computers
 │  ▲ │       │ └───▶ refused ──▶ waiting: again, under another key
 │  │ └▶ paused
 ▼  │         ▼
cancelled   stopping ──▶ there: stopped by the cloud, for nobody knew whether it had it
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from desktop_app.api.tasks import ItemStatus, Sending, TaskStatus
from desktop_app.server.tables import sent_tasks, tasks
from desktop_app.server.tasks.items import Fault, Item

CLOUD = "cloud"
"""Where such a task is carried out, as `tasks.device` says it."""


class SentState(StrEnum):
    """How far a task has come on its way."""

    WAITING = "waiting"
    """Its photos are being sent, or are to be."""
    PAUSED = "paused"
    ASKED = "asked"
    """The cloud was asked to make it, and may have done so."""
    STOPPING = "stopping"
    """Stopped while nobody knew whether the cloud had it."""
    REFUSED = "refused"
    """The cloud said no; nothing was taken."""
    CANCELLED = "cancelled"
    THERE = "there"


UNDER_WAY = frozenset({SentState.WAITING, SentState.ASKED, SentState.STOPPING})
"""What the sync engine works at."""

_SHOWN = {
    SentState.WAITING: TaskStatus.PENDING,
    SentState.ASKED: TaskStatus.PENDING,
    SentState.THERE: TaskStatus.PENDING,
    SentState.PAUSED: TaskStatus.PAUSED,
    SentState.REFUSED: TaskStatus.PAUSED,
    SentState.STOPPING: TaskStatus.CANCELLED,
    SentState.CANCELLED: TaskStatus.CANCELLED,
}


class SentPhoto(BaseModel):
    """One photo of such a task."""

    model_config = ConfigDict(frozen=True)

    upload_id: str
    """Here."""
    file_name: str
    sha256: str
    there: str | None = None
    """Its upload's id in the cloud."""


class SentTask(BaseModel):
    """One row; besides its own columns it has those of a task that readers look for."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    account_id: str
    feature_id: str
    is_batch: bool
    input_data: dict[str, Any]
    photos: tuple[SentPhoto, ...]
    price: int
    key: str
    """Idempotency-Key of the request that makes it in the cloud; another one after a refusal."""
    state: SentState
    fault: Fault | None
    created_at: datetime
    updated_at: datetime

    params: None = None
    device: str = CLOUD
    completed_at: None = None
    refunded: bool = False
    batch_success: int = 0
    batch_failed: int = 0

    @property
    def type(self) -> str:
        """As a task says it."""
        return "batch" if self.is_batch else "single"

    @property
    def status(self) -> TaskStatus:
        """Likewise."""
        return _SHOWN[self.state]

    @property
    def batch_total(self) -> int:
        """Likewise."""
        return len(self.photos)

    @property
    def pause_reason(self) -> dict[str, Any] | None:
        """Why the cloud said no."""
        return self.fault.model_dump() if self.fault else None

    @property
    def sending(self) -> Sending:
        """How many photos are there."""
        return Sending(sent=sum(photo.there is not None for photo in self.photos), total=len(self.photos))

    @property
    def items(self) -> tuple[Item, ...]:
        """Its photos as items that have not begun."""
        status = ItemStatus.CANCELLED if self.status is TaskStatus.CANCELLED else ItemStatus.PENDING
        return tuple(
            Item(index=index, upload_id=photo.upload_id, file_name=photo.file_name, status=status)
            for index, photo in enumerate(self.photos)
        )


def insert(connection: sa.Connection, **values: Any) -> None:
    """A new one."""
    connection.execute(sent_tasks.insert().values(**values))


def find(connection: sa.Connection, account_id: str, task_id: str) -> SentTask | None:
    """One of an account's; None where there is none, or where the cloud has told of it."""
    query = _unheard(account_id).where(sent_tasks.c.id == task_id)
    row = connection.execute(query).one_or_none()
    return SentTask.model_validate(row) if row is not None else None


def page(
    connection: sa.Connection, account_id: str, *, before: tuple[datetime, str] | None, limit: int
) -> Sequence[SentTask]:
    """Those of an account that the cloud has not told of yet, newest first, older than `before` (created_at, id)."""
    query = _unheard(account_id)
    if before is not None:
        query = query.where(sa.tuple_(sent_tasks.c.created_at, sent_tasks.c.id) < before)
    rows = connection.execute(query.order_by(sent_tasks.c.created_at.desc(), sent_tasks.c.id.desc()).limit(limit))
    return [SentTask.model_validate(row) for row in rows]


def under_way(connection: sa.Connection, account_id: str) -> list[SentTask]:
    """What is still to be sent, asked or stopped, oldest first."""
    states = [state.value for state in UNDER_WAY]
    query = sa.select(sent_tasks).where(sent_tasks.c.account_id == account_id, sent_tasks.c.state.in_(states))
    return [SentTask.model_validate(row) for row in connection.execute(query.order_by(sent_tasks.c.created_at))]


def move(
    connection: sa.Connection,
    task: SentTask,
    *,
    to: SentState,
    at: datetime,
    since: SentState | None = None,
    **more: Any,
) -> bool:
    """Bring a task on, if it still stands where it is thought to; answers whether it did."""
    mine = sa.and_(sent_tasks.c.id == task.id, sent_tasks.c.state == task.state.value)
    moved = connection.execute(sent_tasks.update().where(mine).values(state=to.value, updated_at=at, **more))
    return bool(moved.rowcount)


def keep_photos(connection: sa.Connection, task: SentTask, photos: Sequence[SentPhoto], at: datetime) -> None:
    """Write down which photos are there."""
    told = [photo.model_dump() for photo in photos]
    connection.execute(sent_tasks.update().where(sent_tasks.c.id == task.id).values(photos=told, updated_at=at))


def upload_here(connection: sa.Connection, account_id: str, upload_there: str) -> str | None:
    """The upload of this computer that the cloud knows by another id."""
    named = sa.cast(sent_tasks.c.photos, sa.Text).contains(upload_there)
    query = sa.select(sent_tasks).where(sent_tasks.c.account_id == account_id, named)
    for row in connection.execute(query):
        for photo in SentTask.model_validate(row).photos:
            if photo.there == upload_there:
                return photo.upload_id
    return None


def _unheard(account_id: str) -> "sa.Select[Any]":
    heard = sa.select(tasks.c.id).where(tasks.c.id == sent_tasks.c.id)
    return sa.select(sent_tasks).where(sent_tasks.c.account_id == account_id, ~sa.exists(heard))
