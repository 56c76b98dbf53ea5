"""Computers that leave: what they had is settled as their anchor says, or lost, and never counted twice."""

import pytest

from desktop_app.api.devices import DeviceState, Recover
from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import Share
from desktop_app.core import ids
from desktop_app.core.errors import DeviceClosedError, InvalidRequestError
from desktop_app.server.tasks import repository as tasks
from tests.cloud.sync.cloud import Cloud
from tests.cloud.sync.computer import Computer


def restored_from_an_old_copy(cloud: Cloud) -> Computer:
    """It had 100, told of 2 pictures and a held third, then delivered 5 more and refunded one; all that is lost."""
    studio = cloud.equipped(100)
    task_id = studio.make(3)
    studio.finish(task_id, 0, 1)
    studio.push()
    untold = studio.make(5)
    studio.finish(untold, 0, 1, 2, 3, 4)
    studio.refund(untold, 4)
    return studio


def test_a_recovery_settles_what_the_anchor_says_and_gives_the_rest_back(cloud: Cloud) -> None:
    studio = restored_from_an_old_copy(cloud)
    [task_id] = [each for each in studio.tasks if len(studio.tasks[each]) == 3]

    recovered = cloud.recover(studio, claim=ids.new())

    assert (recovered.settled, recovered.returned, recovered.forfeited) == (4, 94, 0)
    totals = cloud.totals()
    assert (totals.pool.available, totals.spent, totals.forfeited) == (994, 6, 0)
    assert totals.devices == {recovered.device.id: Share(available=0, held=0)}
    with cloud.database.read(cloud.account) as connection:
        record = tasks.get(connection, task_id, owner=cloud.account)
    assert (record.row.status, [item.status for item in record.items]) == (
        "cancelled",
        ["success", "success", "cancelled"],
    )
    assert cloud.violations() == []


@pytest.mark.parametrize("with_anchor", [True, False], ids=["with its anchor", "without"])
def test_asked_twice_a_recovery_answers_the_same_and_does_it_once(cloud: Cloud, with_anchor: bool) -> None:
    studio, claim = restored_from_an_old_copy(cloud), ids.new()

    first = cloud.recover(studio, claim=claim, with_anchor=with_anchor)
    before = cloud.totals()
    second = cloud.recover(studio, claim=claim, with_anchor=with_anchor)

    assert second == first
    assert cloud.totals() == before
    assert before.forfeited == (0 if with_anchor else 98)
    assert before.pool.available == (994 if with_anchor else 900)
    assert cloud.violations() == []


def test_who_recovered_goes_on_under_the_new_id(cloud: Cloud) -> None:
    studio = restored_from_an_old_copy(cloud)

    recovered = cloud.recover(studio, claim=ids.new())
    heir = Computer(account=cloud.account, device=recovered.device.id, sync=cloud.sync, session=studio.session)
    heir.open(cloud.ask(heir, 50).token)
    heir.finish(heir.make(1), 0)
    answer = heir.push()

    assert answer.refused == []
    assert answer.totals.devices == {heir.device: Share(available=49, held=0)}
    kinds = {entry["kind"] for event in heir.pull().events for entry in event.body.get("entries", ())}
    assert {EntryKind.VOID, EntryKind.SETTLE} <= kinds
    assert cloud.violations() == []


def test_of_two_copies_of_a_disk_each_becomes_its_own_computer_and_one_is_settled(cloud: Cloud) -> None:
    studio = restored_from_an_old_copy(cloud)

    first = cloud.recover(studio, claim=ids.new())
    second = cloud.recover(studio, claim=ids.new())

    assert first.device.id != second.device.id
    assert (second.settled, second.returned, second.forfeited) == (0, 0, 0)
    assert cloud.totals().spent == 6
    assert cloud.violations() == []


def test_the_anchor_of_a_copied_disk_does_not_close_the_original(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    copied = studio.anchor
    studio.make(40)
    studio.push()
    copy = cloud.computer("copy")
    copy.device, copy.chain = studio.device, studio.chain
    copy.acked = type(copy.acked)(copied.dseq, copied.head)

    answer = cloud.recover(copy, claim=ids.new())

    assert (answer.settled, answer.returned) == (0, 0)
    assert studio.hello().state is DeviceState.OK
    assert studio.push(studio.told).totals.devices[studio.device] == Share(available=60, held=40)
    assert cloud.violations() == []


def test_another_computers_anchor_is_refused(cloud: Cloud) -> None:
    studio, laptop = cloud.equipped(10), cloud.equipped(10, "laptop")
    request = Recover(claim=ids.new(), anchor=laptop.anchor)

    with pytest.raises(InvalidRequestError):
        cloud.closing.recover(cloud.account, studio.device, request, session=laptop.session)

    assert cloud.totals().devices[studio.device] == Share(available=10, held=0)


def test_what_is_forgotten_is_lost_and_told_late_it_is_counted_and_refused(cloud: Cloud) -> None:
    studio, phone = cloud.equipped(100), cloud.computer("phone")
    task_id = studio.make(2)
    studio.push()
    studio.finish(task_id, 0, 1)

    views = [cloud.closing.forget(cloud.account, studio.device, this=phone.device) for _ in range(2)]
    for _ in range(2):
        with pytest.raises(DeviceClosedError):
            studio.push()

    assert [view.state for view in views] == [DeviceState.CLOSED] * 2
    totals = cloud.totals()
    assert (totals.forfeited, totals.pool.available, totals.spent) == (100, 900, 0)
    assert totals.devices == {phone.device: Share(available=0, held=0)}
    assert cloud.row(studio).late_events == 4
    assert studio.hello().state is DeviceState.CLOSED
    assert cloud.violations() == []


def test_a_forgotten_computer_cannot_come_back_by_recovering(cloud: Cloud) -> None:
    studio, phone = cloud.equipped(100), cloud.computer("phone")
    cloud.closing.forget(cloud.account, studio.device, this=phone.device)

    with pytest.raises(DeviceClosedError):
        cloud.recover(studio, claim=ids.new())
    with pytest.raises(DeviceClosedError):
        cloud.ask(studio, 10)
    with pytest.raises(DeviceClosedError):
        studio.pull()

    assert cloud.totals().forfeited == 100


def test_a_token_that_was_never_opened_comes_back_whatever_happened_to_the_rest(cloud: Cloud) -> None:
    lost, broken = cloud.equipped(100), cloud.equipped(200, "broken")
    for computer in (lost, broken):
        cloud.ask(computer, 50)

    recovered = cloud.recover(broken, claim=ids.new(), with_anchor=False)
    cloud.closing.forget(cloud.account, lost.device, this=recovered.device.id)

    assert (recovered.returned, recovered.forfeited) == (50, 200)
    assert cloud.totals().forfeited == 300
    assert cloud.totals().pool.available == 700
    assert cloud.violations() == []
