"""Coming in and going out: sign-in, sign-out and recovery, from the call to the cloud to the link that is left."""

import asyncio
import platform
from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from desktop_app.api.cloud_account import SignInHere
from desktop_app.api.devices import NewDevice
from desktop_app.api.sessions import SessionView, TokenPair
from desktop_app.core.standing import Standing
from desktop_app.server.accounts.current import CurrentAccount
from desktop_app.server.accounts.service import AccountService
from desktop_app.server.database import ENGINE, Database
from desktop_app.sync import links, recovery
from desktop_app.sync.anchoring import Anchoring
from desktop_app.sync.aside import Aside
from desktop_app.sync.credentials import Credentials
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.links import Link, LinkState

if TYPE_CHECKING:
    from desktop_app.sync.lines import Lines

_COPIES = (Standing.NO_ANCHOR, Standing.OTHER_DEVICE)
"""Reasons that speak of a copy: whoever signs in with one begins as another computer, and leaves the first alone."""


class Entry:
    """Makes and ends links; use it inside the server's loop."""

    def __init__(
        self,
        *,
        database: Database,
        accounts: AccountService,
        current: CurrentAccount,
        anchoring: Anchoring,
        credentials: Credentials,
        engine: SyncEngine,
        lines: "Callable[[], Lines]",
    ) -> None:
        self._database = database
        self._all = Aside(database, ENGINE)
        self._accounts = accounts
        self._current = current
        self._anchoring = anchoring
        self._credentials = credentials
        self._engine = engine
        self._lines = lines

    def is_session_only(self, link: Link) -> bool:
        """Whether the sign-in ends with the program."""
        return self._credentials.is_session_only(link.credential)

    async def come_in(self, asked: SignInHere) -> None:
        """Sign in and begin to sync."""
        server = self._lines().address(asked.server)
        known = await self._all.read(lambda connection: _known(connection, server, asked.email))
        view = await self._asked(server, asked, known)
        link = await asyncio.to_thread(self._link, server, view)
        pair = TokenPair.model_validate(view.model_dump(include=set(TokenPair.model_fields)))
        await self._credentials.save(link.credential, pair.refresh_token)
        if link.state is LinkState.OK:
            await self._engine.begin(link.account_id)
        await asyncio.to_thread(self._current.changed)

    async def go_out(self, link: Link, *, forget: bool) -> None:
        """End the sign-in here; with `forget` the link is gone, and what was made under it is another computer's."""
        await self._engine.end(link.account_id)
        await self._credentials.drop(link.credential)
        await self._rows(link).write(lambda connection: _parted(connection, link, forget=forget))
        if forget:
            await asyncio.to_thread(self._anchoring.end, link.device_id)
        await asyncio.to_thread(self._current.changed)

    async def recover(self, link: Link) -> None:
        """Have the cloud settle this computer, and go on under the new id."""
        anchor = await asyncio.to_thread(self._anchoring.claim, link.device_id)
        claim = await asyncio.to_thread(self._anchoring.claim_id, link.device_id)
        client = self._lines().client(link)
        try:
            answer = await client.recover(link.device_id, claim, anchor.claim() if anchor else None)
        finally:
            await client.close()
        token = await self._credentials.load(link.credential)
        begun = await asyncio.to_thread(self._begin_anew, link, answer.device.id)
        if token is not None:
            await self._credentials.save(begun.credential, token)
        await self._credentials.drop(link.credential)
        await self._engine.begin(link.account_id)

    async def _asked(self, server: str, asked: SignInHere, known: Link | None) -> SessionView:
        device = NewDevice(name=(asked.device_name or platform.node() or "CleanRack")[:80], platform=_platform())
        door = self._lines().door(server)
        try:
            if asked.sign_up:
                return await door.sign_up(asked.email, asked.password, device)
            return await door.sign_in(asked.email, asked.password, device, known.device_id if known else None)
        finally:
            await door.close()

    def _link(self, server: str, view: SessionView) -> Link:
        """The link of a sign-in, made or renewed."""
        account_id, device_id = view.account.id, view.device.id
        self._accounts.signed_in(account_id)
        told = {
            "server": server,
            "email": view.account.email,
            "keys": [key.model_dump(mode="json") for key in view.keys],
        }
        with self._database.write(account_id) as connection:
            before = links.find(connection, account_id)
            if before is None:
                links.insert(
                    connection, account_id=account_id, device_id=device_id, is_current=False, **told, **links.AFRESH
                )
            elif before.device_id != device_id:
                recovery.begin_anew(connection, before, device_id)
            elif before.state is LinkState.SIGNED_OUT:
                links.update(connection, account_id, state=LinkState.OK.value)
            links.update(connection, account_id, **told)
            links.make_current(connection, account_id)
            link = links.find(connection, account_id)
        assert link is not None
        self._take_over(before, link)
        return link

    def _take_over(self, before: Link | None, link: Link) -> None:
        if before is not None and before.device_id == link.device_id:
            return
        if before is not None and before.reason not in _COPIES:
            self._anchoring.end(before.device_id)
        self._anchoring.begin(link)

    def _begin_anew(self, link: Link, device_id: str) -> Link:
        with self._database.write(link.account_id) as connection:
            recovery.begin_anew(connection, link, device_id)
            begun = links.find(connection, link.account_id)
        assert begun is not None
        self._anchoring.end(link.device_id)
        self._anchoring.begin(begun)
        return begun

    def _rows(self, link: Link) -> Aside:
        return Aside(self._database, link.account_id)


def _known(connection: sa.Connection, server: str, email: str) -> Link | None:
    """The link that a sign-in would renew; not one that is a copy."""
    wanted = email.strip().casefold()
    same = [link for link in links.every(connection) if link.email.casefold() == wanted]
    # The same cloud may have several addresses; another account's computer id means nothing to it.
    found = next((link for link in same if link.server == server), same[0] if same else None)
    return None if found is not None and found.reason in _COPIES else found


def _parted(connection: sa.Connection, link: Link, *, forget: bool) -> None:
    if forget:
        recovery.hand_over_tasks(connection, link)
        links.delete(connection, link.account_id)
        return
    links.update(connection, link.account_id, is_current=False)
    if link.state is LinkState.OK:
        links.update(connection, link.account_id, state=LinkState.SIGNED_OUT.value)


def _platform() -> str:
    return f"{platform.system()} {platform.release()}".strip()[:40]
