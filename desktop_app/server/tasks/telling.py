"""What a task tells its account's other computers: that it was made, and how it moved."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from desktop_app.api.sync import TaskMade, TaskMoved
from desktop_app.server.journal import Journal
from desktop_app.server.tasks import repository
from desktop_app.server.tasks.items import Item

_ITEMS: TypeAdapter[Sequence[Item]] = TypeAdapter(Sequence[Item])


class TaskTelling:
    """Writes tasks into the journal."""

    def __init__(self, *, journal: Journal) -> None:
        self._journal = journal

    def made(self, connection: sa.Connection, owner: str, row: dict[str, Any], items: Sequence[Item]) -> None:
        """A task was made; `row` holds its columns."""
        body = TaskMade(
            task_id=row["id"],
            feature_id=row["feature_id"],
            kind=row["type"],
            is_batch=row["is_batch"],
            input_data=row["input_data"],
            created_at=row["created_at"],
            items=_ITEMS.dump_python(items, mode="json"),
        )
        self._journal.tell(connection, owner, body)

    def moved(self, connection: sa.Connection, owner: str, task_id: str, changed: Sequence[Item] = ()) -> None:
        """A task stands elsewhere now, as its row says; these items of it have changed."""
        row = repository.summary(connection, task_id)
        body = TaskMoved(
            task_id=task_id,
            status=row.status,
            refunded=row.refunded,
            updated_at=row.updated_at,
            completed_at=row.completed_at,
            pause_reason=row.pause_reason,
            items=_ITEMS.dump_python(changed, mode="json"),
        )
        self._journal.tell(connection, owner, body)
