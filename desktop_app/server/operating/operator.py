"""What those who run a cloud do to it by hand, each an act of its own."""

import secrets
from datetime import timedelta

import sqlalchemy as sa

from desktop_app.api.devices import DeviceState
from desktop_app.api.operating import CloudAccount, CloudCheck
from desktop_app.core import ids
from desktop_app.core.clock import Clock
from desktop_app.core.errors import NotFoundError
from desktop_app.server import epoch
from desktop_app.server.accounts import holders
from desktop_app.server.accounts.credentials import Passwords, normal_email
from desktop_app.server.allowances.totals import totals
from desktop_app.server.cloud_tables import devices
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.entries import Books
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.sessions import repository as sessions
from desktop_app.server.signing import Signer
from desktop_app.server.storage.bucket import Bucket
from desktop_app.server.sync import checking
from desktop_app.server.topups.service import TopupService


class Operator:
    """Acts on the whole cloud, past the API and its limits."""

    def __init__(
        self,
        *,
        database: Database,
        bucket: Bucket,
        ledger: Ledger,
        topups: TopupService,
        passwords: Passwords,
        signer: Signer,
        clock: Clock,
    ) -> None:
        self._database = database
        self._bucket = bucket
        self._ledger = ledger
        self._topups = topups
        self._passwords = passwords
        self._signer = signer
        self._clock = clock

    def check(self) -> list[CloudCheck]:
        """Look at everything the cloud stands on. Raises BusyError where no database answers."""
        with self._database.read(ENGINE) as connection:
            broken = checking.violations(connection)
        storage = [] if self._bucket.answers() else [f"{self._bucket.endpoint}/{self._bucket.name}"]
        return [
            CloudCheck(name="database", findings=self._database.check()),
            CloudCheck(name="ledger", findings=broken),
            CloudCheck(name="storage", findings=storage),
        ]

    def issue(self, *, amount: int, count: int, days: int | None, note: str) -> list[str]:
        """New top-up codes, told this once."""
        return self._topups.issue(
            amount=amount, count=count, expires=timedelta(days=days) if days is not None else None, note=note
        )

    def accounts(self) -> list[CloudAccount]:
        """All accounts, the oldest first."""
        with self._database.read(ENGINE) as connection:
            computers = _computers(connection)
            return [
                CloudAccount(
                    email=row.email,
                    created_at=row.created_at,
                    balance=_spendable(connection, row.account_id),
                    computers=computers.get(row.account_id, 0),
                )
                for row in holders.every(connection)
            ]

    def create_account(self, email: str) -> str:
        """A new account; its first password, told this once. Raises EmailTakenError, InvalidRequestError."""
        password, account_id = _password(), ids.new()
        kept = self._passwords.hash_now(password)
        with self._database.write(ENGINE) as connection:
            holders.insert(connection, account_id, email=normal_email(email), password_hash=kept, at=self._clock())
            books.open_books(connection, Books(account_id))
        return password

    def reset_password(self, email: str) -> str:
        """Another password, told this once; all sign-ins end. Raises NotFoundError."""
        password = _password()
        kept = self._passwords.hash_now(password)
        account_id = self._account(email)
        with self._database.write(account_id) as connection:
            holders.set_password(connection, account_id, kept)
            sessions.revoke_others(connection, account_id, self._clock(), reason="password reset", but="")
        return password

    def regrant(self, email: str, amount: int, note: str) -> int:
        """Give quota by hand, as for that of a lost computer; the balance after it. Raises NotFoundError."""
        account_id = self._account(email)
        with self._database.write(account_id) as connection:
            self._ledger.grant(connection, account_id, amount, reason=f"regrant|{ids.new()}|{note}")
            return _spendable(connection, account_id)

    def rotate_key(self) -> str:
        """Sign allowances with a new key from now on; its id."""
        with self._database.write(ENGINE) as connection:
            return self._signer.rotate(connection)

    def raise_epoch(self) -> int:
        """After a restore from a backup: hear all computers anew; the epoch of now."""
        return epoch.raise_epoch(self._database)

    def _account(self, email: str) -> str:
        with self._database.read(ENGINE) as connection:
            found = holders.by_email(connection, normal_email(email))
        if found is None:
            raise NotFoundError(what="account")
        return str(found.account_id)


def _password() -> str:
    return secrets.token_urlsafe(12)


def _spendable(connection: sa.Connection, account_id: str) -> int:
    told = totals(connection, account_id)
    return told.pool.available + sum(share.available for share in told.devices.values())


def _computers(connection: sa.Connection) -> dict[str, int]:
    query = sa.select(devices.c.account_id, sa.func.count()).where(devices.c.state != DeviceState.CLOSED.value)
    return {row[0]: int(row[1]) for row in connection.execute(query.group_by(devices.c.account_id))}
