"""A real ledger: a SQLite file made by the real migrations, one owner with 100 quota, and a clock to turn."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from desktop_app.core.quota import RefundPolicy
from desktop_app.server import local
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.database import Database
from desktop_app.server.ledger import repository, verify
from desktop_app.server.ledger.entries import Balance, HoldKey
from desktop_app.server.ledger.service import Ledger

OWNER = "merchant"


def keys(*items: int, task: str = "task", attempt: int = 1) -> list[HoldKey]:
    """Attempts at items of a task."""
    return [HoldKey(task, item, attempt) for item in items]


@dataclass
class Books:
    """The owner's ledger, one unit of work for each move."""

    database: Database
    now: datetime

    @property
    def ledger(self) -> Ledger:
        return Ledger(clock=lambda: self.now)

    def grant(self, amount: int, reason: str) -> bool:
        with self.database.write() as connection:
            return self.ledger.grant(connection, OWNER, amount, reason=reason)

    def hold(self, *held: HoldKey, price: int = 1) -> None:
        with self.database.write() as connection:
            self.ledger.hold(connection, OWNER, held, price)

    def post(self, *ended: HoldKey) -> None:
        with self.database.write() as connection:
            self.ledger.post(connection, OWNER, ended)

    def void(self, *ended: HoldKey) -> None:
        with self.database.write() as connection:
            self.ledger.void(connection, OWNER, ended)

    def refund(self, *reported: HoldKey) -> None:
        with self.database.write() as connection:
            self.ledger.refund(connection, OWNER, reported, policy=RefundPolicy(), reason="a sleeve is missing")

    def balance(self) -> Balance:
        with self.database.read() as connection:
            return repository.balance(connection, OWNER)

    def entries(self) -> int:
        with self.database.read() as connection:
            return verify.count(connection)

    def violations(self) -> list[str]:
        with self.database.read() as connection:
            return verify.violations(connection)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    database = local.open_database(tmp_path)
    opened = Books(database, now=datetime(2026, 5, 1, 9, tzinfo=UTC))
    with database.write() as connection:
        accounts.insert(connection, OWNER, is_trial=True, at=opened.now)
    opened.grant(100, "trial")
    yield opened
    database.close()


@pytest.fixture
def stranger(books: Books) -> Iterator[sqlite.Connection]:
    """Somebody with a plain connection to the file, and SQLite's defaults instead of our settings."""
    with closing(sqlite.connect(str(books.database.file), isolation_level=None)) as connection:
        connection.row_factory = sqlite.Row
        assert connection.execute("PRAGMA recursive_triggers").fetchone()[0] == 0
        yield connection
