"""What the window knows of tasks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import CreateTask, TaskCreated, TaskStatus
from desktop_app.client.lanes import in_lanes
from desktop_app.core import ids
from desktop_app.ui.workbench import Workbench
from tests.journeys import photos as drawn

Submit = Callable[[list[bytes]], str]


@pytest.fixture
def submit(bench: Workbench, qtbot: QtBot) -> Iterator[Submit]:
    """Makes a batch of pictures; answers its id."""

    def run(pictures: list[bytes]) -> str:
        made: list[TaskCreated] = []
        key = ids.new()

        async def job(server) -> TaskCreated:
            jobs = [lambda n=n, data=data: server.upload(data, f"衬衫 {n}.jpg") for n, data in enumerate(pictures, 1)]
            sent = await in_lanes(jobs, 4)
            request = CreateTask(feature_id="basic_clean", input_images=[each.id for each in sent])
            return await server.create_batch(request, key=key)

        bench.connection.ask(bench, job, done=made.append)
        qtbot.waitUntil(lambda: bool(made), timeout=20_000)
        return made[0].task_id

    return run


def test_a_batch_is_heard_of_followed_and_over_once(bench: Workbench, qtbot: QtBot, submit: Submit):
    ended: list[str] = []
    heights: list[float] = []
    bench.tasks.ended.connect(ended.append)
    bench.tasks.changed.connect(lambda task_id: heights.append(bench.tasks.progress(task_id)))

    task_id = submit([drawn.garment(number) for number in (1, 2, 3)])
    qtbot.waitUntil(lambda: ended == [task_id], timeout=30_000)

    qtbot.waitUntil(lambda: status(bench, task_id) == TaskStatus.COMPLETED, timeout=5_000)
    assert [task.id for task in bench.tasks.tasks] == [task_id]
    assert heights == sorted(heights)
    assert bench.tasks.progress(task_id) == 1.0
    assert bench.wallet.quota is not None
    assert bench.wallet.quota.balance == 97


def test_a_failed_photo_brings_its_reason_and_its_quota_back(bench: Workbench, qtbot: QtBot, submit: Submit):
    task_id = submit([drawn.garment(1), drawn.cut_short(2)])
    qtbot.waitUntil(lambda: status(bench, task_id) == TaskStatus.COMPLETED, timeout=30_000)

    qtbot.waitUntil(lambda: has_error(bench, task_id), timeout=5_000)
    view = bench.tasks.view(task_id)
    assert view is not None
    assert view.batch_items[1].error is not None
    assert view.batch_items[1].error.slug == "unreadable-picture"
    qtbot.waitUntil(lambda: bench.wallet.quota is not None and bench.wallet.quota.balance == 99, timeout=5_000)


def test_a_task_stopped_by_its_verb_says_so(bench: Workbench, qtbot: QtBot, submit: Submit):
    task_id = submit([drawn.garment(number, drawn.MIDDLING) for number in range(1, 9)])

    bench.tasks.stop(task_id)

    qtbot.waitUntil(lambda: status(bench, task_id) == TaskStatus.CANCELLED, timeout=20_000)
    qtbot.waitUntil(lambda: bench.wallet.quota is not None and bench.wallet.quota.held == 0, timeout=20_000)
    assert bench.tasks.running == []


def test_older_tasks_come_page_by_page(bench: Workbench, qtbot: QtBot, tmp_path: Path):
    assert not bench.tasks.has_more

    bench.tasks.load_more()

    assert bench.tasks.tasks == []


def status(bench: Workbench, task_id: str) -> str:
    found = bench.tasks.summary(task_id)
    return found.status if found else ""


def has_error(bench: Workbench, task_id: str) -> bool:
    view = bench.tasks.view(task_id)
    return view is not None and any(item.error for item in view.batch_items)
