"""What was made before the sign-in, taken into the account: ended tasks, their photos and pictures; quota stays behind.

Every function works inside the caller's unit of work.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from desktop_app.api.cloud_account import HistoryTaken
from desktop_app.api.sync import AssetsMarked
from desktop_app.api.tasks import OPEN, ItemStatus
from desktop_app.server.journal import Journal
from desktop_app.server.tables import accounts, assets, tasks, uploads
from desktop_app.server.tasks import repository
from desktop_app.server.tasks.items import Item
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.server.tasks.telling import TaskTelling

_OPEN = [status.value for status in OPEN]


def takeable(connection: sa.Connection) -> list[str]:
    """Ended tasks of the trial account, the oldest first, but for those whose photos another one still needs."""
    mine = sa.select(accounts.c.id).where(accounts.c.is_trial)
    every = connection.execute(
        sa.select(tasks.c.id, tasks.c.status).where(tasks.c.user_id.in_(mine)).order_by(tasks.c.created_at)
    ).all()
    needed = {photo for row in every if row.status in _OPEN for photo in _photos(connection, row.id)}
    ended = [row.id for row in every if row.status not in _OPEN]
    return [task_id for task_id in ended if needed.isdisjoint(_photos(connection, task_id))] if needed else ended


def take(connection: sa.Connection, account_id: str, journal: Journal) -> HistoryTaken:
    """Move what can be taken to an account, and tell its other computers."""
    taken = takeable(connection)
    pictures = [_take(connection, account_id, task_id, journal) for task_id in taken]
    return HistoryTaken(tasks=len(taken), pictures=sum(pictures))


def _photos(connection: sa.Connection, task_id: str) -> set[str]:
    return {item.upload_id for item in repository.get(connection, task_id, owner=None).items}


def _take(connection: sa.Connection, account_id: str, task_id: str, journal: Journal) -> int:
    record = repository.get(connection, task_id, owner=None)
    mine = tasks.c.id == task_id
    connection.execute(tasks.update().where(mine).values(user_id=account_id, eligible_for_refund=False))
    photos = {item.upload_id for item in record.items}
    connection.execute(uploads.update().where(uploads.c.id.in_(photos)).values(user_id=account_id))
    connection.execute(assets.update().where(assets.c.task_id == task_id).values(user_id=account_id))
    _tell(connection, account_id, record, journal)
    kept = sa.select(sa.func.count()).where(assets.c.task_id == task_id, assets.c.deleted_at.is_(None))
    return int(connection.scalar(kept) or 0)


def _tell(connection: sa.Connection, account_id: str, record: TaskRecord, journal: Journal) -> None:
    telling = TaskTelling(journal=journal)
    row = {name: getattr(record.row, name) for name in ("id", "feature_id", "type", "is_batch", "created_at")}
    telling.made(connection, account_id, {**row, "input_data": record.row.input_data or {}}, _as_made(record.items))
    telling.moved(connection, account_id, record.id, record.items)
    gone = sa.select(assets.c.id, assets.c.deleted_at).where(
        assets.c.task_id == record.id, assets.c.deleted_at.is_not(None)
    )
    for asset in connection.execute(gone):
        journal.tell(connection, account_id, AssetsMarked(ids=[asset.id], deleted_at=asset.deleted_at))


def _as_made(items: Sequence[Item]) -> list[Item]:
    return [item.moved(ItemStatus.PENDING, output=None, error=None, refunded=False) for item in items]
