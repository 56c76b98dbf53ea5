"""Tasks as callers see them: rows, live progress and words in the caller's language, put together."""

from collections.abc import Mapping
from typing import Any

from desktop_app.api.tasks import (
    ItemError,
    ItemStatus,
    ItemView,
    OutputView,
    PauseReason,
    Receipt,
    TaskSummary,
    TaskView,
)
from desktop_app.core import words
from desktop_app.core.errors import by_slug
from desktop_app.core.words import Language
from desktop_app.server.live import Doing, Live
from desktop_app.server.tasks.items import Fault, Item
from desktop_app.server.tasks.repository import TaskRecord


class TaskViews:
    """Makes views of tasks."""

    def __init__(self, *, live: Live) -> None:
        self._live = live

    def summary(self, row: Any, language: Language) -> TaskSummary:
        """A task as the list shows it."""
        return TaskSummary(**self._summary(row, language))

    def whole(self, record: TaskRecord, receipt: Receipt, doing: Mapping[int, Doing], language: Language) -> TaskView:
        """A task with its items; `doing` is what went on just before the record was read."""
        return TaskView(
            **self._summary(record.row, language),
            input_data=record.row.input_data or record.row.params or {},
            batch_items=[_item(item, doing.get(item.index), language) for item in record.items],
            receipt=receipt,
        )

    def _summary(self, row: Any, language: Language) -> dict[str, Any]:
        pending = row.batch_total - row.batch_success - row.batch_failed
        reason = Fault.model_validate(row.pause_reason) if row.pause_reason else None
        return {
            "id": row.id,
            "feature_id": row.feature_id,
            "type": row.type,
            "status": row.status,
            "is_batch": row.is_batch,
            "batch_total": row.batch_total,
            "batch_success": row.batch_success,
            "batch_failed": row.batch_failed,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
            "completed_at": row.completed_at,
            "refunded": row.refunded,
            "pause_reason": PauseReason(**_told(reason, language)) if reason else None,
            "seconds_left": self._live.seconds_left(row.id, pending),
            "device": row.device,
        }


def _item(item: Item, doing: Doing | None, language: Language) -> ItemView:
    status, progress = item.status, 0.0 if item.status is ItemStatus.PENDING else 1.0
    if status is ItemStatus.PENDING and doing is not None and doing.attempt == item.attempt:
        status, progress = ItemStatus.PROCESSING, doing.fraction
    return ItemView(
        index=item.index,
        upload_id=item.upload_id,
        file_name=item.file_name,
        status=status,
        attempt=item.attempt,
        progress=progress,
        error=ItemError(**_told(item.error, language)) if item.error else None,
        output=OutputView(**item.output.model_dump(exclude={"crc32"})) if item.output else None,
        refunded=item.refunded,
    )


def _told(fault: Fault, language: Language) -> dict[str, Any]:
    message = words.explain(language, by_slug(fault.slug)(**fault.details))
    return {"code": fault.code, "slug": fault.slug, "message": message, "details": fault.details}
