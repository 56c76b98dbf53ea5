"""What a person can ask about the cloud account; see server.cloud_account.desk."""

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

import sqlalchemy as sa

from desktop_app.api.cloud_account import CloudAccountView, HistoryTaken, SignInHere, SignOutHere
from desktop_app.api.devices import DeviceView
from desktop_app.api.sessions import Redeemed
from desktop_app.core.errors import CleanRackError, FrozenError, NotSignedInError, SessionEndedError, StateConflictError
from desktop_app.server.cloud_account import history
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.journal import Journal
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.service import Ledger
from desktop_app.sync import links, recovery, views
from desktop_app.sync.aside import Aside
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.entry import Entry
from desktop_app.sync.links import CLOSED, Link, LinkState
from desktop_app.sync.plan import Doing

if TYPE_CHECKING:
    from desktop_app.sync.account import AccountSync

log = logging.getLogger(__name__)

LAST_SECONDS = 10.0
"""How long signing out waits for the last words to the cloud."""
PART_SECONDS = 5.0


class AccountDesk:
    """Answers people; use it inside the server's loop."""

    def __init__(
        self, *, database: Database, ledger: Ledger, journal: Journal, engine: SyncEngine, entry: Entry
    ) -> None:
        self._database = database
        self._all = Aside(database, ENGINE)
        self._ledger = ledger
        self._journal = journal
        self._engine = engine
        self._entry = entry

    async def view(self) -> CloudAccountView:
        """Who is signed in, and where sync stands."""
        return await asyncio.to_thread(self._view)

    async def sign_in(self, asked: SignInHere) -> None:
        """Sign in, or make the account first."""
        await self._entry.come_in(asked)

    async def sign_out(self, asked: SignOutHere) -> None:
        """Give back what can be spent, and leave."""
        link = await self._current()
        if asked.forget:
            await self._rows(link).write(self._require_idle)
        await self._rows(link).write(self._give_back_all)
        await self._last_words(link, must=asked.forget)
        await self._part(link, forget=asked.forget)
        await self._entry.go_out(link, forget=asked.forget)

    async def sync(self) -> None:
        """Tell and hear now."""
        self._open(await self._current()).ask_now()

    async def pause(self) -> None:
        """Tell nothing and ask nothing."""
        await self._set(is_paused=True)

    async def resume(self) -> None:
        """Go on."""
        await self._set(is_paused=False)

    async def recover(self) -> None:
        """Have a frozen computer settled."""
        link = await self._current()
        if link.state is not LinkState.FROZEN:
            raise StateConflictError(state=link.state.value)
        await self._entry.recover(link)

    async def take_trial(self) -> HistoryTaken:
        """Take the trial account's ended tasks."""
        link = await self._current()
        return await self._rows(link).write(lambda connection: history.take(connection, link.account_id, self._journal))

    async def redeem(self, code: str) -> Redeemed:
        """Add a code's quota."""
        link = await self._current()
        account = self._open(link)
        redeemed = await account.client.redeem(code)
        with suppress(CleanRackError):
            await account.talk.hello()
        quota = await self._all.read(lambda connection: self._ledger.view(connection, link.account_id, is_trial=False))
        account.ask_now()
        return Redeemed(amount=redeemed.amount, quota=quota)

    async def keep_along(self, amount: int) -> None:
        """Have so much quota here."""
        link = await self._current()
        account = self._open(link)
        missing = await self._rows(link).write(lambda connection: self._keep_along(connection, link, amount))
        if missing > 0:
            await account.talk.ask_allowance(missing)
        account.ask_now()

    async def delete(self, password: str) -> None:
        """Delete the account everywhere."""
        link = await self._current()
        await self._open(link).client.delete_account(password)
        await self._entry.go_out(link, forget=True)

    async def devices(self) -> list[DeviceView]:
        """The account's computers."""
        link = await self._current()
        return await self._open(link).client.devices()

    async def forget(self, device_id: str) -> None:
        """Take a computer off the account."""
        link = await self._current()
        if device_id == link.device_id:
            await self.sign_out(SignOutHere(forget=True))
            return
        account = self._open(link)
        await account.client.forget(device_id)
        account.ask_now()

    # pieces

    def _view(self) -> CloudAccountView:
        with self._database.read(ENGINE) as connection:
            current, others = views.parted(connection)
            if current is None:
                return views.of_trial(connection, others)
            account = self._engine.of(current.account_id)
            doing = account.doing if account else Doing()
            session_only = self._entry.is_session_only(current)
            return views.of_account(connection, current, others, doing, is_session_only=session_only)

    async def _current(self) -> Link:
        link, _ = await self._all.read(views.parted)
        if link is None:
            raise NotSignedInError
        return link

    def _open(self, link: Link) -> "AccountSync":
        """The account's sync. Raises FrozenError, and SessionEndedError where it needs another sign-in."""
        if link.state in CLOSED:
            raise FrozenError(reason=link.reason)
        account = self._engine.of(link.account_id)
        if account is None or link.state is LinkState.SIGNED_OUT:
            raise SessionEndedError
        return account

    async def _set(self, *, is_paused: bool) -> None:
        link = await self._current()
        await self._rows(link).write(lambda connection: links.update(connection, link.account_id, is_paused=is_paused))
        if account := self._engine.of(link.account_id):
            account.ask_now()

    def _require_idle(self, connection: sa.Connection) -> None:
        current, _ = views.parted(connection)
        if current is not None and recovery.has_open_tasks(connection, current.account_id):
            raise StateConflictError(state="processing")

    def _give_back_all(self, connection: sa.Connection) -> None:
        current, _ = views.parted(connection)
        if current is None or current.state is not LinkState.OK:
            return
        available = books.balance(connection, current.account_id).available
        if available:
            self._ledger.give_back(connection, current.account_id, available)

    async def _last_words(self, link: Link, *, must: bool) -> None:
        account = self._engine.of(link.account_id)
        try:
            async with asyncio.timeout(LAST_SECONDS):
                if account is not None and not link.is_paused:
                    await account.settle()
        except (CleanRackError, TimeoutError) as exc:
            if must and isinstance(exc, CleanRackError):
                raise
            log.info("signed out without having told everything")

    async def _part(self, link: Link, *, forget: bool) -> None:
        """Have the cloud end the sign-in, if it can be reached; or forget the computer. Raises what that raises."""
        account = self._engine.of(link.account_id)
        if account is None or link.state is LinkState.FORGOTTEN:
            return
        if forget:
            await account.client.forget(link.device_id)
            return
        try:
            async with asyncio.timeout(PART_SECONDS):
                await account.client.sign_out()
        except (CleanRackError, TimeoutError) as exc:
            log.info("the cloud does not hear that somebody signed out: %s", type(exc).__name__)

    def _keep_along(self, connection: sa.Connection, link: Link, amount: int) -> int:
        links.update(connection, link.account_id, kept_along=amount)
        available = books.balance(connection, link.account_id).available
        if available > amount:
            self._ledger.give_back(connection, link.account_id, available - amount)
        return amount - available

    def _rows(self, link: Link) -> Aside:
        return Aside(self._database, link.account_id)
