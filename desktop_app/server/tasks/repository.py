"""Task rows in and out. Every function works inside the caller's unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from desktop_app.api.tasks import LIVE, OPEN
from desktop_app.core.errors import NotFoundError, NotYoursError
from desktop_app.server.tables import tasks
from desktop_app.server.tasks.items import Items, counted

_ITEMS: TypeAdapter[Items] = TypeAdapter(Items)

_SUMMARY = tuple(column for column in tasks.c if column.name not in ("batch_items", "input_data", "params"))


@dataclass(frozen=True)
class TaskRecord:
    """One task with its items; a task of the single-image era has none."""

    row: Any
    items: Items

    @property
    def id(self) -> str:
        """The task's id."""
        return str(self.row.id)

    @property
    def owner(self) -> str:
        """The account it belongs to."""
        return str(self.row.user_id)


def get(connection: sa.Connection, task_id: str, *, owner: str | None, lock: bool = False) -> TaskRecord:
    """One task; `owner` None is the engine, which serves them all.

    `lock` keeps other units of work away from the row until this one ends. Raises NotFoundError, NotYoursError.
    """
    query = sa.select(tasks).where(tasks.c.id == task_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFoundError(what="task")
    if owner is not None and row.user_id != owner:
        raise NotYoursError
    return TaskRecord(row=row, items=_ITEMS.validate_python(row.batch_items or ()))


def summary(connection: sa.Connection, task_id: str) -> Any:
    """One task's row without its items and parameters. Raises NotFoundError."""
    row = connection.execute(sa.select(*_SUMMARY).where(tasks.c.id == task_id)).one_or_none()
    if row is None:
        raise NotFoundError(what="task")
    return row


def insert(connection: sa.Connection, values: dict[str, Any], items: Items) -> None:
    """A new task."""
    connection.execute(tasks.insert().values(**values, **_items(items)))


def update(connection: sa.Connection, task_id: str, *, at: datetime, items: Items | None, **values: Any) -> None:
    """Change a task; `items` None leaves them as they are."""
    moved = _items(items) if items is not None else {}
    connection.execute(tasks.update().where(tasks.c.id == task_id).values(updated_at=at, **moved, **values))


def page(
    connection: sa.Connection, owner: str, *, before: tuple[datetime, str] | None, limit: int
) -> Sequence[sa.Row[Any]]:
    """Tasks of an owner without their items, newest first, older than `before` (created_at, id)."""
    query = sa.select(*_SUMMARY).where(tasks.c.user_id == owner)
    if before is not None:
        query = query.where(sa.tuple_(tasks.c.created_at, tasks.c.id) < before)
    return connection.execute(query.order_by(tasks.c.created_at.desc(), tasks.c.id.desc()).limit(limit)).all()


def live_ids(connection: sa.Connection) -> list[str]:
    """Tasks of this home that an engine should be carrying on, oldest first."""
    query = sa.select(tasks.c.id).where(tasks.c.status.in_([status.value for status in LIVE]), tasks.c.device.is_(None))
    return list(connection.scalars(query.order_by(tasks.c.created_at)))


def open_ids(connection: sa.Connection, owner: str, device: str) -> list[str]:
    """Tasks that a computer has not ended, as far as it has told, oldest first."""
    query = sa.select(tasks.c.id).where(tasks.c.user_id == owner, tasks.c.device == device)
    is_open = tasks.c.status.in_([status.value for status in OPEN])
    return list(connection.scalars(query.where(is_open).order_by(tasks.c.created_at)))


def created_since(connection: sa.Connection, owner: str, since: datetime) -> list[tuple[datetime, bool]]:
    """When an owner's tasks were made since a moment, oldest first, and whether each was a batch."""
    query = sa.select(tasks.c.created_at, tasks.c.is_batch)
    query = query.where(tasks.c.user_id == owner, tasks.c.created_at > since).order_by(tasks.c.created_at)
    return [(row.created_at, row.is_batch) for row in connection.execute(query)]


def _items(items: Items) -> dict[str, Any]:
    counts = counted(items)
    return {
        "batch_items": _ITEMS.dump_python(items, mode="json"),
        "batch_success": counts.success,
        "batch_failed": counts.failed,
    }
