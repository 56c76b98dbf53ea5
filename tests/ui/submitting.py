"""Tasks on a real server, made without the form."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import LIVE, CreateTask, TaskCreated, TaskView
from desktop_app.ui.workbench import Workbench

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient


def submit(
    bench: Workbench,
    qtbot: QtBot,
    photos: Sequence[Path],
    *,
    is_batch: bool = True,
    feature: str = "basic_clean",
    **parameters: Any,
) -> str:
    """Upload and submit; the task's id. The ground is kept, which is quick, unless told otherwise."""
    made: list[TaskCreated] = []
    quick = {"background": "keep"} if feature == "basic_clean" else {}

    async def work(server: "ServerClient") -> TaskCreated:
        uploads = [await server.upload(photo, photo.name) for photo in photos]
        images = [upload.id for upload in uploads]
        request = CreateTask(feature_id=feature, input_images=images, input_data={**quick, **parameters})
        return await (server.create_batch(request) if is_batch else server.create_task(request))

    bench.connection.ask(bench, work, done=made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    return made[0].task_id


def ended(bench: Workbench, qtbot: QtBot, task_id: str) -> TaskView:
    """The task once nobody carries it on any more, with its photos."""
    bench.tasks.look(task_id)

    def view() -> TaskView | None:
        return bench.tasks.view(task_id)

    qtbot.waitUntil(lambda: (task := view()) is not None and task.status not in LIVE, timeout=60_000)
    bench.tasks.look(task_id)
    qtbot.waitUntil(lambda: (task := view()) is not None and task.receipt.held == 0, timeout=10_000)
    task = view()
    assert task is not None
    return task


def done(bench: Workbench, qtbot: QtBot, photos: Sequence[Path], *, is_batch: bool = True) -> TaskView:
    """A task that has ended."""
    return ended(bench, qtbot, submit(bench, qtbot, photos, is_batch=is_batch))


def broken(photo: Path) -> Path:
    """The same photo, its pixels cut short."""
    photo.write_bytes(photo.read_bytes()[: photo.stat().st_size // 2])
    return photo
