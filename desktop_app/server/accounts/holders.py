"""Who holds which account: rows of e-mail and password hash. Every function works inside the caller's unit of work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from desktop_app.core.errors import EmailTakenError
from desktop_app.server.cloud_tables import credentials
from desktop_app.server.tables import accounts


def by_email(connection: sa.Connection, email: str) -> Any | None:
    """The holder of a normal e-mail."""
    return connection.execute(sa.select(credentials).where(credentials.c.email == email)).one_or_none()


def of_account(connection: sa.Connection, account_id: str) -> Any | None:
    """The holder of an account; None once it was deleted."""
    return connection.execute(sa.select(credentials).where(credentials.c.account_id == account_id)).one_or_none()


def insert(connection: sa.Connection, account_id: str, *, email: str, password_hash: str, at: datetime) -> None:
    """A new account and who holds it. Raises EmailTakenError."""
    connection.execute(accounts.insert().values(id=account_id, is_trial=False, created_at=at))
    values = {"account_id": account_id, "email": email, "password_hash": password_hash, "created_at": at}
    try:
        connection.execute(credentials.insert().values(values))
    except IntegrityError as exc:
        raise EmailTakenError from exc


def set_password(connection: sa.Connection, account_id: str, password_hash: str) -> None:
    """Another password from now on."""
    connection.execute(
        credentials.update().where(credentials.c.account_id == account_id).values(password_hash=password_hash)
    )


def delete(connection: sa.Connection, account_id: str) -> None:
    """Nobody holds the account any more."""
    connection.execute(credentials.delete().where(credentials.c.account_id == account_id))


def every(connection: sa.Connection) -> Sequence[Any]:
    """All holders, the oldest first."""
    return connection.execute(sa.select(credentials).order_by(credentials.c.created_at, credentials.c.email)).all()
