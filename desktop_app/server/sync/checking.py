"""Does what the cloud keeps of computers fit together? Beside the ledger's own invariants, from the rows alone."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from desktop_app.api.devices import DeviceState
from desktop_app.core import ids
from desktop_app.server.cloud_tables import allowances, devices, events
from desktop_app.server.ledger import verify
from desktop_app.server.ledger.entries import Books
from desktop_app.server.tables import accounts, ledger_accounts, transfers

_GROSS = {"spent": "post", "refunded": "refund", "returned": "return"}


def violations(connection: sa.Connection) -> list[str]:
    """Every broken invariant as a line, those of the ledger first.

    S1 an account's events are numbered without gaps; S2 a computer's chain is kept whole, up to what was acknowledged;
    S3 a closed computer holds nothing; S4 its totals are those of its entries; S5 what was moved to it is in tokens.
    """
    computers = connection.execute(sa.select(devices)).all()
    return [
        *verify.violations(connection),
        *_numbers(connection),
        *_chains(connection, computers),
        *_purses(connection, computers),
    ]


def _numbers(connection: sa.Connection) -> Iterator[str]:
    told = sa.select(events.c.account_id, sa.func.count().label("n"), sa.func.max(events.c.seq).label("last"))
    by_account = told.group_by(events.c.account_id).subquery()
    query = sa.select(accounts.c.id, accounts.c.next_seq, by_account.c.n, by_account.c.last)
    for row in connection.execute(query.join(by_account, by_account.c.account_id == accounts.c.id, isouter=True)):
        if not (row.n or 0) == (row.last or 0) == row.next_seq - 1:
            yield f"S1: account {row.id} has {row.n} events up to {row.last}, its next is {row.next_seq}"


def _chains(connection: sa.Connection, computers: Any) -> Iterator[str]:
    told = sa.select(events.c.device_id, sa.func.count().label("n"), sa.func.max(events.c.dseq).label("last"))
    kept = {row.device_id: (row.n, row.last) for row in connection.execute(told.group_by(events.c.device_id))}
    joined = sa.and_(events.c.device_id == devices.c.id, events.c.dseq == devices.c.acked_dseq)
    heads = connection.execute(sa.select(devices.c.id, events.c.hash).join(events, joined)).all()
    head = {row.id: row.hash for row in heads}
    for each in computers:
        found = (*kept.get(each.id, (0, 0)), head.get(each.id, ""))
        if found != (each.acked_dseq, each.acked_dseq, each.acked_hash):
            yield f"S2: computer {each.id} is acknowledged up to {each.acked_dseq}, kept is {found[:2]}"


def _purses(connection: sa.Connection, computers: Any) -> Iterator[str]:
    rows = connection.execute(sa.select(ledger_accounts).where(ledger_accounts.c.kind == "device"))
    purses = {row.id: row for row in rows}
    sums = _sums(connection)
    tokens = connection.execute(
        sa.select(allowances.c.device_id, sa.func.sum(allowances.c.amount)).group_by("device_id")
    )
    moved = {row[0]: int(row[1]) for row in tokens}
    for each in computers:
        purse = Books(each.account_id, each.id).purse
        kept = purses.get(purse)
        if each.state == DeviceState.CLOSED and kept is not None and (kept.posted, kept.held) != (0, 0):
            yield f"S3: computer {each.id} is closed and holds {kept.posted}"
        for name, kind in _GROSS.items():
            if getattr(each, name) != (found := sums.get((purse, kind), 0)):
                yield f"S4: computer {each.id} has {name} {getattr(each, name)}, its entries say {found}"
        if moved.get(each.id, 0) != (found := sums.get((purse, "move"), 0)):
            yield f"S5: computer {each.id} has tokens over {moved.get(each.id, 0)}, {found} was moved to it"


def _sums(connection: sa.Connection) -> dict[tuple[str, str], int]:
    """What a purse's entries of a kind come to; what a dissolution gave back the computer did not return itself."""
    purse = sa.case((transfers.c.kind.in_(("move", "refund")), transfers.c.target), else_=transfers.c.source)
    query = sa.select(transfers.c.id, purse.label("purse"), transfers.c.kind, transfers.c.amount)
    sums: dict[tuple[str, str], int] = {}
    for row in connection.execute(query.where(transfers.c.kind.in_((*_GROSS.values(), "move")))):
        if row.id != ids.derived("dissolve", row.purse, row.kind):
            sums[row.purse, row.kind] = sums.get((row.purse, row.kind), 0) + int(row.amount)
    return sums
