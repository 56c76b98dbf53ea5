"""The cloud's database is put back from an older copy: computers tell again, and nothing is given out twice."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from desktop_app.api.devices import NewDevice
from desktop_app.api.sync import Share
from desktop_app.core import clock
from desktop_app.core.errors import ComputersAwaitedError
from desktop_app.server import epoch
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.devices import repository as devices
from desktop_app.server.ledger.entries import HoldKey
from tests.cloud.postgres import PostgresServer
from tests.cloud.sync.cloud import Cloud
from tests.cloud.sync.computer import Computer


@pytest.fixture
def back_up(postgres_server: PostgresServer, cloud: Cloud, database_url: str) -> Iterator[Callable[[], str]]:
    """Copies the database as it is."""
    copies: list[str] = []

    def copy() -> str:
        cloud.database.close()
        copies.append(postgres_server.copy(database_url))
        return copies[-1]

    yield copy
    for url in copies:
        postgres_server.drop(url)


@pytest.fixture
def restore(cloud: Cloud) -> Iterator[Callable[[str, Computer], Cloud]]:
    """Opens a copy in place of the database, raises the epoch, and has a computer talk to it."""
    with ExitStack() as opened:

        def put_back(url: str, *computers: Computer) -> Cloud:
            database = PostgresDatabase(url=url)
            opened.callback(database.close)
            restored = Cloud(database, cloud.account)
            assert epoch.raise_epoch(database) == 2
            for computer in computers:
                computer.sync = restored.sync
            return restored

        yield put_back


def go_on(computer: Computer) -> None:
    """What a computer does in a new epoch: it asks where the cloud stands, tells what comes after, and says so."""
    answer = computer.hello()
    computer.acked = type(computer.acked)(answer.acked_dseq, answer.acked_hash)
    while computer.acked != computer.chain:
        before = computer.acked
        computer.push()
        if computer.acked == before:
            return
    computer.hello()


def test_after_a_restore_computers_tell_again_and_everything_is_back(
    cloud: Cloud, back_up: Callable[[], str], restore: Callable[..., Cloud]
) -> None:
    studio, laptop = cloud.equipped(100), cloud.equipped(50, "laptop")
    studio.finish(studio.make(2), 0)
    studio.push()
    copy = back_up()
    studio.open(cloud.ask(studio, 200).token)
    for _ in range(3):
        studio.finish(studio.make(50), *range(50))
    laptop.give_back(20)
    for computer in (studio, laptop):
        computer.push()
    before = cloud.totals()

    restored = restore(copy, studio, laptop)
    for computer in (studio, laptop):
        go_on(computer)

    after = restored.totals()
    assert after.epoch == before.epoch + 1
    assert (after.pool, after.devices, after.spent) == (before.pool, before.devices, before.spent)
    assert [event.id for event in studio.pull().events if event.device == studio.device] == [
        event.id for event in studio.told
    ]
    assert restored.violations() == []


def test_the_pool_stays_shut_until_every_computer_was_heard(
    cloud: Cloud, back_up: Callable[[], str], restore: Callable[..., Cloud]
) -> None:
    studio, laptop = cloud.computer(), cloud.computer("laptop")
    copy = back_up()
    studio.open(cloud.ask(studio, 1000).token)
    studio.push()
    restored = restore(copy, studio, laptop)
    go_on(laptop)

    with pytest.raises(ComputersAwaitedError, match="computers=studio"):
        restored.ask(laptop, 10)
    with pytest.raises(ComputersAwaitedError), restored.database.write(cloud.account) as connection:
        restored.ledger.hold(connection, cloud.account, [HoldKey("cloud task", 0, 1)], 1)
    go_on(studio)

    assert restored.totals().devices[studio.device] == Share(available=1000, held=0)
    assert restored.totals().pool.available == 0
    assert restored.violations() == []


def test_a_computer_that_the_copy_does_not_know_comes_back_under_its_id(
    cloud: Cloud, back_up: Callable[[], str], restore: Callable[..., Cloud]
) -> None:
    copy = back_up()
    studio = cloud.equipped(100)
    studio.finish(studio.make(2), 0, 1)
    studio.push()
    restored = restore(copy, studio)
    new = NewDevice(name="studio", platform="Linux")

    with restored.database.write(cloud.account) as connection:
        known = devices.readmit(connection, cloud.account, new, clock.now(), told_id=studio.device)
        stranger = devices.readmit(connection, cloud.account, new, clock.now(), told_id="../../etc")
    go_on(studio)

    assert known.id == studio.device
    assert stranger.id != "../../etc"
    assert restored.totals().devices[studio.device] == Share(available=98, held=0)
    assert restored.totals().spent == 2
    assert restored.violations() == []


def test_a_forgotten_computer_is_not_waited_for(
    cloud: Cloud, back_up: Callable[[], str], restore: Callable[..., Cloud]
) -> None:
    lost, laptop = cloud.equipped(10), cloud.computer("laptop")
    restored = restore(back_up(), lost, laptop)
    go_on(laptop)

    restored.closing.forget(cloud.account, lost.device, this=laptop.device)

    assert restored.ask(laptop, 10).token.amount == 10


def test_what_waits_for_another_computer_is_told_again_and_nothing_is_refused(
    cloud: Cloud, back_up: Callable[[], str], restore: Callable[..., Cloud]
) -> None:
    """The laptop gave back what the studio got then; told the other way round, the pool could not cover it."""
    laptop, studio = cloud.equipped(1000, "laptop"), cloud.computer()
    copy = back_up()
    laptop.give_back(1000)
    laptop.push()
    studio.open(cloud.ask(studio, 1000).token)
    studio.finish(studio.make(3), 0, 1, 2)
    studio.push()
    restored = restore(copy, studio, laptop)

    go_on(studio)
    waiting = studio.acked
    go_on(laptop)
    go_on(studio)

    assert waiting.dseq == 0
    assert studio.acked == studio.chain
    assert not [event for event in studio.pull().events if event.refused]
    assert restored.totals().devices[studio.device] == Share(available=997, held=0)
    assert restored.violations() == []


def test_what_nobody_can_bring_back_is_refused_in_the_end(
    cloud: Cloud, back_up: Callable[[], str], restore: Callable[..., Cloud]
) -> None:
    """The code that paid for it was redeemed after the copy was made; its operator has to grant it again."""
    studio, laptop = cloud.equipped(1000), cloud.computer("laptop")
    copy = back_up()
    cloud.buy(10)
    studio.open(cloud.ask(studio, 10).token)
    studio.push()
    restored = restore(copy, studio, laptop)

    go_on(studio)
    waiting = studio.acked
    go_on(laptop)
    go_on(studio)

    assert waiting.dseq == 1
    assert [event.refused for event in studio.pull().events if event.refused] == ["insufficient-quota"]
    assert restored.totals().devices[studio.device] == Share(available=1000, held=0)
    assert restored.violations() == []
