"""Rows of events in and out. Every function works inside the caller's unit of work."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.server.cloud_tables import devices, events
from desktop_app.server.tables import accounts

PAGE_BYTES = 4_000_000
"""Bodies of one page that is pulled, at most; a single larger one is a page by itself."""


@dataclass(frozen=True)
class Record:
    """An event that is to be written down."""

    id: str
    body: dict[str, Any]
    hash: str
    device: str | None = None
    dseq: int | None = None
    refused: str | None = None


def append(connection: sa.Connection, account_id: str, records: Sequence[Record], at: datetime) -> None:
    """Write events down under the account's next numbers.

    The numbers come from the account's row, which stays locked until this unit of work ends: whoever sees a number
    sees all before it.
    """
    if not records:
        return
    taken = accounts.update().where(accounts.c.id == account_id)
    taken = taken.values(next_seq=accounts.c.next_seq + len(records)).returning(accounts.c.next_seq)
    first = int(connection.execute(taken).scalar_one()) - len(records)
    rows = [
        {
            "account_id": account_id,
            "seq": seq,
            "device_id": record.device,
            "dseq": record.dseq,
            "id": record.id,
            "body": record.body,
            "hash": record.hash,
            "refused": record.refused,
            "created_at": at,
        }
        for seq, record in enumerate(records, first)
    ]
    connection.execute(events.insert(), rows)


def recorded(connection: sa.Connection, device_id: str, dseqs: Collection[int]) -> dict[int, Any]:
    """What is kept of a computer's events by their numbers in its chain: hash and refusal."""
    query = sa.select(events.c.dseq, events.c.hash, events.c.refused)
    query = query.where(events.c.device_id == device_id, events.c.dseq.in_(dseqs))
    return {row.dseq: row for row in connection.execute(query)}


def page(connection: sa.Connection, account_id: str, *, after: int, limit: int) -> Sequence[Any]:
    """An account's events beyond a number, in order, at most so many and not too heavy together."""
    weight = sa.func.octet_length(sa.cast(events.c.body, sa.Text))
    before = sa.func.sum(weight).over(order_by=events.c.seq, rows=(None, -1))
    nearest = sa.select(events, sa.func.coalesce(before, 0).label("before"))
    nearest = nearest.where(events.c.account_id == account_id, events.c.seq > after)
    heap = nearest.order_by(events.c.seq).limit(limit).subquery()
    return connection.execute(sa.select(heap).where(heap.c.before < PAGE_BYTES).order_by(heap.c.seq)).all()


def take(connection: sa.Connection, device_id: str, *, used: dict[str, int], **values: Any) -> None:
    """How far a computer's chain was taken, and what it adds to its totals (`spent`, `refunded`, `returned`)."""
    added = {name: devices.c[name] + amount for name, amount in used.items()}
    connection.execute(devices.update().where(devices.c.id == device_id).values({**values, **added}))


def heard(connection: sa.Connection, device_id: str) -> None:
    """After a restore: a computer has told all it did."""
    connection.execute(devices.update().where(devices.c.id == device_id).values(is_awaited=False, blocked_at=None))


def set_state(connection: sa.Connection, device_id: str, state: str) -> None:
    """What the cloud thinks of a computer from now on."""
    connection.execute(devices.update().where(devices.c.id == device_id).values(state=state))


def count_late(connection: sa.Connection, device_id: str, last: int) -> None:
    """A closed computer told events up to `last`; those beyond what was taken are late, each counted once."""
    late = sa.func.greatest(devices.c.late_events, last - devices.c.acked_dseq)
    connection.execute(devices.update().where(devices.c.id == device_id).values(late_events=late))
