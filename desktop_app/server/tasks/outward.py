"""Tasks of this computer's account that the cloud carries out: kept here until they are sent, and steered from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from pydantic import BaseModel

from desktop_app.api.tasks import Receipt, TaskCreated, TaskSummary, TaskView
from desktop_app.core import ids
from desktop_app.core.clock import Clock
from desktop_app.core.errors import NotFoundError, NotSignedInError, StateConflictError
from desktop_app.core.words import Language
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database
from desktop_app.server.idempotency import Once
from desktop_app.server.tasks import repository, sent
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.server.tasks.sent import CLOUD, SentState, SentTask
from desktop_app.server.tasks.submission import Submission
from desktop_app.server.tasks.views import TaskViews
from desktop_app.server.uploads import repository as uploads


@dataclass(frozen=True)
class Steering:
    """What a merchant wants of a task that the cloud carries out."""

    task_id: str
    verb: str
    """`cancel`, `pause`, `resume`, `retry-failed` or `refund`, as the call is named."""
    key: str | None = None
    body: BaseModel | None = None


class Away(Protocol):
    """The way to the cloud."""

    def nudge(self, account_id: str) -> None:
        """There is something to send; callable from any thread."""

    def forward(self, account_id: str, steering: Steering) -> None:
        """Have the cloud do it, and hear what it did. Raises what the cloud tells, and CloudUnreachableError."""


_STOPS = {
    SentState.WAITING: SentState.CANCELLED,
    SentState.PAUSED: SentState.CANCELLED,
    SentState.REFUSED: SentState.CANCELLED,
    SentState.ASKED: SentState.STOPPING,
}


class Outward:
    """Keeps, shows and steers them. Without a way to the cloud there are none."""

    def __init__(self, *, database: Database, once: Once, away: Away | None, clock: Clock) -> None:
        self._database = database
        self._once = once
        self._away = away
        self._clock = clock

    def create(self, account: Account, key: str, submission: Submission) -> TaskCreated:
        """Keep a task for the cloud; it is sent as soon as the cloud is in reach, and nothing is taken before.

        Raises NotSignedInError, NotFoundError and NotYoursError.
        """
        if self._away is None or account.is_trial:
            raise NotSignedInError

        def work(connection: sa.Connection) -> TaskCreated:
            return self._insert(connection, account, submission)

        asked = {"send": submission.feature.id, "photos": submission.upload_ids, "data": submission.parameters}
        created = TaskCreated.model_validate(self._once.run(account.id, key, asked, work))
        self._away.nudge(account.id)
        return created

    def page(
        self, connection: sa.Connection, account: Account, before: tuple[datetime, str] | None, limit: int
    ) -> Sequence[SentTask]:
        """Those of an account that the cloud has not told of yet, newest first."""
        return sent.page(connection, account.id, before=before, limit=limit)

    def summary(self, task: SentTask, views: TaskViews, language: Language) -> TaskSummary:
        """One as the list shows it."""
        return views.summary(task, language).model_copy(update={"sending": task.sending})

    def find(
        self, connection: sa.Connection, account: Account, task_id: str, views: TaskViews, language: Language
    ) -> TaskView | None:
        """One with its photos; None where there is none, or where the cloud has told of it."""
        task = sent.find(connection, account.id, task_id)
        if task is None:
            return None
        nothing = Receipt(charged=0, used=0, returned=0, held=0)
        shown = views.whole(TaskRecord(row=task, items=task.items), nothing, {}, language)
        return shown.model_copy(update={"sending": task.sending})

    def steer(self, account: Account, steering: Steering) -> bool:
        """Do it, if the task is one of these; answers whether it was.

        Raises StateConflictError, what the cloud tells, and CloudUnreachableError.
        """
        with self._database.read(account.id) as connection:
            task = sent.find(connection, account.id, steering.task_id)
            is_there = task is None and _is_clouds(connection, steering.task_id)
        if task is not None and task.state is not SentState.THERE:
            self._steer_here(account, task, steering.verb)
            return True
        if self._away is None or not (is_there or task is not None):
            return False
        self._away.forward(account.id, steering)
        return True

    def _steer_here(self, account: Account, task: SentTask, verb: str) -> None:
        to = _moved(task, verb)
        if to is None:
            raise StateConflictError(state=task.status.value)
        anew: dict[str, Any] = {"key": ids.new(), "fault": sa.null()} if task.state is SentState.REFUSED else {}
        with self._database.write(account.id) as connection:
            if not sent.move(connection, task, to=to, at=self._clock(), **anew):
                raise StateConflictError(state=task.status.value)
        if self._away is not None:
            self._away.nudge(account.id)

    def _insert(self, connection: sa.Connection, account: Account, submission: Submission) -> TaskCreated:
        task_id, now = ids.new(), self._clock()
        photos = uploads.get(connection, account.id, submission.upload_ids)
        sent.insert(
            connection,
            id=task_id,
            account_id=account.id,
            feature_id=submission.feature.id,
            is_batch=submission.is_batch,
            input_data=submission.parameters,
            photos=[{"upload_id": row.id, "file_name": row.file_name, "sha256": row.sha256} for row in photos],
            price=submission.price,
            key=ids.new(),
            state=SentState.WAITING.value,
            fault=sa.null(),
            created_at=now,
            updated_at=now,
        )
        return TaskCreated(task_id=task_id, batch_total=len(photos), quota_cost=submission.price, created_at=now)


def _moved(task: SentTask, verb: str) -> SentState | None:
    """Where a verb brings a task that has not gone; None where it makes no sense."""
    moves: dict[str, dict[SentState, Any]] = {
        "cancel": _STOPS,
        "pause": {SentState.WAITING: SentState.PAUSED},
        "resume": {SentState.PAUSED: SentState.WAITING, SentState.REFUSED: SentState.WAITING},
    }
    found: SentState | None = moves.get(verb, {}).get(task.state)
    return found


def _is_clouds(connection: sa.Connection, task_id: str) -> bool:
    try:
        return bool(repository.summary(connection, task_id).device == CLOUD)
    except NotFoundError:
        return False
