"""Whose work it is. On one computer: the trial account, and one account for each sign-in."""

from dataclasses import dataclass

from desktop_app.core import ids
from desktop_app.core.clock import Clock
from desktop_app.core.errors import NotFoundError
from desktop_app.core.quota import TRIAL_GRANT
from desktop_app.server.accounts import repository
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.entries import Books
from desktop_app.server.ledger.service import Ledger


@dataclass(frozen=True)
class Account:
    """The account a call is made for."""

    id: str
    is_trial: bool


class AccountService:
    """Finds and makes accounts of the local home."""

    def __init__(self, *, database: Database, ledger: Ledger, clock: Clock) -> None:
        self._database = database
        self._ledger = ledger
        self._clock = clock

    def trial(self) -> Account:
        """The account before any sign-in, made at first use with its trial grant, which is given once."""
        with self._database.write(ENGINE) as connection:
            row = repository.trial(connection)
            account_id = row.id if row else ids.new()
            if row is None:
                repository.insert(connection, account_id, is_trial=True, at=self._clock())
            self._ledger.grant(connection, account_id, TRIAL_GRANT, reason="trial")
        return Account(id=account_id, is_trial=True)

    def signed_in(self, account_id: str) -> Account:
        """The local side of a cloud account; its quota comes from the cloud, so it starts with none."""
        with self._database.write(ENGINE) as connection:
            try:
                row = repository.get(connection, account_id)
            except NotFoundError:
                repository.insert(connection, account_id, is_trial=False, at=self._clock())
                books.open_books(connection, Books(account_id))
                return Account(id=account_id, is_trial=False)
        return Account(id=row.id, is_trial=row.is_trial)
