"""Session rows in and out: one row for each sign-in. Every function works inside the caller's unit of work."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.core import ids
from desktop_app.server.cloud_tables import devices, sessions
from desktop_app.server.sessions.tokens import ACCESS_LIVES, Tokens, digest


def insert(connection: sa.Connection, account_id: str, device_id: str, tokens: Tokens, at: datetime) -> str:
    """A new sign-in; answers its id."""
    session_id = ids.new()
    connection.execute(
        sessions.insert().values(
            id=session_id,
            account_id=account_id,
            device_id=device_id,
            refresh_hash=digest(tokens.refresh),
            access_hash=digest(tokens.access),
            access_until=at + ACCESS_LIVES,
            is_confirmed=True,
            created_at=at,
            refreshed_at=at,
        )
    )
    return session_id


def by_access(connection: sa.Connection, given: str) -> Any | None:
    """The session that an access token of this hash opens, with its computer's `state` and `successor`."""
    query = (
        sa.select(sessions, devices.c.state, devices.c.successor)
        .join(devices, devices.c.id == sessions.c.device_id)
        .where(sessions.c.access_hash == given)
    )
    return connection.execute(query).one_or_none()


def by_refresh(connection: sa.Connection, given: str) -> Any | None:
    """The session whose refresh token, this one or the one before, has this hash."""
    query = sa.select(sessions).where(sa.or_(sessions.c.refresh_hash == given, sessions.c.previous_hash == given))
    return connection.execute(query).one_or_none()


def locked(connection: sa.Connection, session_id: str) -> Any | None:
    """A session nobody else changes until this unit of work ends."""
    query = sa.select(sessions).where(sessions.c.id == session_id).with_for_update()
    return connection.execute(query).one_or_none()


def rotate(connection: sa.Connection, session_id: str, tokens: Tokens, *, previous: str, at: datetime) -> None:
    """New tokens; the refresh token of hash `previous` stays known until one of them was used."""
    changed = {
        "refresh_hash": digest(tokens.refresh),
        "previous_hash": previous,
        "access_hash": digest(tokens.access),
        "access_until": at + ACCESS_LIVES,
        "is_confirmed": False,
        "refreshed_at": at,
    }
    connection.execute(sessions.update().where(sessions.c.id == session_id).values(changed))


def confirm(connection: sa.Connection, session_id: str, access_hash: str) -> None:
    """A token of the current pair was used: the one before is not good for anything any more."""
    connection.execute(
        sessions.update()
        .where(sessions.c.id == session_id, sessions.c.access_hash == access_hash)
        .values(is_confirmed=True)
    )


def revoke(connection: sa.Connection, session_id: str, at: datetime, *, reason: str) -> None:
    """End one session."""
    _revoke(connection, sessions.c.id == session_id, at, reason)


def revoke_of_device(connection: sa.Connection, device_id: str, at: datetime, *, reason: str) -> None:
    """End the sessions of a computer."""
    _revoke(connection, sessions.c.device_id == device_id, at, reason)


def revoke_others(
    connection: sa.Connection, account_id: str, at: datetime, *, reason: str, but: str | None = None
) -> None:
    """End all sessions of an account, but one."""
    mine = sessions.c.account_id == account_id
    _revoke(connection, sa.and_(mine, sessions.c.id != but) if but else mine, at, reason)


def _revoke(connection: sa.Connection, which: sa.ColumnElement[bool], at: datetime, reason: str) -> None:
    open_ones = sessions.update().where(which, sessions.c.revoked_at.is_(None))
    connection.execute(open_ones.values(revoked_at=at, revoked_for=reason))


def delete_unused(connection: sa.Connection, before: datetime) -> int:
    """Forget sessions that were refreshed last before a moment, and those that ended before it."""
    over = sa.or_(sessions.c.refreshed_at < before, sessions.c.revoked_at < before)
    return connection.execute(sessions.delete().where(over)).rowcount
