"""What a merchant submits, and how it becomes a task: limits, quota and row in the caller's unit of work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from desktop_app.api.tasks import CreateTask, TaskCreated, TaskStatus
from desktop_app.core import ids, quota
from desktop_app.core.errors import BatchTooLargeError, InvalidRequestError, KeyReusedError
from desktop_app.imaging.features import Feature
from desktop_app.server.accounts.service import Account
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.tasks import limits, repository
from desktop_app.server.tasks.items import Item, Items
from desktop_app.server.tasks.telling import TaskTelling
from desktop_app.server.uploads import repository as uploads
from desktop_app.server.validation import parameters_of


@dataclass(frozen=True)
class Submission:
    """A request that makes sense by itself: its feature exists, its parameters fit, its photos are few enough."""

    feature: Feature
    parameters: dict[str, Any]
    upload_ids: list[str]
    is_batch: bool
    task_id: str

    @classmethod
    def of(cls, request: CreateTask, feature: Feature, *, is_batch: bool) -> Self:
        """Check a request. Raises BatchTooLargeError, InvalidRequestError."""
        _require_count(request.input_images, feature.policy.max_images_per_batch if is_batch else 1, is_batch=is_batch)
        parameters = parameters_of(feature, request.input_data)
        return cls(
            feature=feature,
            parameters=parameters,
            upload_ids=request.input_images,
            is_batch=is_batch,
            task_id=request.task_id or ids.new(),
        )

    @property
    def price(self) -> int:
        """What it costs."""
        return quota.cost(len(self.upload_ids), self.feature.quota_cost)

    def insert(
        self, connection: sa.Connection, account: Account, ledger: Ledger, telling: TaskTelling, now: datetime
    ) -> TaskCreated:
        """Take the quota and write the task.

        Raises NotFoundError, NotYoursError, RateLimitedError, InsufficientQuotaError, and KeyReusedError where
        another task has its id.
        """
        photos = uploads.get(connection, account.id, self.upload_ids)
        items = tuple(
            Item(index=index, upload_id=photo.id, file_name=photo.file_name) for index, photo in enumerate(photos)
        )
        policy = self.feature.policy
        limits.require_within(connection, account.id, policy=policy, is_batch=self.is_batch, now=now)
        row = self._row(account, now)
        _insert(connection, row, items)
        keys = [HoldKey(self.task_id, item.index, item.attempt) for item in items]
        ledger.hold(connection, account.id, keys, self.feature.quota_cost)
        telling.made(connection, account.id, row, items)
        return TaskCreated(task_id=self.task_id, batch_total=len(items), quota_cost=self.price, created_at=now)

    def _row(self, account: Account, now: datetime) -> dict[str, Any]:
        return {
            "id": self.task_id,
            "user_id": account.id,
            "feature_id": self.feature.id,
            "status": TaskStatus.PENDING.value,
            "type": "batch" if self.is_batch else "single",
            "input_url": None if self.is_batch else f"upload:{self.upload_ids[0]}",
            "input_data": self.parameters,
            "eligible_for_refund": True,
            "refunded": False,
            "created_at": now,
            "updated_at": now,
            "is_batch": self.is_batch,
            "batch_total": len(self.upload_ids),
            "pause_reason": sa.null(),
        }


def _insert(connection: sa.Connection, row: dict[str, Any], items: Items) -> None:
    try:
        with connection.begin_nested():
            repository.insert(connection, row, items)
    except IntegrityError as exc:
        raise KeyReusedError from exc


def _require_count(upload_ids: list[str], limit: int, *, is_batch: bool) -> None:
    given = len(upload_ids)
    if is_batch and given > limit:
        raise BatchTooLargeError(limit=limit, given=given)
    if given > limit:
        raise InvalidRequestError(reason="input_images: a single task takes one photo", field="input_images")
    if len(set(upload_ids)) < given:
        raise InvalidRequestError(reason="input_images: the same upload twice", field="input_images")
