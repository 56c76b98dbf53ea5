"""Rows of computers in and out. Every function works inside the caller's unit of work."""

import logging
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from desktop_app.api.devices import DeviceState, NewDevice
from desktop_app.core import ids
from desktop_app.core.errors import ComputersAwaitedError, NotFoundError
from desktop_app.server import epoch
from desktop_app.server.cloud_tables import allowances, devices, sessions

log = logging.getLogger(__name__)

_ID = re.compile("[0-9a-f]{32}")


def insert(
    connection: sa.Connection, account_id: str, new: NewDevice, at: datetime, *, device_id: str | None = None
) -> Any:
    """A new computer of an account."""
    values = {
        "id": device_id or ids.new(),
        "account_id": account_id,
        "name": new.name,
        "platform": new.platform,
        "state": DeviceState.OK.value,
        "created_at": at,
        "last_seen_at": at,
    }
    return connection.execute(devices.insert().values(values).returning(devices)).one()


def readmit(connection: sa.Connection, account_id: str, new: NewDevice, at: datetime, *, told_id: str | None) -> Any:
    """A computer that is not known; a cloud that was restored from a backup believes its id, and hears it all anew."""
    if told_id is not None and _ID.fullmatch(told_id) and epoch.current(connection) > 1:
        try:
            with connection.begin_nested():
                return insert(connection, account_id, new, at, device_id=told_id)
        except IntegrityError:
            log.warning("a computer named the id of another account's")
    return insert(connection, account_id, new, at)


def get(connection: sa.Connection, account_id: str, device_id: str) -> Any:
    """One computer of an account. Raises NotFoundError."""
    query = sa.select(devices).where(devices.c.id == device_id, devices.c.account_id == account_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFoundError(what="device")
    return row


def of_account(connection: sa.Connection, account_id: str) -> Sequence[Any]:
    """All computers of an account, the one seen last first."""
    query = sa.select(devices).where(devices.c.account_id == account_id)
    return connection.execute(query.order_by(devices.c.last_seen_at.desc(), devices.c.id)).all()


def awaited(connection: sa.Connection, account_id: str) -> Sequence[Any]:
    """Computers that were not heard since the cloud was restored from a backup."""
    query = sa.select(devices).where(devices.c.account_id == account_id, devices.c.is_awaited)
    return connection.execute(query.where(devices.c.state == DeviceState.OK.value)).all()


def require_none_awaited(connection: sa.Connection, account_id: str) -> None:
    """Raise ComputersAwaitedError while any is: what they got in the lost time would be given out a second time."""
    if rows := awaited(connection, account_id):
        raise ComputersAwaitedError(computers=", ".join(row.name for row in rows))


def unopened(connection: sa.Connection, device_id: str) -> int:
    """Quota moved to a computer in tokens that it has not told it opened."""
    query = sa.select(sa.func.sum(allowances.c.amount))
    mine = sa.and_(allowances.c.device_id == device_id, allowances.c.is_opened.is_(False))
    return int(connection.scalar(query.where(mine)) or 0)


def rename(connection: sa.Connection, device_id: str, name: str) -> None:
    """Call a computer otherwise."""
    connection.execute(devices.update().where(devices.c.id == device_id).values(name=name))


def seen(connection: sa.Connection, device_id: str, at: datetime) -> None:
    """A computer was here."""
    connection.execute(devices.update().where(devices.c.id == device_id).values(last_seen_at=at))


def close(
    connection: sa.Connection, device_id: str, *, successor: str | None = None, closing: dict[str, Any] | None = None
) -> None:
    """Take nothing more from a computer; `closing` is the answer of the recovery that its successor came from."""
    values = {"state": DeviceState.CLOSED.value, "successor": successor, "closing": closing or sa.null()}
    connection.execute(devices.update().where(devices.c.id == device_id).values(values))


def hand_over(connection: sa.Connection, session_id: str, device_id: str) -> None:
    """Who is signed in there is signed in at another computer id from now on."""
    connection.execute(sessions.update().where(sessions.c.id == session_id).values(device_id=device_id))
