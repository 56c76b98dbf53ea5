"""Ledger rows in and out. Every function works inside the caller's unit of work."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from desktop_app.core.errors import InsufficientQuotaError, InternalError
from desktop_app.server.ledger.entries import Balance, Books, Entry, HoldKey, digest
from desktop_app.server.tables import ledger_accounts, transfers

_MEANING = (
    transfers.c.kind,
    transfers.c.source,
    transfers.c.target,
    transfers.c.amount,
    transfers.c.hold_id,
    transfers.c.refund_of,
    transfers.c.task_id,
    transfers.c.item,
    transfers.c.attempt,
)


def open_books(connection: sa.Connection, books: Books) -> None:
    """Make the owner's ledger accounts where they are missing."""
    known = set(connection.scalars(sa.select(ledger_accounts.c.id).where(ledger_accounts.c.owner == books.owner)))
    for account, kind in books.all().items():
        if account not in known:
            row = {"id": account, "owner": books.owner, "kind": kind, "posted": 0, "held": 0}
            connection.execute(ledger_accounts.insert().values(row))


def append(connection: sa.Connection, owner: str, entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """Write the entries that are not there yet; answer those that were new.

    An entry asked for again with the same meaning is skipped; with another meaning InternalError is raised, for ids
    are derived and cannot clash by chance. Raises InsufficientQuotaError where the database refuses to overspend.
    """
    known = _known(connection, [entry.id for entry in entries])
    for entry in entries:
        if entry.id in known and known[entry.id] != entry.meaning():
            raise InternalError(reference=f"ledger entry {entry.id} asked for twice with different content")
    new = [entry for entry in entries if entry.id not in known]
    if new:
        _insert(connection, _chained(connection, owner, new, at))
    return new


def balance(connection: sa.Connection, owner: str) -> Balance:
    """The owner's balance; all zero where no books were opened."""
    rows = connection.execute(
        sa.select(ledger_accounts.c.kind, ledger_accounts.c.posted, ledger_accounts.c.held).where(
            ledger_accounts.c.owner == owner
        )
    )
    by_kind = {row.kind: row for row in rows}
    if "balance" not in by_kind:
        return Balance(posted=0, held=0, used=0)
    mine = by_kind["balance"]
    return Balance(posted=mine.posted, held=mine.held, used=by_kind["spent"].posted)


def available(connection: sa.Connection, account: str) -> int:
    """What can be spent from one ledger account now."""
    query = sa.select(ledger_accounts.c.posted - ledger_accounts.c.held).where(ledger_accounts.c.id == account)
    return int(connection.scalar(query) or 0)


def open_holds(connection: sa.Connection, account: str) -> Sequence[sa.Row[Any]]:
    """Holds on one ledger account that have not ended, in the order they were taken."""
    end = transfers.alias()
    ended = sa.exists().where(end.c.hold_id == transfers.c.id)
    query = sa.select(transfers).where(transfers.c.kind == "hold", transfers.c.source == account, ~ended)
    return connection.execute(query.order_by(transfers.c.seq)).all()


def hold_amounts(connection: sa.Connection, keys: Iterable[HoldKey]) -> dict[HoldKey, int]:
    """What each hold took; InternalError where one is missing."""
    wanted = {key.hold_id: key for key in keys}
    query = sa.select(transfers.c.id, transfers.c.amount).where(transfers.c.id.in_(wanted))
    found = {wanted[row.id]: int(row.amount) for row in connection.execute(query)}
    if len(found) != len(wanted):
        raise InternalError(reference="an item has no hold")
    return found


def used_since(connection: sa.Connection, owner: str, since: datetime) -> tuple[int, int]:
    """How many pictures were used, and how many of them refunded, since a moment."""
    query = (
        sa.select(transfers.c.kind, sa.func.count())
        .where(transfers.c.owner == owner, transfers.c.created_at >= since, transfers.c.kind.in_(("post", "refund")))
        .group_by(transfers.c.kind)
    )
    counted = {row[0]: int(row[1]) for row in connection.execute(query)}
    return counted.get("post", 0), counted.get("refund", 0)


def of_task(connection: sa.Connection, task_id: str) -> dict[str, int]:
    """Sum of a task's entries by kind."""
    query = (
        sa.select(transfers.c.kind, sa.func.sum(transfers.c.amount))
        .where(transfers.c.task_id == task_id)
        .group_by(transfers.c.kind)
    )
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def newest(
    connection: sa.Connection, owner: str, *, before: int | None, limit: int, kind: str | None = None
) -> Sequence[sa.Row[Any]]:
    """Entries of an owner, newest first, below sequence number `before`; only those of `kind`, if one is given."""
    query = sa.select(transfers).where(transfers.c.owner == owner).order_by(transfers.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(transfers.c.seq < before)
    if kind is not None:
        query = query.where(transfers.c.kind == kind)
    return connection.execute(query).all()


def _known(connection: sa.Connection, entry_ids: list[str]) -> dict[str, tuple[object, ...]]:
    query = sa.select(transfers.c.id, *_MEANING).where(transfers.c.id.in_(entry_ids))
    return {row.id: tuple(row)[1:] for row in connection.execute(query)}


def _chained(connection: sa.Connection, owner: str, entries: list[Entry], at: datetime) -> list[dict[str, Any]]:
    last = sa.select(transfers.c.hash).where(transfers.c.owner == owner).order_by(transfers.c.seq.desc()).limit(1)
    prev = connection.scalar(last) or ""
    rows = []
    for entry in entries:
        own = digest(prev=prev, entry_id=entry.id, meaning=entry.meaning(), note=entry.note, at=at)
        rows.append(_row(entry, owner=owner, at=at, prev=prev, own=own))
        prev = own
    return rows


def _row(entry: Entry, *, owner: str, at: datetime, prev: str, own: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "owner": owner,
        "kind": entry.kind.value,
        "source": entry.source,
        "target": entry.target,
        "amount": entry.amount,
        "hold_id": entry.hold_id,
        "refund_of": entry.refund_of,
        "task_id": entry.key.task_id if entry.key else None,
        "item": entry.key.item if entry.key else None,
        "attempt": entry.key.attempt if entry.key else None,
        "note": entry.note,
        "created_at": at,
        "prev": prev,
        "hash": own,
    }


def _insert(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    try:
        # RETURNING makes one statement of all rows: on PostgreSQL balances move once for each statement.
        connection.execute(transfers.insert().returning(transfers.c.seq), rows)
    except IntegrityError as exc:
        if "never_overspent" in str(exc.orig):
            required = sum(row["amount"] for row in rows)
            raise InsufficientQuotaError(required=required, available=0, shortfall=required) from exc
        raise InternalError(reference=f"ledger refused: {exc.orig}") from exc
