"""What listeners hear of a task: its counters as they stand, and the balance with them."""

from functools import partial
from typing import Any

from desktop_app.api.events import Event, QuotaEvent, TaskEvent
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.database import Database
from desktop_app.server.hub import Announcer
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.live import Live
from desktop_app.server.tasks import repository


class TaskNews:
    """Told after each transaction that moved a task."""

    def __init__(self, *, database: Database, ledger: Ledger, hub: Announcer, live: Live) -> None:
        self._database = database
        self._ledger = ledger
        self._hub = hub
        self._live = live

    def tell(self, owner: str, task_id: str) -> None:
        """Publish the task's and the balance's state of now; of two tellers at once the later one reads later."""
        self._hub.moved(owner, task_id, partial(self._read, owner, task_id))

    def _read(self, owner: str, task_id: str) -> tuple[Event, Event]:
        with self._database.read(owner) as connection:
            row = repository.summary(connection, task_id)
            is_trial = accounts.get(connection, owner).is_trial
            balance = self._ledger.view(connection, owner, is_trial=is_trial)
        return _task_event(row, self._live), QuotaEvent(quota=balance)


def _task_event(row: Any, live: Live) -> TaskEvent:
    return TaskEvent(
        task_id=row.id,
        status=row.status,
        batch_total=row.batch_total,
        batch_success=row.batch_success,
        batch_failed=row.batch_failed,
        seconds_left=live.seconds_left(row.id, row.batch_total - row.batch_success - row.batch_failed),
    )
