"""The cloud's database is brought up to date once, by whoever may, or left exactly as it was."""

from contextlib import closing

import pytest
import sqlalchemy as sa

from desktop_app.core.errors import BusyError, SchemaTooNewError
from desktop_app.server.database.postgres import PostgresDatabase, migration_engine
from desktop_app.server.migrations import postgres as migrations
from desktop_app.server.migrations.versions import r0007_postgres_rules as rules
from desktop_app.server.tables import tasks
from tests.cloud.desk import NEIGHBOUR, Desk, at_once
from tests.cloud.postgres import PostgresServer


def test_processes_that_start_at_once_migrate_once(postgres_server: PostgresServer) -> None:
    url = postgres_server.empty()

    did = at_once(6, lambda _: migrations.migrate(url))

    assert sorted(did) == [False] * 5 + [True]
    with closing(PostgresDatabase(url=url)) as database:
        Desk(database).open_accounts(quota=1)
        assert database.check() == []
    postgres_server.drop(url)


def test_a_database_of_a_newer_application_is_left_alone(postgres_server: PostgresServer, database_url: str) -> None:
    engine = migration_engine(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(SchemaTooNewError):
        migrations.migrate(database_url)

    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"
    engine.dispose()


def test_an_operator_who_is_no_superuser_migrates_and_serves_under_the_same_rules(
    postgres_server: PostgresServer,
) -> None:
    url = postgres_server.empty(login="operator")

    assert migrations.migrate(url) is True

    with closing(PostgresDatabase(url=url)) as database:
        desk = Desk(database)
        desk.open_accounts(quota=3)
        heard = [desk.submit(f"a-request-{number}") for number in range(4)]
        with database.read(NEIGHBOUR.id) as connection:
            assert connection.execute(sa.select(tasks)).all() == []
    assert heard.index("insufficient-quota") == 3
    postgres_server.drop(url)


def test_a_database_that_does_not_answer_is_not_taken_for_an_empty_one() -> None:
    with pytest.raises(BusyError):
        migrations.migrate("postgresql://nobody@127.0.0.1:1/nothing")


def test_no_table_with_an_account_in_it_was_forgotten(database_url: str) -> None:
    """Revisions to come add tables: this names the one whose rows everybody would see."""
    engine = migration_engine(database_url)
    columns = (
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = ANY(:n)"
    )
    guarded = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    with engine.connect() as connection:
        owned = set(connection.scalars(sa.text(columns), {"n": ["owner", "user_id", "account_id"]}))
        safe = set(connection.scalars(sa.text(guarded)))
    engine.dispose()

    assert "transfers" in owned
    assert owned - safe == set()
    assert safe == set(rules.OWNED)
