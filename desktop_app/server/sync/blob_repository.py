"""Rows of pictures that the cloud keeps for an account. Every function works inside the caller's unit of work."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from desktop_app.server.cloud_tables import blobs


def of(connection: sa.Connection, account_id: str, hashes: Collection[str]) -> dict[str, Any]:
    """What is known of pictures, by hash."""
    query = sa.select(blobs).where(blobs.c.account_id == account_id, blobs.c.sha256.in_(hashes))
    return {row.sha256: row for row in connection.execute(query)}


def expect(connection: sa.Connection, account_id: str, sizes: dict[str, int], at: datetime) -> None:
    """Pictures are spoken of: one that is verified stays so, of another the size may turn out otherwise."""
    rows = [_row(account_id, sha256, size, at, is_verified=False) for sha256, size in sizes.items()]
    put = insert(blobs)
    again = put.on_conflict_do_update(
        index_elements=[blobs.c.account_id, blobs.c.sha256],
        set_={
            "size": sa.case((blobs.c.is_verified, blobs.c.size), else_=put.excluded.size),
            "created_at": put.excluded.created_at,
        },
    )
    if rows:
        connection.execute(again, rows)


def verify(connection: sa.Connection, account_id: str, sha256: str, size: int, at: datetime) -> None:
    """A picture lies in the storage, which has told its size."""
    put = insert(blobs).values(_row(account_id, sha256, size, at, is_verified=True))
    key, verified = [blobs.c.account_id, blobs.c.sha256], {"size": size, "is_verified": True}
    connection.execute(put.on_conflict_do_update(index_elements=key, set_=verified))


def _row(account_id: str, sha256: str, size: int, at: datetime, *, is_verified: bool) -> dict[str, Any]:
    return {
        "account_id": account_id,
        "sha256": sha256,
        "size": size,
        "is_verified": is_verified,
        "created_at": at,
    }
