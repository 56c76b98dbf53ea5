"""A computer's allowance when its account lets it go: holds voided, what it used untold settled, the rest moved on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import EntriesTold
from desktop_app.core import ids
from desktop_app.core.allowances import Gross, Settlement, settlement
from desktop_app.core.clock import Clock
from desktop_app.server.journal import Journal
from desktop_app.server.ledger import repository
from desktop_app.server.ledger.entries import Books, Entry, HoldKey


class Dissolution:
    """Dissolves allowances inside the caller's unit of work; each once, for the ids of entries follow from it."""

    def __init__(self, *, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock

    def dissolve(
        self, connection: sa.Connection, books: Books, known: Gross, claimed: Gross | None, *, untouched: int
    ) -> Settlement:
        """Empty the purse of `books.device`; `claimed` is what its anchor says it did, None where there is none.

        `untouched` is quota it was never let spend, which goes back to the pool in any case.
        """
        repository.open_books(connection, books)
        self._append(connection, books, _voids(books, repository.open_holds(connection, books.purse)))
        found = settlement(known, claimed, repository.available(connection, books.purse) - untouched)
        found = replace(found, pooled=found.pooled + untouched)
        self._append(connection, books, _moves(books, found))
        return found

    def _append(self, connection: sa.Connection, books: Books, entries: Sequence[Entry]) -> None:
        now = self._clock()
        if new := repository.append(connection, books.owner, entries, now):
            self._journal.tell(connection, books.owner, EntriesTold(entries=[entry.told(now) for entry in new]))


def _voids(books: Books, holds: Sequence[Any]) -> list[Entry]:
    keys = [HoldKey(hold.task_id, hold.item, hold.attempt) for hold in holds]
    return [
        Entry(key.end_id, EntryKind.VOID, books.purse, books.spent, hold.amount, key=key, hold_id=hold.id)
        for hold, key in zip(holds, keys, strict=True)
    ]


def _moves(books: Books, found: Settlement) -> list[Entry]:
    ways = (
        (EntryKind.SETTLE, books.purse, books.spent, found.spent),
        (EntryKind.SETTLE, books.spent, books.purse, found.refunded),
        (EntryKind.RETURN, books.purse, books.balance, found.pooled),
        (EntryKind.FORFEIT, books.purse, books.forfeit, found.forfeited),
    )
    return [
        Entry(ids.derived("dissolve", books.purse, kind.value), kind, source, target, amount)
        for kind, source, target, amount in ways
        if amount
    ]
