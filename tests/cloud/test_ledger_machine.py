"""The ledger under anything, in any order, on PostgreSQL: the machine that minds the computer's file, in the cloud."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, ClassVar

import psycopg
import sqlalchemy as sa
from hypothesis.stateful import RuleBasedStateMachine
from psycopg.rows import dict_row

from desktop_app.server.database.postgres import PostgresDatabase
from tests import depth
from tests.cloud.postgres import PostgresServer
from tests.cloud.stranger import PostgresStranger
from tests.faults.ledger_attacks import ATTACKS, Stranger
from tests.faults.ledger_desk import OWNER, Clock, Desk, fill
from tests.faults.ledger_machine import START, LedgerMachine, met
from tests.faults.test_ledger_machine import run

RUNS = depth.times(6, deep=400)


class PostgresDesk(Desk):
    """The real services on a real PostgreSQL, whose connections may be cut at any statement."""

    def __init__(self, server: PostgresServer, url: str, clock: Clock) -> None:
        self.url = url
        self._server = server
        database = PostgresDatabase(url=url)
        super().__init__(database, clock)
        sa.event.listen(database._engine, "before_cursor_execute", self._before)
        sa.event.listen(database._engine, "commit", self._before)

    def image(self) -> Path:
        """Nothing to copy: what was not committed is gone when the connections are."""
        self._server.cut(self.url)
        return Path(self.url)

    def leave(self) -> None:
        """Drop the connections."""
        self.database.close()

    def _before(self, connection: sa.Connection, *_: Any) -> None:
        """A read comes after the commit of the same call."""
        self._statement(committed=bool(connection.get_execution_options().get("postgresql_readonly")))


class PostgresMachine(LedgerMachine):
    """The same machine, in the cloud."""

    server: ClassVar[PostgresServer]
    refusal = psycopg.IntegrityError

    def teardown(self) -> None:
        super().teardown()
        self.server.drop(self.desk.url)

    def _opened(self) -> PostgresDesk:
        url = self.server.fresh()
        desk = PostgresDesk(self.server, url, self.clock)
        fill(desk.database, START)
        return desk

    def _reopen(self, image: Any) -> None:
        self.desk.leave()
        self.desk = PostgresDesk(self.server, self.desk.url, self.clock)

    def _stranger(self) -> AbstractContextManager[Stranger]:
        return _stranger(self.desk.url)


@contextmanager
def _stranger(url: str) -> Iterator[PostgresStranger]:
    with psycopg.connect(url, row_factory=dict_row) as connection:
        yield PostgresStranger(connection, OWNER.id)


def test_quota_is_right_whatever_happens_in_whatever_order(postgres_server: PostgresServer) -> None:
    machine = type("Machine", (PostgresMachine,), {"seen": Counter(), "server": postgres_server})
    assert issubclass(machine, RuleBasedStateMachine)

    for _ in run(machine, RUNS):
        pass

    happened = ["ok", "created", "True", "asked again", "power cuts", "power cuts after the commit"]
    print(f"{machine.seen}")
    assert met(machine.seen, [*happened, *(f"attack: {name}" for name in ATTACKS)]) == []
