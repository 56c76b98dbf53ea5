"""A real ledger: a SQLite file made by the real migrations, one owner with 100 quota, and a clock to turn."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from desktop_app.server import local
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.database import ENGINE
from tests.server.ledger.ledger_books import OWNER, Books


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    database = local.open_database(tmp_path)
    opened = Books(database, now=datetime(2026, 5, 1, 9, tzinfo=UTC))
    with database.write(ENGINE) as connection:
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
