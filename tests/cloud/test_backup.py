"""A nightly dump, made by a login that is no superuser, is whole; and what is restored from it goes on by the rules."""

import subprocess
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.migrations import postgres as migrations
from tests.cloud.desk import MERCHANT, NEIGHBOUR, Desk
from tests.cloud.postgres import PostgresServer


@pytest.fixture
def operated(postgres_server: PostgresServer) -> Iterator[str]:
    """A database of an operator's login, with a task in it."""
    url = postgres_server.empty(login="keeper")
    migrations.migrate(url)
    with closing(PostgresDatabase(url=url)) as database:
        desk = Desk(database)
        desk.open_accounts(quota=10)
        desk.submit("before-the-dump", photos=3)
    yield url
    postgres_server.drop(url)


def test_what_is_restored_has_every_account_and_every_rule(operated: str, postgres_server: PostgresServer) -> None:
    dump = postgres_server.dumped(operated, "--enable-row-security", said="-c app.account=*")

    url = postgres_server.restored(dump)

    with closing(PostgresDatabase(url=url)) as database:
        desk = Desk(database)
        assert (desk.balance(MERCHANT).held, desk.balance(NEIGHBOUR).available) == (3, 10)
        assert desk.violations() == []
        assert desk.submit("after-it") != desk.submit("before-the-dump", photos=3)
        assert desk.balance(MERCHANT).held == 4, "the old key is still known"
    with closing(psycopg.connect(url)) as connection, pytest.raises(psycopg.IntegrityError, match="entries are final"):
        connection.execute("DELETE FROM transfers")
    postgres_server.drop(url)


def test_a_dump_that_would_be_empty_is_refused(operated: str, postgres_server: PostgresServer) -> None:
    """Row-level security hides every account from whoever names none; the tool says so instead of writing nothing."""
    with pytest.raises(subprocess.CalledProcessError) as told:
        postgres_server.dumped(operated)

    assert b"row-level security" in told.value.stderr
