"""Units of work on PostgreSQL: of one account one after the other, of each account alone, and honest when cut off."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from desktop_app.core.errors import BusyError, InvalidRequestError, KeyReusedError
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.migrations.versions import r0007_postgres_rules as rules
from desktop_app.server.tables import accounts, ledger_accounts, tasks, transfers, uploads
from tests.cloud.desk import MERCHANT, NEIGHBOUR, PHOTOS, Desk, at_once
from tests.cloud.postgres import PostgresServer


@pytest.fixture
def desk(database: PostgresDatabase) -> Desk:
    made = Desk(database)
    made.open_accounts(quota=100)
    return made


@pytest.fixture
def desks(desk: Desk, database_url: str) -> Iterator[list[Desk]]:
    """Two processes of the cloud on one database, each with its own connections."""
    with closing(PostgresDatabase(url=database_url)) as second:
        yield [desk, Desk(second)]


# one after the other


def test_eight_writers_at_once_spend_exactly_what_was_granted(desks: list[Desk]) -> None:
    def submit(writer: int) -> list[str]:
        return [desks[writer % 2].submit(f"writer-{writer}-{number:03d}") for number in range(20)]

    begun = time.perf_counter()
    heard = [word for words in at_once(8, submit) for word in words]
    print(f"{len(heard) / (time.perf_counter() - begun):.0f} submits/s of one account, 8 writers, 2 processes' pools")

    accepted = [word for word in heard if word != "insufficient-quota"]
    balance = desks[0].balance()
    assert (len(heard), len(accepted), len(set(accepted))) == (160, 100, 100)
    assert (balance.available, balance.held) == (0, 100)
    assert desks[0].violations() == []
    assert desks[0].balance(NEIGHBOUR).available == 100


def test_one_key_sent_by_eight_at_once_is_one_task(desks: list[Desk]) -> None:
    heard = at_once(8, lambda writer: desks[writer % 2].submit("the-same-key", photos=PHOTOS))

    assert len(set(heard)) == 1
    assert desks[0].balance().held == PHOTOS
    assert desks[0].violations() == []


def test_a_key_takes_no_other_request_however_close_they_come(desks: list[Desk]) -> None:
    def submit(writer: int) -> str:
        try:
            return desks[writer % 2].submit("the-same-key", photos=1 + writer)
        except KeyReusedError as exc:
            return exc.slug

    heard = at_once(4, submit)

    assert heard.count(KeyReusedError.slug) == 3


def test_a_task_goes_its_way_from_begin_to_its_ends(desk: Desk) -> None:
    task_id = desk.submit("a-whole-life", photos=PHOTOS)
    work = desk.engine.begin(task_id)
    assert work is not None
    assert [photo.index for photo in work.photos] == list(range(PHOTOS))

    ended = at_once(8, lambda _: [desk.engine.fail(photo, BusyError()) for photo in work.photos])

    assert [sum(each) for each in zip(*ended, strict=True)] == [1] * PHOTOS, "each end happens once"
    assert desk.balance().available == 100
    assert desk.violations() == []


def test_what_a_view_has_read_stays_so_while_others_write(desk: Desk) -> None:
    with desk.database.read(MERCHANT.id) as connection:
        before = connection.scalar(sa.select(sa.func.count()).select_from(tasks))
        at_once(1, lambda _: desk.submit("meanwhile"))
        after = connection.scalar(sa.select(sa.func.count()).select_from(tasks))

    assert (before, after) == (0, 0)


def test_a_view_cannot_write(desk: Desk) -> None:
    with pytest.raises(sa.exc.InternalError, match="read-only"), desk.database.read(MERCHANT.id) as connection:
        connection.execute(uploads.delete())


# each account alone


def test_a_query_that_forgets_the_owner_finds_only_the_owners_rows(desk: Desk) -> None:
    desk.submit("the-merchants")
    desk.submit("the-neighbours", account=NEIGHBOUR)

    for owned in (accounts, uploads, tasks, ledger_accounts, transfers):
        column = owned.c[rules.OWNED[owned.name]]
        with desk.database.read(MERCHANT.id) as connection:
            seen = set(connection.scalars(sa.select(column)))
        with desk.database.read(ENGINE) as connection:
            there = set(connection.scalars(sa.select(column)))
        assert (seen, there) == ({"merchant"}, {"merchant", "neighbour"}), owned.name


def test_a_change_that_forgets_the_owner_changes_only_the_owners_rows(desk: Desk) -> None:
    with desk.database.write(MERCHANT.id) as connection:
        changed = connection.execute(uploads.update().values(file_name="mine.jpg")).rowcount
        removed = connection.execute(uploads.delete()).rowcount

    assert (changed, removed) == (PHOTOS, PHOTOS)
    with desk.database.read(ENGINE) as connection:
        assert set(connection.scalars(sa.select(uploads.c.file_name))) == {f"SKU{n}.jpg" for n in range(PHOTOS)}


def test_nothing_can_be_written_into_another_account(desk: Desk) -> None:
    with desk.database.read(ENGINE) as connection:
        row = dict(connection.execute(sa.select(uploads).limit(1)).mappings().one())
    theirs = {**row, "id": "smuggled", "user_id": NEIGHBOUR.id}

    with pytest.raises(ProgrammingError, match="row-level security"), desk.database.write(MERCHANT.id) as connection:
        connection.execute(uploads.insert().values(theirs))
    with pytest.raises(ProgrammingError, match="row-level security"), desk.database.write(MERCHANT.id) as connection:
        connection.execute(uploads.update().values(user_id=NEIGHBOUR.id))


def test_a_connection_forgets_whom_it_spoke_for(database: PostgresDatabase, desk: Desk) -> None:
    with database.write(MERCHANT.id):
        pass

    with database._engine.connect() as connection:
        assert connection.execute(sa.select(uploads)).all() == []


# cut off


def test_whoever_waits_too_long_for_an_account_is_told_to_come_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.database.write(MERCHANT.id):

        def impatient(_: int) -> str:
            with desk.database.write(ENGINE) as connection:
                connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")
                connection.execute(accounts.update().where(accounts.c.id == MERCHANT.id).values(next_seq=2))
            return "done"

        with pytest.raises(BusyError):
            at_once(1, impatient)


def test_of_two_that_wait_for_each_other_one_goes_on(desk: Desk) -> None:
    met = threading.Barrier(2)

    def cross(number: int) -> str:
        first, second = (MERCHANT.id, NEIGHBOUR.id)[:: 1 if number else -1]
        try:
            with desk.database.write(ENGINE) as connection:
                connection.execute(accounts.update().where(accounts.c.id == first).values(next_seq=2))
                met.wait()
                connection.execute(accounts.update().where(accounts.c.id == second).values(next_seq=2))
        except BusyError:
            return "busy"
        return "done"

    assert sorted(at_once(2, cross)) == ["busy", "done"]


def test_a_server_that_dies_loses_nothing_it_answered_for_and_comes_back(
    desk: Desk, postgres_server: PostgresServer
) -> None:
    kept = [desk.submit(f"before-{number:03d}") for number in range(10)]
    try:
        postgres_server.kill()
        with pytest.raises(BusyError):
            desk.submit("during-it")
    finally:
        postgres_server.start()

    with desk.database.read(MERCHANT.id) as connection:
        assert set(connection.scalars(sa.select(tasks.c.id))) == set(kept)
    assert desk.submit("during-it") not in kept
    assert desk.violations() == []


def test_a_unit_of_work_cut_in_the_middle_leaves_nothing(
    desk: Desk, postgres_server: PostgresServer, database_url: str
) -> None:
    def delete_twice() -> None:
        with desk.database.write(MERCHANT.id) as connection:
            connection.execute(uploads.delete())
            postgres_server.cut(database_url)
            connection.execute(uploads.delete())

    with pytest.raises(BusyError):
        delete_twice()

    with desk.database.read(MERCHANT.id) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(uploads)) == PHOTOS


def test_a_text_that_postgresql_cannot_take_is_refused_to_whoever_sent_it(desk: Desk) -> None:
    for unit in (desk.database.read, desk.database.write):
        with pytest.raises(InvalidRequestError), unit(MERCHANT.id) as connection:
            connection.execute(sa.select(tasks).where(tasks.c.id == "a\u0000b"))


def test_a_defect_of_ours_is_not_taken_for_a_passing_trouble(desk: Desk) -> None:
    with pytest.raises(ProgrammingError, match="nowhere"), desk.database.write(MERCHANT.id) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
