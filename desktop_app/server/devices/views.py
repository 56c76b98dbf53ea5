"""A computer as the wire tells it."""

from typing import Any

import sqlalchemy as sa

from desktop_app.api.devices import DeviceState, DeviceView
from desktop_app.server.ledger.entries import Books
from desktop_app.server.tables import ledger_accounts


def view(connection: sa.Connection, row: Any, *, this: str | None = None) -> DeviceView:
    """A computer by its row; `this` is the id of the one that asks."""
    purse = sa.select(ledger_accounts.c.posted, ledger_accounts.c.held)
    mine = ledger_accounts.c.id == Books(row.account_id, row.id).purse
    share = connection.execute(purse.where(mine)).one_or_none()
    return DeviceView(
        id=row.id,
        name=row.name,
        platform=row.platform,
        state=DeviceState(row.state),
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        available=share.posted - share.held if share else 0,
        held=share.held if share else 0,
        late_events=row.late_events,
        is_this=row.id == this,
    )
