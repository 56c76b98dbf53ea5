"""Asset rows in and out. Every function works inside the caller's unit of work."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.core.errors import NotFoundError, NotYoursError
from desktop_app.server.tables import assets


def insert(connection: sa.Connection, **values: Any) -> None:
    """A new asset."""
    connection.execute(assets.insert().values(**values))


def get(connection: sa.Connection, owner: str, asset_ids: Collection[str]) -> list[Any]:
    """Rows of assets that are not deleted, in the order asked for. Raises NotFoundError, NotYoursError."""
    query = sa.select(assets).where(assets.c.id.in_(set(asset_ids)), assets.c.deleted_at.is_(None))
    found = {row.id: row for row in connection.execute(query)}
    if any(asset_id not in found for asset_id in asset_ids):
        raise NotFoundError(what="asset")
    if any(row.user_id != owner for row in found.values()):
        raise NotYoursError
    return [found[asset_id] for asset_id in dict.fromkeys(asset_ids)]


def page(
    connection: sa.Connection, owner: str, *, text: str, before: tuple[datetime, str] | None, limit: int
) -> Sequence[sa.Row[Any]]:
    """Assets of an owner whose name contains `text`, newest first, older than `before` (created_at, id)."""
    query = sa.select(assets).where(assets.c.user_id == owner, assets.c.deleted_at.is_(None))
    if text:
        query = query.where(assets.c.file_name.icontains(text, autoescape=True))
    if before is not None:
        query = query.where(sa.tuple_(assets.c.created_at, assets.c.id) < before)
    return connection.execute(query.order_by(assets.c.created_at.desc(), assets.c.id.desc()).limit(limit)).all()


def mark_deleted(
    connection: sa.Connection, owner: str, asset_ids: Collection[str], moment: datetime | None
) -> list[str]:
    """Delete assets (with a moment) or bring them back (None); answer which moved."""
    gone = assets.c.deleted_at.is_(None) if moment else assets.c.deleted_at.is_not(None)
    chosen = assets.update().where(assets.c.id.in_(set(asset_ids)), assets.c.user_id == owner, gone)
    return list(connection.scalars(chosen.values(deleted_at=moment).returning(assets.c.id)))


def purge(connection: sa.Connection, deleted_before: datetime) -> None:
    """Forget assets deleted before a moment for good."""
    connection.execute(assets.delete().where(assets.c.deleted_at < deleted_before))


def is_shelved(connection: sa.Connection, task_id: str, item: int, attempt: int) -> bool:
    """Whether pictures of that attempt at an item are here, deleted ones too."""
    mine = sa.and_(assets.c.task_id == task_id, assets.c.item == item, assets.c.attempt == attempt)
    return connection.scalar(sa.select(sa.exists().where(mine))) or False
