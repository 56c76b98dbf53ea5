"""Where all quota of an account is: told with every answer, so that a computer notices what does not add up."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from desktop_app.api.devices import DeviceState
from desktop_app.api.sync import Share, Told, Totals
from desktop_app.server import epoch
from desktop_app.server.allowances import repository
from desktop_app.server.cloud_tables import devices
from desktop_app.server.ledger.entries import Books
from desktop_app.server.tables import accounts, ledger_accounts


def told(connection: sa.Connection, device: Any) -> Told:
    """What every answer says about the computer that asked, by its row as it is now."""
    return Told(
        state=device.state,
        acked_dseq=device.acked_dseq,
        acked_hash=device.acked_hash,
        totals=totals(connection, device.account_id),
    )


def totals(connection: sa.Connection, account_id: str) -> Totals:
    """The figures of now, of all computers that are not closed."""
    books = Books(account_id)
    rows = _by_account(connection, account_id)
    unopened = repository.amounts_unopened(connection, account_id)
    open_ones = sa.select(devices.c.id).where(
        devices.c.account_id == account_id, devices.c.state != DeviceState.CLOSED.value
    )
    return Totals(
        pool=_share(rows, books.balance),
        devices={
            each: _share(rows, Books(account_id, each).purse, unopened.get(each, 0))
            for each in connection.scalars(open_ones)
        },
        spent=_posted(rows, books.spent),
        forfeited=_posted(rows, books.forfeit),
        seq=head(connection, account_id),
        epoch=epoch.current(connection),
    )


def head(connection: sa.Connection, account_id: str) -> int:
    """Number of the account's last event, 0 before the first."""
    return int(connection.scalar(sa.select(accounts.c.next_seq).where(accounts.c.id == account_id)) or 1) - 1


def _by_account(connection: sa.Connection, account_id: str) -> dict[str, Any]:
    query = sa.select(ledger_accounts.c.id, ledger_accounts.c.posted, ledger_accounts.c.held)
    return {row.id: row for row in connection.execute(query.where(ledger_accounts.c.owner == account_id))}


def _share(rows: Mapping[str, Any], account: str, unopened: int = 0) -> Share:
    row = rows.get(account)
    available, held = (row.posted - row.held, row.held) if row else (0, 0)
    return Share(available=available, held=held, unopened=unopened)


def _posted(rows: Mapping[str, Any], account: str) -> int:
    return int(rows[account].posted) if account in rows else 0
