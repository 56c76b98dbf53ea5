"""Workers die, stand still, are stopped, and lose what they stand on: every item ends once, and quota is exact."""

from desktop_app.api.tasks import ItemStatus
from desktop_app.core.errors import BusyError
from tests.cloud.postgres import PostgresServer
from tests.cloud.workers.fleet import Desk, Fleet, Place, wait_for
from tests.journeys.photos import MIDDLING

_NEVER = 600.0
"""Seconds until a silent worker counts as dead, where a test must not be saved by that."""


def test_five_workers_killed_in_turn_lose_and_double_nothing(desk: Desk, fleet: Fleet) -> None:
    workers = [fleet.start() for _ in range(3)]
    members = [desk.member() for _ in range(5)]
    for worker in workers:
        worker.wait_until_started()

    tasks = {desk.submit(member, 8, size=MIDDLING, background="keep"): member for member in members for _ in range(4)}
    in_flight = 0
    for kill in range(5):
        before = sum(desk.ended(task) for task in tasks)
        wait_for(lambda before=before: sum(desk.ended(task) for task in tasks) >= before + 6, what="some progress")  # type: ignore[misc]
        victim = workers.pop(0)
        victim.kill()
        in_flight += sum(0 < desk.ended(task) < 8 for task in tasks)
        if kill < 4:
            workers.append(fleet.start())
    desk.wait_until_over(*tasks)

    assert in_flight >= 3, "the kills must land among work, or this proves nothing"
    assert {item.status for task in tasks for item in desk.items(task)} == {ItemStatus.SUCCESS}
    assert desk.pictures() == {(task, index): 1 for task in tasks for index in range(8)}
    assert {desk.balance(member) for member in members} == {(100 - 4 * 8, 0)}
    assert desk.faults() == []


def test_a_worker_that_stood_still_and_wakes_harms_nothing(desk: Desk, fleet: Fleet) -> None:
    sleeper = fleet.start()
    sleeper.wait_until_started()
    member = desk.member()
    task = desk.submit(member, 12)
    wait_for(lambda: desk.ended(task) >= 2, what="its first pictures")
    sleeper.pause()
    told = desk.ended(task)

    fleet.start()
    wait_for(lambda: desk.ended(task) >= told + 3, what="somebody else going on")
    sleeper.wake()
    desk.wait_until_over(task)

    assert told < 12
    assert [item.status for item in desk.items(task)] == [ItemStatus.SUCCESS] * 12
    assert desk.pictures() == {(task, index): 1 for index in range(12)}
    assert desk.balance(member) == (88, 0)
    assert desk.faults() == []
    assert sleeper.terminate() == 0


def test_a_worker_asked_to_stop_hands_over_at_once(desk: Desk, fleet: Fleet) -> None:
    leaving = fleet.start(heartbeat=_NEVER)
    leaving.wait_until_started()
    member = desk.member()
    task = desk.submit(member, 20)
    wait_for(lambda: desk.ended(task) >= 2, what="its first pictures")

    staying = fleet.start(heartbeat=_NEVER)
    staying.wait_until_started()
    code = leaving.terminate()
    left = desk.ended(task)
    desk.wait_until_over(task, patience=60)

    assert code == 0
    assert left < 20, "it must leave something to hand over"
    assert [item.status for item in desk.items(task)] == [ItemStatus.SUCCESS] * 20
    assert desk.balance(member) == (80, 0)
    assert desk.faults() == []
    assert "error" not in {line["level"] for worker in fleet.workers for line in worker.lines()}


def test_a_task_that_never_reached_the_queue_is_found_by_the_sweep(place: Place, fleet: Fleet) -> None:
    dying = Desk(place)  # it dies between the commit and the queue
    fleet.start().wait_until_started()
    member = dying.member()
    task = dying.submit(member, 3)

    dying.wait_until_over(task, patience=90)

    assert dying.balance(member) == (97, 0)
    dying.close()


def test_photos_wait_while_the_storage_is_down(desk: Desk, fleet: Fleet, place: Place) -> None:
    member = desk.member()
    task = desk.submit(member, 8)
    worker = fleet.start()
    wait_for(lambda: desk.ended(task) >= 1, what="its first picture")

    place.objects.kill()
    wait_for(lambda: "waits" in worker.log, what="the worker noticing")
    left = desk.ended(task)
    place.objects.start()
    desk.wait_until_over(task)

    assert left < 8
    assert [item.status for item in desk.items(task)] == [ItemStatus.SUCCESS] * 8
    assert desk.balance(member) == (92, 0)
    assert desk.faults() == []


def test_a_retry_in_the_moment_a_stop_ends_is_carried_out(desk: Desk, fleet: Fleet) -> None:
    fleet.start().wait_until_started()
    member = desk.member()
    task = desk.submit(member, 10)
    wait_for(lambda: desk.ended(task) >= 1, what="its first picture")

    desk.cancel(member, task)
    desk.retry(member, task)
    desk.wait_until_over(task)

    assert [item.status for item in desk.items(task)] == [ItemStatus.SUCCESS] * 10
    assert desk.balance(member) == (90, 0)
    assert desk.faults() == []


def test_workers_outlive_a_database_that_dies_and_comes_back(
    desk: Desk, fleet: Fleet, postgres_server: PostgresServer
) -> None:
    member = desk.member()
    task = desk.submit(member, 10)
    worker = fleet.start()
    wait_for(lambda: desk.ended(task) >= 2, what="its first pictures")

    postgres_server.kill()
    wait_for(lambda: "does not answer" in worker.log, what="the worker noticing")
    postgres_server.start()
    wait_for(lambda: _answers(desk, task), what="the database")
    desk.wait_until_over(task)

    assert [item.status for item in desk.items(task)] == [ItemStatus.SUCCESS] * 10
    assert desk.balance(member) == (90, 0)
    assert desk.faults() == []


def _answers(desk: Desk, task: str) -> bool:
    try:
        return bool(desk.items(task))
    except BusyError:
        return False
