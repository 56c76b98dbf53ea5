"""The cloud's services over a real database, as its composition root builds them, with an account to speak for."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from desktop_app.api.allowances import AskAllowance
from desktop_app.api.devices import NewDevice, Recover, Recovered
from desktop_app.api.sync import AllowanceAnswer, Totals
from desktop_app.core import clock, ids
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.allowances.ledger import CloudLedger
from desktop_app.server.allowances.service import AllowanceService
from desktop_app.server.allowances.totals import totals
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.devices import repository as devices
from desktop_app.server.devices.closing import DeviceClosing
from desktop_app.server.hub import EventHub
from desktop_app.server.sessions import repository as sessions
from desktop_app.server.sessions import tokens
from desktop_app.server.signing import Signer
from desktop_app.server.sync import checking
from desktop_app.server.sync.cloud_journal import CloudJournal
from desktop_app.server.sync.intake import Intake
from desktop_app.server.sync.mirror import Mirror
from desktop_app.server.sync.service import SyncService
from tests.cloud.sync.computer import Computer


@dataclass
class Cloud:
    """One account at the cloud; its computers are made by `computer`."""

    database: Database
    account: str = field(default_factory=ids.new)

    @cached_property
    def hub(self) -> EventHub:
        return EventHub()

    @cached_property
    def journal(self) -> CloudJournal:
        return CloudJournal(clock=clock.now)

    @cached_property
    def signer(self) -> Signer:
        return Signer(clock=clock.now, secret="for tests")

    @cached_property
    def ledger(self) -> CloudLedger:
        return CloudLedger(clock=clock.now, journal=self.journal)

    @cached_property
    def sync(self) -> SyncService:
        intake = Intake(mirror=Mirror(signer=self.signer, clock=clock.now), clock=clock.now)
        return SyncService(database=self.database, intake=intake, announcer=self.hub, clock=clock.now)

    @cached_property
    def allowances(self) -> AllowanceService:
        return AllowanceService(database=self.database, signer=self.signer, clock=clock.now)

    @cached_property
    def closing(self) -> DeviceClosing:
        return DeviceClosing(database=self.database, journal=self.journal, announcer=self.hub, clock=clock.now)

    def open_account(self, quota: int) -> None:
        with self.database.write(ENGINE) as connection:
            accounts.insert(connection, self.account, is_trial=False, at=datetime(2026, 5, 1, tzinfo=UTC))
            self.signer.keys(connection)  # as a sign-in does
        self.buy(quota)

    def buy(self, quota: int) -> None:
        with self.database.write(self.account) as connection:
            self.ledger.grant(connection, self.account, quota, reason=f"topup|{ids.new()}")

    def computer(self, name: str = "studio") -> Computer:
        """A computer that has just signed in."""
        new = NewDevice(name=name, platform="Linux")
        with self.database.write(self.account) as connection:
            row = devices.insert(connection, self.account, new, clock.now())
            session = self._signed_in(connection, row.id)
        return Computer(account=self.account, device=row.id, sync=self.sync, session=session)

    def ask(self, computer: Computer, want: int, request_id: str | None = None) -> AllowanceAnswer:
        return self.allowances.ask(self.account, computer.device, AskAllowance(id=request_id or ids.new(), want=want))

    def equipped(self, quota: int, name: str = "studio") -> Computer:
        """A computer with an allowance it has opened and told."""
        computer = self.computer(name)
        computer.open(self.ask(computer, quota).token)
        computer.push()
        return computer

    def recover(self, computer: Computer, *, claim: str, with_anchor: bool = True) -> Recovered:
        """What a frozen computer asks for."""
        request = Recover(claim=claim, anchor=computer.anchor if with_anchor else None)
        return self.closing.recover(self.account, computer.device, request, session=computer.session)

    def _signed_in(self, connection: sa.Connection, device_id: str) -> str:
        return sessions.insert(connection, self.account, device_id, tokens.fresh(), clock.now())

    def totals(self) -> Totals:
        with self.database.read(self.account) as connection:
            return totals(connection, self.account)

    def row(self, computer: Computer) -> Any:
        with self.database.read(self.account) as connection:
            return devices.get(connection, self.account, computer.device)

    def violations(self) -> list[str]:
        with self.database.read(ENGINE) as connection:
            return checking.violations(connection)
