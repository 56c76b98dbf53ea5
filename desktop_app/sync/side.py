"""The cloud account's side of a local home: every object of it, built once from those of the home."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core import clock, paths
from desktop_app.core.errors import SessionEndedError
from desktop_app.core.standing import Standing
from desktop_app.server.database import ENGINE
from desktop_app.server.database.sqlite import SqliteDatabase
from desktop_app.server.home import LocalHome
from desktop_app.server.ledger.statements import AccountStatements
from desktop_app.sync import links, telling
from desktop_app.sync.allowance import AllowanceFunding
from desktop_app.sync.anchor import Anchors
from desktop_app.sync.anchoring import Anchoring
from desktop_app.sync.announcing import Announcing
from desktop_app.sync.cloud_tasks import CloudTasks
from desktop_app.sync.credentials import Credentials
from desktop_app.sync.desk import AccountDesk
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.entry import Entry
from desktop_app.sync.hearing import freeze
from desktop_app.sync.links import Link, LinkState
from desktop_app.sync.outbox import LocalJournal

if TYPE_CHECKING:  # imported when somebody is signed in: nobody else waits for it
    from desktop_app.sync.account import AccountSync
    from desktop_app.sync.lines import Lines

FETCH_SECONDS = 120.0
"""How long somebody waits for a picture of another computer."""


class AccountSide:
    """See server.cloud_account.desk.CloudSide."""

    def __init__(self, home: LocalHome) -> None:
        self._home = home

    @cached_property
    def journal(self) -> LocalJournal:
        """Who writes down what accounts do."""
        journal = LocalJournal(anchoring=self._anchoring, clock=clock.now)
        journal.on_told = self._engine.nudge
        return journal

    @property
    def watch(self) -> LocalJournal:
        """The journal anchors what is kept."""
        return self.journal

    @cached_property
    def funding(self) -> AllowanceFunding:
        """Where quota comes from."""
        return AllowanceFunding(database=self._home.database, engine=self._engine)

    @cached_property
    def statements(self) -> AccountStatements:
        """Balance and statement with what is elsewhere."""
        return AccountStatements(in_reach=lambda owner: self.funding.in_reach(owner))

    @cached_property
    def away(self) -> CloudTasks:
        """The way to the cloud for tasks it is to carry out."""
        return CloudTasks(engine=self._engine)

    @cached_property
    def desk(self) -> AccountDesk:
        """Who answers people."""
        return AccountDesk(
            database=self._home.database,
            ledger=self._home.ledger,
            journal=self.journal,
            engine=self._engine,
            entry=self._entry,
        )

    def fetch(self, owner: str, sha256: str, part: Path) -> bool:
        """Bring a picture of another computer; from any thread but the loop's."""
        account = self._engine.of(owner)
        if account is None:
            self._require_unlinked(owner)
            return False
        from desktop_app.sync.blobs import fetch

        return self._engine.wait_for(
            lambda: fetch(account.client, self._lines.carrier, sha256, part), seconds=FETCH_SECONDS
        )

    def take_up(self, database: SqliteDatabase) -> None:
        """Judge each account in a database just opened."""
        with database.write(ENGINE) as connection:
            for link in links.every(connection):
                dseq = self._anchoring.place(link.device_id)
                recorded = telling.hash_at(connection, link, dseq)
                found = self._anchoring.take_up(link, oldest=telling.oldest(connection, link), recorded=recorded)
                if found is not Standing.OK and link.state not in links.CLOSED:
                    freeze(connection, link, found)

    @asynccontextmanager
    async def living(self) -> AsyncIterator[None]:
        """While the application lives, accounts are kept in step."""
        await self._engine.start(await asyncio.to_thread(self._open_accounts))
        try:
            yield
        finally:
            await self._engine.stop()
            if "_lines" in vars(self):
                await self._lines.carrier.close()

    def close(self) -> None:
        """Let go of everything."""
        self._anchoring.close()

    def _require_unlinked(self, owner: str) -> None:
        with self._home.database.read(owner) as connection:
            if links.find(connection, owner) is not None:
                raise SessionEndedError

    def _open_accounts(self) -> list[str]:
        with self._home.database.read(ENGINE) as connection:
            return [link.account_id for link in links.every(connection) if link.state is LinkState.OK]

    async def _account(self, account_id: str) -> "AccountSync":
        return self._lines.account(await asyncio.to_thread(self._link, account_id))

    def _link(self, account_id: str) -> Link:
        with self._home.database.read(account_id) as connection:
            link = links.find(connection, account_id)
        assert link is not None
        return link

    @cached_property
    def _anchoring(self) -> Anchoring:
        return Anchoring(anchors=Anchors(folder=paths.state_dir()), folder=self._home.folder)

    @cached_property
    def _credentials(self) -> Credentials:
        return Credentials()

    @cached_property
    def _engine(self) -> SyncEngine:
        return SyncEngine(build=self._account)

    @cached_property
    def _announcing(self) -> Announcing:
        return Announcing(
            database=self._home.database, ledger=self._home.ledger, hub=self._home.hub, live=self._home.live
        )

    @cached_property
    def _entry(self) -> Entry:
        return Entry(
            database=self._home.database,
            accounts=self._home.accounts,
            current=self._home.current,
            anchoring=self._anchoring,
            credentials=self._credentials,
            engine=self._engine,
            lines=lambda: self._lines,
        )

    @cached_property
    def _lines(self) -> "Lines":
        from desktop_app.sync.lines import Lines

        return Lines(
            ca_file=self._home.settings.cloud_ca_file,
            state_folder=paths.state_dir(),
            credentials=self._credentials,
            database=self._home.database,
            ledger=self._home.ledger,
            journal=self.journal,
            storage=self._home.storage,
            anchoring=self._anchoring,
            clock=clock.now,
            is_busy=lambda: self._home.dispatcher.running > 0,
            on_change=self._announcing.changed,
            on_hint=self._announcing.hinted,
        )
