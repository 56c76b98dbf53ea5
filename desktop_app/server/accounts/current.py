"""Which account this computer works for now: the one signed in to last, or the trial account."""

from desktop_app.server.accounts import repository
from desktop_app.server.accounts.service import Account, AccountService
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.hub import EventHub


class CurrentAccount:
    """The account of every call; callable from any thread."""

    def __init__(self, *, database: Database, accounts: AccountService, hub: EventHub, fixed: str | None) -> None:
        self._database = database
        self._accounts = accounts
        self._hub = hub
        self._fixed = fixed
        self._known: Account | None = None

    def get(self) -> Account:
        """The account."""
        if self._known is None:
            self._known = self._found()
        return self._known

    def changed(self) -> None:
        """Somebody signed in or out: those who listen come back, and reload."""
        before, self._known = self._known, None
        if before is not None and before != self.get():
            self._hub.turn_out(before.id)

    def _found(self) -> Account:
        if self._fixed is not None:
            return self._accounts.signed_in(self._fixed)
        with self._database.read(ENGINE) as connection:
            account_id = repository.current(connection)
        return self._accounts.signed_in(account_id) if account_id else self._accounts.trial()
