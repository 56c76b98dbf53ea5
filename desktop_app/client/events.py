"""What is going on, as it happens: the server's event stream, and asking every three seconds where that breaks.

Events are hints; the truth stays behind the calls. A ResyncEvent says "ask again": it comes first, and whenever
something may have been missed.

How each failure ends:
    the stream is cut, or silent for too long     taken up again at once from the last event's id
    it cannot be taken up                         asked every 3 s, and the stream tried again before each asking
    asking fails too                              ServerLostError: the caller knows whether to start the server again
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from desktop_app.api.events import Event, ItemEvent, QuotaEvent, ResyncEvent, TaskEvent
from desktop_app.api.quota import QuotaView
from desktop_app.api.tasks import LIVE, ItemStatus, ItemView, Stage, TaskPage, TaskSummary, TaskView
from desktop_app.client.transport import Transport
from desktop_app.core.errors import ServerLostError, ShuttingDownError

POLL_SECONDS = 3.0

_PATH = "/api/events"
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_STAGES = {ItemStatus.PENDING: Stage.QUEUED, ItemStatus.PROCESSING: Stage.WORKING}


class Server(Protocol):
    """What listening needs of a client."""

    transport: Transport

    async def tasks(self, *, cursor: str | None = None, limit: int = 50) -> TaskPage:
        """The newest tasks."""

    async def task(self, task_id: str) -> TaskView:
        """One task."""

    async def quota(self) -> QuotaView:
        """The balance."""


@dataclass(frozen=True)
class Picture:
    """How things stood when we last asked."""

    tasks: Mapping[str, TaskSummary] = field(default_factory=dict)
    items: Mapping[tuple[str, int], ItemView] = field(default_factory=dict)
    quota: QuotaView | None = None


class _Stream:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._last_id: str | None = None
        self.delivered = False
        """Whether the connection in hand has brought anything."""

    async def events(self) -> AsyncGenerator[Event, None]:
        self.delivered = False
        async with self._transport.listening(_PATH, self._last_id) as heard:
            if self._last_id is None:
                yield ResyncEvent()
            async for sent in heard:
                self.delivered = True
                self._last_id = sent.id or self._last_id
                if (event := _understood(sent.data)) is not None:
                    yield event


async def listen(server: Server, *, poll_seconds: float = POLL_SECONDS) -> AsyncGenerator[Event, None]:
    """Events for ever; use it with `contextlib.aclosing`.

    Raises ServerLostError once neither the stream nor asking works.
    """
    stream = _Stream(server.transport)
    seen: Picture | None = None
    while True:
        try:
            async with aclosing(stream.events()) as events:
                async for event in events:
                    seen = None if stream.delivered else seen
                    yield event
        except (ServerLostError, ShuttingDownError):
            pass
        if stream.delivered:
            continue
        now = await _ask(server)
        for event in [ResyncEvent()] if seen is None else changes(seen, now):
            yield event
        seen = now
        await asyncio.sleep(poll_seconds)


def changes(before: Picture, now: Picture) -> list[Event]:
    """What moved between two askings, as the stream would have told it."""
    items = [_item_event(key, item) for key, item in now.items.items() if before.items.get(key) != item]
    tasks = [_task_event(task) for key, task in now.tasks.items() if before.tasks.get(key) != task]
    moved = now.quota is not None and now.quota != before.quota
    return [*items, *tasks, *([QuotaEvent(quota=now.quota)] if moved and now.quota else [])]


async def _ask(server: Server) -> Picture:
    page = await server.tasks()
    live = [await server.task(task.id) for task in page.tasks if task.status in LIVE]
    return Picture(
        tasks={task.id: task for task in page.tasks},
        items={(task.id, item.index): item for task in live for item in task.batch_items},
        quota=await server.quota(),
    )


def _understood(data: str) -> Event | None:
    try:
        return _EVENT.validate_json(data)
    except ValidationError:
        return None  # a kind of event that only a newer server knows


def _item_event(key: tuple[str, int], item: ItemView) -> ItemEvent:
    return ItemEvent(
        task_id=key[0],
        index=item.index,
        attempt=item.attempt,
        status=item.status,
        stage=_STAGES.get(item.status, Stage.SAVING),
        progress=item.progress,
    )


def _task_event(task: TaskSummary) -> TaskEvent:
    return TaskEvent(
        task_id=task.id,
        status=task.status,
        batch_total=task.batch_total,
        batch_success=task.batch_success,
        batch_failed=task.batch_failed,
        seconds_left=task.seconds_left,
    )
