"""Account rows in and out. Every function works inside the caller's unit of work."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.core.errors import NotFoundError
from desktop_app.server.tables import accounts, links


def get(connection: sa.Connection, account_id: str) -> Any:
    """One account. Raises NotFoundError."""
    row = connection.execute(sa.select(accounts).where(accounts.c.id == account_id)).one_or_none()
    if row is None:
        raise NotFoundError(what="account")
    return row


def insert(connection: sa.Connection, account_id: str, *, is_trial: bool, at: datetime) -> None:
    """A new account."""
    connection.execute(accounts.insert().values(id=account_id, is_trial=is_trial, created_at=at))


def trial(connection: sa.Connection) -> Any | None:
    """The trial account of this computer, None before it is made; an older one from the single-image era wins."""
    query = sa.select(accounts).where(accounts.c.is_trial).order_by(accounts.c.created_at).limit(1)
    return connection.execute(query).one_or_none()


def current(connection: sa.Connection) -> str | None:
    """The cloud account that this computer works for; None: the trial account."""
    return connection.scalar(sa.select(links.c.account_id).where(links.c.is_current))
