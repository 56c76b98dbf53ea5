"""Finished pictures on their way to the cloud. Every function works inside the caller's unit of work."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from desktop_app.api.sync import BlobRef
from desktop_app.server.tables import outgoing_blobs


class Sending(StrEnum):
    """Where a picture stands."""

    WAITING = "waiting"
    SENT = "sent"
    """It may be there; the cloud is to look."""
    VERIFIED = "verified"
    DAMAGED = "damaged"
    """The file here is gone or not what it was: there is nothing right to send."""


_OPEN = (Sending.WAITING.value, Sending.SENT.value, Sending.DAMAGED.value)


def add(connection: sa.Connection, account_id: str, items: Iterable[dict[str, Any]], at: datetime) -> None:
    """The finished pictures among item records, as far as they are not known."""
    from sqlalchemy.dialects.sqlite import insert

    rows = [
        {"account_id": account_id, **picture, "state": Sending.WAITING.value, "created_at": at}
        for item in items
        for picture in _pictures(item.get("output"))
    ]
    if rows:
        connection.execute(insert(outgoing_blobs).on_conflict_do_nothing(), rows)


def waiting(connection: sa.Connection, account_id: str, state: Sending, limit: int) -> list[BlobRef]:
    """Pictures in a state, the oldest first."""
    query = sa.select(outgoing_blobs.c.sha256, outgoing_blobs.c.size).where(
        outgoing_blobs.c.account_id == account_id, outgoing_blobs.c.state == state.value
    )
    rows = connection.execute(query.order_by(outgoing_blobs.c.created_at, outgoing_blobs.c.sha256).limit(limit))
    return [BlobRef(sha256=row.sha256, size=row.size) for row in rows]


def move(connection: sa.Connection, account_id: str, hashes: Collection[str], to: Sending) -> None:
    """These stand elsewhere now."""
    mine = sa.and_(outgoing_blobs.c.account_id == account_id, outgoing_blobs.c.sha256.in_(set(hashes)))
    connection.execute(outgoing_blobs.update().where(mine).values(state=to.value))


def doubt(connection: sa.Connection, account_id: str) -> None:
    """The cloud was restored from a backup: it is to look again at everything it had verified."""
    mine = sa.and_(outgoing_blobs.c.account_id == account_id, outgoing_blobs.c.state == Sending.VERIFIED.value)
    connection.execute(outgoing_blobs.update().where(mine).values(state=Sending.SENT.value))


def pending(connection: sa.Connection, account_id: str) -> tuple[int, int]:
    """How many pictures the cloud has not verified, and their bytes."""
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(outgoing_blobs.c.size), 0)).where(
        outgoing_blobs.c.account_id == account_id, outgoing_blobs.c.state.in_(_OPEN)
    )
    count, size = connection.execute(query).one()
    return int(count), int(size)


def _pictures(output: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    if output is None:
        return
    yield {"sha256": output["sha256"], "size": output["size"]}
    for other in output.get("others", ()):
        yield from _pictures(other)
