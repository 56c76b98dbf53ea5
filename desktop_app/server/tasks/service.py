"""What a merchant can do with tasks. Each verb is one unit of work; a verb that moves quota happens once per key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel

from desktop_app.api.tasks import (
    OPEN,
    CreateTask,
    ItemStatus,
    Place,
    RefundItems,
    RetryItems,
    TaskCreated,
    TaskPage,
    TaskStatus,
    TaskSummary,
    TaskView,
)
from desktop_app.core import quota
from desktop_app.core.clock import Clock
from desktop_app.core.errors import (
    AlreadyRefundedError,
    MadeElsewhereError,
    NotFoundError,
    RefundPolicyError,
    StateConflictError,
)
from desktop_app.core.words import Language
from desktop_app.imaging.features import Feature
from desktop_app.server import pages
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database, despite_full_drive
from desktop_app.server.hub import Announcer
from desktop_app.server.idempotency import Once
from desktop_app.server.journal import Journal
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.live import Live
from desktop_app.server.tasks import items as moves
from desktop_app.server.tasks import repository
from desktop_app.server.tasks.dispatcher import Dispatcher
from desktop_app.server.tasks.items import Item
from desktop_app.server.tasks.news import TaskNews
from desktop_app.server.tasks.outward import Outward, Steering
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.server.tasks.sent import SentTask
from desktop_app.server.tasks.submission import Submission
from desktop_app.server.tasks.telling import TaskTelling
from desktop_app.server.tasks.views import TaskViews


@dataclass(frozen=True)
class Keyed:
    """A request that moves quota: whose it is, and the key it is done once under."""

    account: Account
    key: str


class _Done(BaseModel):
    """The stored answer of a verb whose answer is the task itself, which is read afresh."""

    task_id: str


class TaskService:
    """Creates, lists, steers and refunds tasks."""

    def __init__(
        self,
        *,
        database: Database,
        once: Once,
        ledger: Ledger,
        features: Mapping[str, Feature],
        dispatcher: Dispatcher,
        hub: Announcer,
        live: Live,
        journal: Journal,
        clock: Clock,
        outward: Outward | None = None,
    ) -> None:
        self._database = database
        self._outward = outward
        self._once = once
        self._ledger = ledger
        self._features = features
        self._dispatcher = dispatcher
        self._live = live
        self._telling = TaskTelling(journal=journal)
        self._news = TaskNews(database=database, ledger=ledger, hub=hub, live=live)
        self._views = TaskViews(live=live)
        self._clock = clock

    def create(self, caller: Keyed, request: CreateTask, *, is_batch: bool) -> TaskCreated:
        """Take the quota and make the task, both or neither. What a computer sends to the cloud takes nothing here.

        Raises BatchTooLargeError, InvalidRequestError, NotFoundError, NotYoursError, RateLimitedError,
        InsufficientQuotaError, KeyReusedError, and NotSignedInError for the cloud.
        """
        submission = Submission.of(request, self._feature(request.feature_id), is_batch=is_batch)
        if self._outward is not None and request.where is Place.CLOUD:
            return self._outward.create(caller.account, caller.key, submission)

        def work(connection: sa.Connection) -> TaskCreated:
            return submission.insert(connection, caller.account, self._ledger, self._telling, self._clock())

        asked = {"create": request.model_dump(mode="json", exclude_none=True), "is_batch": is_batch}
        self._ledger.provide(caller.account.id, submission.price)
        created = TaskCreated.model_validate(self._once.run(caller.account.id, caller.key, asked, work))
        self._dispatcher.dispatch(created.task_id)  # listeners hear of the task and the balance as its run begins
        return created

    def page(self, account: Account, *, cursor: str | None, limit: int, language: Language) -> TaskPage:
        """A page of the account's tasks, newest first."""
        before = pages.decode(cursor)
        with self._database.read(account.id) as connection:
            rows: list[Any] = list(repository.page(connection, account.id, before=before, limit=limit + 1))
            rows += self._outward.page(connection, account, before, limit + 1) if self._outward else ()
        found = sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)
        more = found[limit - 1] if len(found) > limit else None
        return TaskPage(
            tasks=[self._summary(row, language) for row in found[:limit]],
            next_cursor=pages.encode(more.created_at, more.id) if more else None,
        )

    def get(self, account: Account, task_id: str, language: Language) -> TaskView:
        """One task with its items and receipt. Raises NotFoundError, NotYoursError."""
        doing = self._live.doing(task_id)
        with self._database.read(account.id) as connection:
            if self._outward and (sent := self._outward.find(connection, account, task_id, self._views, language)):
                return sent
            record = repository.get(connection, task_id, owner=account.id)
            receipt = self._ledger.receipt(connection, task_id)
        return self._views.whole(record, receipt, doing, language)

    def cancel(self, caller: Keyed, task_id: str) -> None:
        """Stop: finished pictures stay, the quota of the rest comes back. Raises StateConflictError after its end."""

        def move(connection: sa.Connection, record: TaskRecord) -> None:
            _require_status(record, OPEN)
            stopped = moves.cancelled(record.items)
            self._ledger.void(connection, record.owner, _keys(record, stopped))
            self._update(connection, record, stopped, TaskStatus.CANCELLED)

        if not self._steered_away(caller, task_id, "cancel"):
            despite_full_drive(lambda: self._steer(caller, task_id, {"cancel": task_id}, move))

    def retry_failed(self, caller: Keyed, task_id: str, request: RetryItems) -> None:
        """Charge failed and stopped items again and process them. Raises StateConflictError if there are none."""

        def move(connection: sa.Connection, record: TaskRecord) -> None:
            feature = self._feature(record.row.feature_id)
            again = moves.retried(record.items, request.items)
            if not again:
                raise StateConflictError(state=record.row.status)
            self._ledger.hold(connection, record.owner, _keys(record, again), feature.quota_cost)
            self._update(connection, record, again, TaskStatus.PENDING)

        if self._steered_away(caller, task_id, "retry-failed", request):
            return
        self._ledger.provide(caller.account.id, self._price_again(caller.account, task_id, request))
        self._steer(caller, task_id, {"retry": task_id, **request.model_dump()}, move)
        self._dispatcher.dispatch(task_id)

    def refund(self, caller: Keyed, task_id: str, request: RefundItems) -> None:
        """Give back the quota of finished pictures that the merchant reports as bad.

        Raises AlreadyRefundedError where any of them holds none any more, RefundPolicyError beyond the policy.
        """

        def move(connection: sa.Connection, record: TaskRecord) -> None:
            reported = _reported(record, set(request.items))
            if not record.row.eligible_for_refund:
                raise RefundPolicyError(allowed=0, asked=len(reported))
            policy = quota.RefundPolicy()
            keys = _keys(record, reported)
            self._ledger.refund(connection, record.owner, keys, policy=policy, reason=request.reason)
            refunded = [item.moved(item.status, refunded=True) for item in reported]
            everything = moves.replaced(record.items, refunded)
            repository.update(
                connection,
                record.id,
                at=self._clock(),
                items=everything,
                refunded=all(item.refunded for item in everything if item.status is ItemStatus.SUCCESS),
            )
            self._telling.moved(connection, record.owner, record.id, refunded)

        if not self._steered_away(caller, task_id, "refund", request):
            self._steer(caller, task_id, {"refund": task_id, **request.model_dump()}, move)

    def pause(self, account: Account, task_id: str) -> None:
        """Start no further item; those in hand end. Raises StateConflictError unless the task is live."""
        if self._outward and self._outward.steer(account, Steering(task_id, "pause")):
            return
        live = OPEN - {TaskStatus.PAUSED}
        despite_full_drive(lambda: self._switch(account, task_id, since=live, to=TaskStatus.PAUSED))

    def resume(self, account: Account, task_id: str) -> None:
        """Go on with a paused task. Raises StateConflictError unless it is paused."""
        if self._outward and self._outward.steer(account, Steering(task_id, "resume")):
            return
        self._switch(account, task_id, since=frozenset({TaskStatus.PAUSED}), to=TaskStatus.PENDING)
        self._database.keep_reserve()
        self._dispatcher.dispatch(task_id)

    def _summary(self, row: Any, language: Language) -> TaskSummary:
        if self._outward and isinstance(row, SentTask):
            return self._outward.summary(row, self._views, language)
        return self._views.summary(row, language)

    def _steered_away(self, caller: Keyed, task_id: str, verb: str, body: BaseModel | None = None) -> bool:
        """Whether the task is one that the cloud carries out for this computer, and was steered there."""
        steering = Steering(task_id, verb, caller.key, body)
        return self._outward is not None and self._outward.steer(caller.account, steering)

    def _steer(
        self,
        caller: Keyed,
        task_id: str,
        asked: dict[str, Any],
        move: Callable[[sa.Connection, TaskRecord], None],
    ) -> None:
        def work(connection: sa.Connection) -> _Done:
            move(connection, self._own(connection, caller.account, task_id))
            return _Done(task_id=task_id)

        self._once.run(caller.account.id, caller.key, asked, work)
        self._news.tell(caller.account.id, task_id)

    def _switch(self, account: Account, task_id: str, *, since: frozenset[TaskStatus], to: TaskStatus) -> None:
        with self._database.write(account.id) as connection:
            record = self._own(connection, account, task_id)
            _require_status(record, since)
            repository.update(
                connection, task_id, at=self._clock(), items=None, status=to.value, pause_reason=sa.null()
            )
            self._telling.moved(connection, record.owner, task_id)
        self._news.tell(account.id, task_id)

    def _own(self, connection: sa.Connection, account: Account, task_id: str) -> TaskRecord:
        """A task that is carried out here. Raises NotFoundError, NotYoursError, MadeElsewhereError."""
        record = repository.get(connection, task_id, owner=account.id, lock=True)
        if record.row.device is not None:
            raise MadeElsewhereError
        return record

    def _update(self, connection: sa.Connection, record: TaskRecord, changed: list[Item], to: TaskStatus) -> None:
        now = self._clock()
        repository.update(
            connection,
            record.id,
            at=now,
            items=moves.replaced(record.items, changed),
            status=to.value,
            completed_at=now if to is TaskStatus.CANCELLED else None,
            pause_reason=sa.null(),
        )
        self._telling.moved(connection, record.owner, record.id, changed)

    def _price_again(self, account: Account, task_id: str, request: RetryItems) -> int:
        with self._database.read(account.id) as connection:
            record = repository.get(connection, task_id, owner=account.id)
        feature = self._features.get(record.row.feature_id)
        if feature is None or record.row.device is not None:
            return 0
        return quota.cost(len(moves.retried(record.items, request.items)), feature.quota_cost)

    def _feature(self, feature_id: str) -> Feature:
        if feature_id not in self._features:
            raise NotFoundError(what="feature", id=feature_id)
        return self._features[feature_id]


def _require_status(record: TaskRecord, allowed: frozenset[TaskStatus]) -> None:
    if record.row.status not in allowed:
        raise StateConflictError(state=record.row.status)


def _reported(record: TaskRecord, indexes: set[int]) -> list[Item]:
    chosen = [item for item in record.items if item.index in indexes]
    if len(chosen) < len(indexes):
        raise NotFoundError(what="item")
    if any(item.status is ItemStatus.PENDING for item in chosen):
        raise StateConflictError(state=record.row.status)
    if any(item.refunded or item.status is not ItemStatus.SUCCESS for item in chosen):
        raise AlreadyRefundedError
    return chosen


def _keys(record: TaskRecord, items: list[Item]) -> list[HoldKey]:
    return [HoldKey(record.id, item.index, item.attempt) for item in items]
