"""A worker process dies or hangs: that one photo is tried again or fails with its reason, and the pool goes on."""

import asyncio
import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from desktop_app.api.tasks import CreateTask, ItemView, TaskView
from desktop_app.client.server import ServerClient
from tests.faults.floor import UNCUT, Floor, broken, finished, photo, soon, upload_all

KILLS = int(os.environ.get("CLEANRACK_WORKER_KILLS", "30"))
SEED = int(os.environ.get("CLEANRACK_SEED", "20260501"))
GOOD, BROKEN = 26, 2
NOISE = {"denoise": 80, **UNCUT}
BATCHES_AN_HOUR = 5

pytestmark = pytest.mark.xdist_group("kill worker")


@pytest.fixture
def make_floor(tmp_path: Path) -> Callable[..., Floor]:
    def make(**settings: int) -> Floor:
        return Floor(tmp_path / "data", **settings)

    return make


def _kill_one(floor: Floor, choose: random.Random, killed: list[int]) -> None:
    alive = [worker for worker in floor.workers() if worker.pid not in killed]
    if alive:
        victim = choose.choice(alive)
        victim.kill()
        killed.append(victim.pid)


async def _kill_until_over(floor: Floor, client: ServerClient, task_id: str, killed: list[int], most: int) -> TaskView:
    choose = random.Random(SEED + len(killed))
    ending = asyncio.create_task(finished(client, task_id, seconds=120))
    while not ending.done() and len(killed) < most:
        await asyncio.sleep(choose.uniform(0.05, 0.6))
        _kill_one(floor, choose, killed)
    return await ending


def _reason(item: ItemView) -> str:
    return item.error.slug if item.error else ""


class Unlucky:
    """A shop whose workers die at random moments, a few batches at a time: five an hour is the limit."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.killed: list[int] = []
        self.views: list[TaskView] = []

    @property
    def is_over(self) -> bool:
        return len(self.killed) >= KILLS

    async def work(self) -> None:
        async with self.floor.client() as client:
            uploaded = await upload_all(client, _photos())
            for _ in range(BATCHES_AN_HOUR):
                if not self.is_over:
                    self.views.append(await self._batch(client, uploaded))

    async def rest(self) -> TaskView:
        """One photo more, in peace."""
        async with self.floor.client() as client:
            [uploaded] = await upload_all(client, [photo(99)])
            made = await client.create_task(CreateTask(feature_id="basic_clean", input_images=[uploaded]))
            return await finished(client, made.task_id)

    async def _batch(self, client: ServerClient, uploaded: list[str]) -> TaskView:
        look = {"brightness": len(self.views) + 1, **NOISE}
        made = await client.create_batch(CreateTask(feature_id="basic_clean", input_images=uploaded, input_data=look))
        return await _kill_until_over(self.floor, client, made.task_id, self.killed, KILLS)


def _photos() -> list[bytes]:
    return [photo(number) for number in range(GOOD)] + [broken(number) for number in range(BROKEN)]


def test_every_photo_ends_once_though_workers_are_killed_at_random_moments(make_floor: Callable[..., Floor]) -> None:
    floor = make_floor(workers=2)
    unlucky = Unlucky(floor)

    with floor:
        pass
    floor.give(10_000, "topup|fault test")
    while not unlucky.is_over:
        with floor:
            asyncio.run(unlucky.work())
            last = asyncio.run(unlucky.rest())
            assert soon(lambda: len(floor.workers()) == 2), "the pool is alive"
        floor.let_a_day_pass()

    floor.require_right()
    crashed = sum(_reason(item) == "worker-crashed" for view in unlucky.views for item in view.batch_items)
    told = f"{len(unlucky.killed)} workers killed in {len(unlucky.views)} batches; {crashed} photos lost two workers"
    print(told)
    assert last.status == "completed"
    assert crashed <= KILLS // 2
    for view in unlucky.views:
        _require_ended_once(view)


def _require_ended_once(view: TaskView) -> None:
    good, bad = view.batch_items[:GOOD], view.batch_items[GOOD:]
    assert {_reason(item) for item in good} <= {"", "worker-crashed"}
    assert {_reason(item) for item in bad} <= {"unreadable-picture", "worker-crashed"}
    assert {(item.status.value, _reason(item) == "") for item in view.batch_items} <= {
        ("success", True),
        ("failed", False),
    }
    assert {item.attempt for item in view.batch_items} == {1}
    receipt = view.receipt
    assert (receipt.charged, receipt.used, receipt.held) == (GOOD + BROKEN, view.batch_success, 0)
    assert receipt.returned == view.batch_failed


def test_a_worker_killed_twice_under_one_photo_fails_that_photo_and_returns_its_quota(
    make_floor: Callable[..., Floor],
) -> None:
    floor = make_floor(workers=1)

    async def work() -> tuple[TaskView, int]:
        async with floor.client() as client:
            ids = await upload_all(client, [photo(1, 2000, 2000), photo(2)])
            before = (await client.quota()).balance
            [first] = floor.workers()
            idle = first.memory_info().rss
            slow = {"format": "WebP", "max_kilobytes": 300}
            made = await client.create_batch(CreateTask(feature_id="basic_clean", input_images=ids, input_data=slow))
            for _ in range(2):
                await asyncio.to_thread(_kill_at_work, floor, idle)
            return await finished(client, made.task_id), before

    with floor:
        task, before = asyncio.run(work())

    floor.require_right()
    assert sorted(_reason(item) for item in task.batch_items) == ["", "worker-crashed"]
    assert [item.attempt for item in task.batch_items] == [1, 1]
    assert (task.receipt.charged, task.receipt.used, task.receipt.returned) == (2, 1, 1)
    assert before == 100


def test_a_worker_killed_once_costs_the_merchant_nothing(make_floor: Callable[..., Floor]) -> None:
    floor = make_floor(workers=1)

    async def work() -> TaskView:
        async with floor.client() as client:
            ids = await upload_all(client, [photo(1), photo(2)])
            [first] = floor.workers()
            first.suspend()
            made = await client.create_batch(CreateTask(feature_id="basic_clean", input_images=ids))
            await asyncio.sleep(0.3)
            first.kill()
            return await finished(client, made.task_id)

    with floor:
        task = asyncio.run(work())

    assert [(item.status, item.attempt) for item in task.batch_items] == [("success", 1), ("success", 1)]
    assert (task.receipt.charged, task.receipt.used) == (2, 2)


def test_a_worker_that_hangs_is_given_up_after_the_time_limit(make_floor: Callable[..., Floor]) -> None:
    floor = make_floor(workers=1, picture_seconds=5)

    async def work() -> TaskView:
        async with floor.client() as client:
            ids = await upload_all(client, [photo(number) for number in range(3)])
            [stuck] = floor.workers()
            os.kill(stuck.pid, signal.SIGSTOP)
            made = await client.create_batch(CreateTask(feature_id="basic_clean", input_images=ids))
            return await finished(client, made.task_id)

    with floor:
        task = asyncio.run(work())
        assert soon(lambda: len(floor.workers()) == 1)

    floor.require_right()
    assert sorted(_reason(item) for item in task.batch_items) == ["", "", "picture-timeout"]
    [late] = [item for item in task.batch_items if item.error]
    assert late.error is not None
    assert late.error.details == {"seconds": 5}
    assert (task.receipt.charged, task.receipt.used, task.receipt.returned) == (3, 2, 1)


def _kill_at_work(floor: Floor, idle: int) -> None:
    """Kill the worker once it has a photo in memory; one that dies while it starts would cost the photo no try."""
    found: list[psutil.Process] = []

    def works() -> bool:
        with suppress(psutil.Error):
            found.extend(worker for worker in floor.workers() if worker.memory_info().rss > idle + 8_000_000)
        return bool(found)

    assert soon(works)
    found[0].kill()
    found[0].wait(10)
