"""Top-up codes in and out, by their hash alone. Every function works inside the caller's unit of work."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.server.cloud_tables import topup_codes


def insert(
    connection: sa.Connection, code_hash: str, *, amount: int, note: str, at: datetime, expires_at: datetime | None
) -> None:
    """A new code."""
    values = {"code_hash": code_hash, "amount": amount, "note": note, "created_at": at, "expires_at": expires_at}
    connection.execute(topup_codes.insert().values(values))


def locked(connection: sa.Connection, code_hash: str) -> Any | None:
    """A code nobody else redeems until this unit of work ends."""
    query = sa.select(topup_codes).where(topup_codes.c.code_hash == code_hash).with_for_update()
    return connection.execute(query).one_or_none()


def redeemed(connection: sa.Connection, code_hash: str, account_id: str, at: datetime) -> None:
    """The code is used."""
    connection.execute(
        topup_codes.update().where(topup_codes.c.code_hash == code_hash).values(redeemed_by=account_id, redeemed_at=at)
    )
