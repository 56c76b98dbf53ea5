"""The cloud's database is put back from a copy of yesterday: real computers bring back what it has forgotten."""

from contextlib import closing

from desktop_app.server import epoch
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.sync import checking
from tests.cloud.postgres import PostgresServer
from tests.journeys.photos import garment
from tests.sync.cloud import Cloud
from tests.sync.computer import Computer
from tests.sync.conftest import Buy


def work(computer: Computer, *photos: int) -> str:
    """A batch, done and told."""
    task: str = computer.somebody.batch(computer.somebody.uploads([garment(number) for number in photos]))
    computer.somebody.wait(task)
    computer.sync()
    return task


def test_after_a_restore_nothing_is_lost_and_nothing_is_there_twice(
    cloud: Cloud, buy: Buy, postgres_server: PostgresServer
) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=20)
    cloud.sign_in(desk)
    desk.wait_for("synced")
    work(studio, 1, 2)
    cloud.kill()
    copy = postgres_server.copy(cloud.database_url)
    cloud.start()
    lost = work(studio, 3, 4, 5)
    work(desk, 6)
    for computer in (studio, desk):
        computer.sync()
    before = studio.quota, studio.statement
    cloud.kill()

    with closing(PostgresDatabase(url=copy)) as restored:
        assert epoch.raise_epoch(restored) == 2
    cloud.database_url = copy
    cloud.restart(CLEANRACK_DATABASE=copy)
    for computer in (studio, desk, studio, desk):
        computer.sync()

    figures = ("balance", "held", "used", "spendable")
    assert [studio.quota[name] for name in figures] == [before[0][name] for name in figures]
    assert studio.statement == desk.statement == before[1]
    output = f"/api/tasks/{lost}/items/0/output"
    assert desk.somebody.http.get(output).content == studio.somebody.http.get(output).content
    work(desk, 7, 8)
    assert desk.quota["used"] == before[0]["used"] + 2
    with closing(PostgresDatabase(url=copy)) as restored, restored.read(ENGINE) as connection:
        assert checking.violations(connection) == []
