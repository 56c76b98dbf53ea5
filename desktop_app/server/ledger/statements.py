"""Balance and statement as people see them: of the books here, and of a cloud account with what is elsewhere.

The statement of a cloud account is the same on each of its computers: what was told and heard, without movements
between places of the account.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa

from desktop_app.api.quota import INTERNAL, EntryKind, EntryPage, EntryView, QuotaView
from desktop_app.api.sync import Share, Totals
from desktop_app.core.errors import InvalidRequestError
from desktop_app.server import pages
from desktop_app.server.ledger import repository
from desktop_app.server.ledger.entries import Balance
from desktop_app.server.tables import account_entries, links

_NONE = Share(available=0, held=0)
_STOPPED = ("frozen", "forgotten")


class Statements(Protocol):
    """Who tells balance and statement."""

    def view(self, connection: sa.Connection, owner: str, *, is_trial: bool, device: str | None = None) -> QuotaView:
        """The owner's balance; in the cloud `device` is the computer that asks."""
        ...

    def page(
        self, connection: sa.Connection, owner: str, *, cursor: str | None, limit: int, kind: EntryKind | None
    ) -> EntryPage:
        """Movements of quota, newest first. Raises InvalidRequestError for a cursor of another kind."""
        ...

    def of_task(self, connection: sa.Connection, task_id: str) -> dict[str, int]:
        """Sum of a task's movements by kind."""
        ...


class OwnStatements:
    """What the books say is all there is."""

    def view(self, connection: sa.Connection, owner: str, *, is_trial: bool, device: str | None = None) -> QuotaView:
        """The owner's balance; all of it can be spent here."""
        balance = repository.balance(connection, owner)
        return QuotaView(
            balance=balance.available,
            held=balance.held,
            used=balance.used,
            spendable=balance.available,
            on_this_computer=balance.available,
            on_others=0,
            is_trial=is_trial,
        )

    def page(
        self, connection: sa.Connection, owner: str, *, cursor: str | None, limit: int, kind: EntryKind | None
    ) -> EntryPage:
        """Entries of the books in their order."""
        before = _sequence(cursor)
        rows = repository.newest(connection, owner, before=before, limit=limit + 1, kind=kind)
        next_cursor = str(rows[limit - 1].seq) if len(rows) > limit else None
        return EntryPage(entries=_views(rows[:limit]), next_cursor=next_cursor)

    def of_task(self, connection: sa.Connection, task_id: str) -> dict[str, int]:
        """Sum of a task's entries by kind."""
        return repository.of_task(connection, task_id)


class Heard(Totals):
    """The cloud's totals as a computer keeps them, and what of its own work they contain."""

    told_net: int = 0
    """Pictures used minus refunded that the cloud had heard of from here."""
    as_of: datetime


class AccountStatements:
    """Of accounts with a link, the cloud's figures as last heard and what was done here since; of others the books."""

    def __init__(self, *, in_reach: Callable[[str], bool]) -> None:
        self._in_reach = in_reach
        self._own = OwnStatements()

    def view(self, connection: sa.Connection, owner: str, *, is_trial: bool, device: str | None = None) -> QuotaView:
        """The owner's balance, wherever it is."""
        link = connection.execute(sa.select(links).where(links.c.account_id == owner)).one_or_none()
        if link is None:
            return self._own.view(connection, owner, is_trial=is_trial)
        return whole(repository.balance(connection, owner), link, in_reach=self._in_reach(owner))

    def page(
        self, connection: sa.Connection, owner: str, *, cursor: str | None, limit: int, kind: EntryKind | None
    ) -> EntryPage:
        """What was told and heard."""
        is_linked = connection.scalar(sa.select(sa.exists().where(links.c.account_id == owner)))
        if not is_linked:
            return self._own.page(connection, owner, cursor=cursor, limit=limit, kind=kind)
        rows = _heard(connection, owner, before=pages.decode(cursor), limit=limit + 1, kind=kind)
        more = rows[limit - 1] if len(rows) > limit else None
        next_cursor = pages.encode(more.created_at, more.id) if more else None
        return EntryPage(entries=_views(rows[:limit]), next_cursor=next_cursor)

    def of_task(self, connection: sa.Connection, task_id: str) -> dict[str, int]:
        """Of a task that was carried out here the books tell, of others what was heard."""
        return self._own.of_task(connection, task_id) or _heard_of_task(connection, task_id)


def whole(own: Balance, link: Any, *, in_reach: bool) -> QuotaView:
    """A balance put together from the books here and what the cloud told of other places."""
    heard = Heard.model_validate(link.totals) if link.totals is not None else None
    pool = heard.pool if heard else _NONE
    shares = dict(heard.devices) if heard else {}
    on_its_way = shares.pop(link.device_id, _NONE).unopened
    others = sum(share.available for share in shares.values())
    here = 0 if link.state in _STOPPED else own.available
    since = link.spent - link.refunded - (heard.told_net if heard else 0)
    return QuotaView(
        balance=own.available + on_its_way + pool.available + others,
        held=own.held + pool.held + sum(share.held for share in shares.values()),
        used=(heard.spent if heard else 0) + since,
        spendable=here + (pool.available if in_reach and link.state not in _STOPPED else 0),
        on_this_computer=here,
        in_cloud=pool.available + on_its_way,
        on_others=others,
        is_trial=False,
        as_of=heard.as_of if heard else None,
    )


def _heard(
    connection: sa.Connection, owner: str, *, before: pages.Place | None, limit: int, kind: EntryKind | None
) -> Sequence[Any]:
    shown = account_entries.c.kind.not_in([each.value for each in INTERNAL])
    query = sa.select(account_entries).where(account_entries.c.account_id == owner, shown)
    if kind is not None:
        query = query.where(account_entries.c.kind == kind.value)
    if before is not None:
        query = query.where(sa.tuple_(account_entries.c.created_at, account_entries.c.id) < before)
    newest = query.order_by(account_entries.c.created_at.desc(), account_entries.c.id.desc())
    return connection.execute(newest.limit(limit)).all()


def _heard_of_task(connection: sa.Connection, task_id: str) -> dict[str, int]:
    query = sa.select(account_entries.c.kind, sa.func.sum(account_entries.c.amount))
    found = connection.execute(query.where(account_entries.c.task_id == task_id).group_by(account_entries.c.kind))
    return {row[0]: int(row[1]) for row in found}


def _views(rows: Sequence[Any]) -> list[EntryView]:
    return [
        EntryView(
            id=row.id,
            kind=EntryKind(row.kind),
            amount=row.amount,
            task_id=row.task_id,
            item=row.item,
            attempt=row.attempt,
            created_at=row.created_at,
        )
        for row in rows
    ]


def _sequence(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise InvalidRequestError(reason="cursor")
    return int(cursor)
