"""The ledger of the cloud: balances of several places, and a pool that stays shut while it may have been given out."""

from collections.abc import Sequence

import sqlalchemy as sa

from desktop_app.api.quota import INTERNAL, EntryKind, EntryPage, EntryView, QuotaView
from desktop_app.api.sync import Share
from desktop_app.core.clock import Clock
from desktop_app.server import pages
from desktop_app.server.allowances.totals import totals
from desktop_app.server.devices import repository as devices
from desktop_app.server.journal import Journal
from desktop_app.server.ledger import repository
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.tables import transfers


class CloudLedger(Ledger):
    """Work that the cloud does itself is paid from the pool."""

    def __init__(self, *, clock: Clock, journal: Journal) -> None:
        super().__init__(clock=clock, journal=journal, statements=CloudStatements())

    def hold(self, connection: sa.Connection, owner: str, keys: Sequence[HoldKey], unit_price: int) -> None:
        """Take quota. Raises InsufficientQuotaError, and ComputersAwaitedError after a restore."""
        devices.require_none_awaited(connection, owner)
        super().hold(connection, owner, keys, unit_price)


class CloudStatements:
    """Balance and statement of an account wherever its quota is."""

    def view(self, connection: sa.Connection, owner: str, *, is_trial: bool, device: str | None = None) -> QuotaView:
        """The balance; a task made in the cloud can take what is in the pool."""
        found = totals(connection, owner)
        everywhere = (found.pool, *found.devices.values())
        mine = found.devices.get(device or "", Share(available=0, held=0))
        return QuotaView(
            balance=sum(share.available for share in everywhere),
            held=sum(share.held for share in everywhere),
            used=found.spent,
            spendable=found.pool.available,
            on_this_computer=mine.available - mine.unopened,
            in_cloud=found.pool.available + mine.unopened,
            on_others=sum(share.available for share in found.devices.values()) - mine.available,
            is_trial=is_trial,
        )

    def of_task(self, connection: sa.Connection, task_id: str) -> dict[str, int]:
        """Sum of a task's entries by kind, whoever carried it out."""
        return repository.of_task(connection, task_id)

    def page(
        self, connection: sa.Connection, owner: str, *, cursor: str | None, limit: int, kind: EntryKind | None
    ) -> EntryPage:
        """All entries but those between places of the account, in the order that every computer shows them in."""
        shown = transfers.c.kind.not_in([each.value for each in INTERNAL])
        query = sa.select(transfers).where(transfers.c.owner == owner, shown)
        if kind is not None:
            query = query.where(transfers.c.kind == kind.value)
        if (before := pages.decode(cursor)) is not None:
            query = query.where(sa.tuple_(transfers.c.created_at, transfers.c.id) < before)
        newest = query.order_by(transfers.c.created_at.desc(), transfers.c.id.desc()).limit(limit + 1)
        rows = connection.execute(newest).all()
        more = rows[limit - 1] if len(rows) > limit else None
        return EntryPage(
            entries=[EntryView.model_validate(row, from_attributes=True) for row in rows[:limit]],
            next_cursor=pages.encode(more.created_at, more.id) if more else None,
        )
