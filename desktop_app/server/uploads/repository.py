"""Upload rows in and out. Every function works inside the caller's unit of work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.core.errors import NotFoundError, NotYoursError
from desktop_app.server.tables import sent_tasks, tasks, uploads

_WHAT_TASKS_NEED = tuple(
    uploads.c[name] for name in ("id", "user_id", "file_name", "sha256", "size", "width", "height")
)

_UNUSED = sa.text("""
SELECT u.id, u.user_id FROM uploads u WHERE u.created_at < :moment AND NOT EXISTS (
    SELECT 1 FROM tasks t, json_array_elements(t.batch_items) AS item
    WHERE t.user_id = u.user_id AND item ->> 'upload_id' = u.id)
""")


def one(connection: sa.Connection, owner: str, upload_id: str) -> Any:
    """One upload, whole. Raises NotFoundError, NotYoursError."""
    get(connection, owner, [upload_id])
    return connection.execute(sa.select(uploads).where(uploads.c.id == upload_id)).one()


def get(connection: sa.Connection, owner: str | None, upload_ids: Sequence[str]) -> list[Any]:
    """What tasks need of uploads, in the order asked for. Raises NotFoundError, NotYoursError; `owner` None: engine."""
    query = sa.select(*_WHAT_TASKS_NEED).where(uploads.c.id.in_(set(upload_ids)))
    found = {row.id: row for row in connection.execute(query)}
    if missing := [upload_id for upload_id in upload_ids if upload_id not in found]:
        raise NotFoundError(what="upload", id=missing[0][:64])
    if owner is not None and any(row.user_id != owner for row in found.values()):
        raise NotYoursError
    return [found[upload_id] for upload_id in upload_ids]


def insert(connection: sa.Connection, **values: Any) -> None:
    """A new upload."""
    connection.execute(uploads.insert().values(**values))


def delete(connection: sa.Connection, upload_id: str) -> None:
    """Forget an upload."""
    connection.execute(uploads.delete().where(uploads.c.id == upload_id))


def is_in_use(connection: sa.Connection, owner: str, upload_id: str) -> bool:
    """Whether any task of the owner was made from that upload, or is on its way to the cloud."""
    made = sa.exists().where(tasks.c.user_id == owner, sa.cast(tasks.c.batch_items, sa.Text).contains(upload_id))
    if connection.dialect.name != "sqlite":
        return connection.scalar(sa.select(made)) or False
    named = sa.cast(sent_tasks.c.photos, sa.Text).contains(upload_id)
    leaving = sa.exists().where(sent_tasks.c.account_id == owner, named)
    return connection.scalar(sa.select(sa.or_(made, leaving))) or False


def recent(connection: sa.Connection, owner: str, since: datetime, limit: int) -> Sequence[Any]:
    """Fingerprints of an owner's latest uploads, newest first: id, sha256, perceptual_hash."""
    query = sa.select(uploads.c.id, uploads.c.sha256, uploads.c.perceptual_hash)
    query = query.where(uploads.c.user_id == owner, uploads.c.created_at > since)
    return connection.execute(query.order_by(uploads.c.created_at.desc()).limit(limit)).all()


def unused(connection: sa.Connection, moment: datetime) -> list[Any]:
    """In the cloud: (id, user_id) of uploads made before a moment that no task was made from, in one pass."""
    return list(connection.execute(_UNUSED, {"moment": moment}))


def older_than(connection: sa.Connection, moment: datetime) -> list[Any]:
    """Uploads made before a moment."""
    return list(connection.execute(sa.select(uploads).where(uploads.c.created_at < moment)))
