"""Rows of allowances in and out. Every function works inside the caller's unit of work."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.api.allowances import AllowanceToken
from desktop_app.server.cloud_tables import allowances


def find(connection: sa.Connection, account_id: str, allowance_id: str) -> Any | None:
    """An allowance by the id it was asked for with."""
    query = sa.select(allowances).where(allowances.c.account_id == account_id, allowances.c.id == allowance_id)
    return connection.execute(query).one_or_none()


def insert(connection: sa.Connection, token: AllowanceToken, at: datetime, *, is_opened: bool = False) -> None:
    """A new allowance, with its token as it was signed."""
    connection.execute(
        allowances.insert().values(
            account_id=token.account,
            id=token.id,
            device_id=token.device,
            amount=token.amount,
            token=token.model_dump(mode="json"),
            is_opened=is_opened,
            created_at=at,
        )
    )


def mark_opened(connection: sa.Connection, account_id: str, allowance_id: str) -> None:
    """Its computer has told that it opened it."""
    mine = sa.and_(allowances.c.account_id == account_id, allowances.c.id == allowance_id)
    connection.execute(allowances.update().where(mine).values(is_opened=True))


def amounts_unopened(connection: sa.Connection, account_id: str) -> dict[str, int]:
    """Quota in tokens that were not told opened, by computer."""
    query = sa.select(allowances.c.device_id, sa.func.sum(allowances.c.amount)).where(
        allowances.c.account_id == account_id, allowances.c.is_opened.is_(False)
    )
    return {row[0]: int(row[1]) for row in connection.execute(query.group_by(allowances.c.device_id))}


def unopened(connection: sa.Connection, account_id: str, device_id: str) -> list[AllowanceToken]:
    """Tokens whose computer has not told that it opened them, the oldest first."""
    query = sa.select(allowances.c.token).where(
        allowances.c.account_id == account_id, allowances.c.device_id == device_id, allowances.c.is_opened.is_(False)
    )
    ordered = query.order_by(allowances.c.created_at, allowances.c.id)
    return [AllowanceToken.model_validate(token) for token in connection.scalars(ordered)]
