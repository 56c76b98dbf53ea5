"""One task, watched until nobody carries it on any more."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from desktop_app.api.events import Event, ItemEvent, ResyncEvent, TaskEvent
from desktop_app.api.tasks import LIVE, ItemStatus, ItemView, TaskView
from desktop_app.client.server import ServerClient


async def follow(server: ServerClient, task_id: str) -> AsyncGenerator[TaskView, None]:
    """The task each time it has moved, the last time as it ended, was stopped or was paused.

    Use it with `contextlib.aclosing`. Raises ServerLostError when the server is gone.
    """
    task = await server.task(task_id)
    yield task
    if task.status not in LIVE:
        return
    async with aclosing(server.events()) as events:
        async for event in events:
            if isinstance(event, ResyncEvent) or getattr(event, "task_id", "") == task_id:
                task = await _moved(server, task, event)
                yield task
            if task.status not in LIVE:
                return


async def _moved(server: ServerClient, task: TaskView, event: Event) -> TaskView:
    if isinstance(event, ItemEvent) and event.status is ItemStatus.PROCESSING:
        return with_progress(task, event)
    if isinstance(event, TaskEvent) and event.status == task.status:
        counted = event.model_dump(include={"batch_total", "batch_success", "batch_failed", "seconds_left"})
        return task.model_copy(update=counted)
    return await server.task(task.id)  # something has ended: its reason or its picture stands in the task alone


def with_progress(task: TaskView, event: ItemEvent) -> TaskView:
    """The task with one item further on; news from before what we know changes nothing."""
    items = [_further(item, event) if item.index == event.index else item for item in task.batch_items]
    return task.model_copy(update={"batch_items": items})


def _further(item: ItemView, event: ItemEvent) -> ItemView:
    over = item.status not in (ItemStatus.PENDING, ItemStatus.PROCESSING)
    if over or item.attempt != event.attempt or event.progress < item.progress:
        return item
    return item.model_copy(update={"status": event.status, "progress": event.progress})
