"""Events from process to process: what any of them announces reaches the listeners of all, over LISTEN and NOTIFY.

They are hints and may be lost: when the line breaks, listeners are told to ask again. A moved task is announced by
its id alone, and read by each process that has listeners: so what is read later is told later, also across processes.
"""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from desktop_app.api.events import Event, ItemEvent, ResyncEvent
from desktop_app.core.errors import CleanRackError
from desktop_app.server.database.line import Line, broken
from desktop_app.server.hub import EventHub
from desktop_app.server.live import Mirror

log = logging.getLogger(__name__)

CHANNEL = "cleanrack_events"
_MOST_BYTES = 7900
"""PostgreSQL takes notices of less than 8000."""
_MOST_WAITING = 10_000
_GATHER_SECONDS = 0.05
_AGAIN_SECONDS = 1.0
_FORGET_SECONDS = 60.0


class Notice(BaseModel):
    """What goes from process to process: an event, or the id of a task that moved."""

    account: str
    task: str | None = None
    event: Event | None = None


class Sender:
    """Announces to all processes; what is said meanwhile of the same item or task is said once, as it stands last."""

    def __init__(self, *, url: str) -> None:
        self._line = Line(url=url)
        self._waiting: dict[tuple[object, ...], str] = {}
        self._guard = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken = asyncio.Event()

    def publish(self, account: str, event: Event) -> None:
        """Tell an account's listeners; callable from any thread."""
        self._add(_place(account, event), Notice(account=account, event=event))

    def moved(self, account: str, task_id: str, read: Callable[[], Sequence[Event]]) -> None:
        """Tell that a task has moved; each process reads for itself."""
        self._add((account, task_id), Notice(account=account, task=task_id))

    async def run(self) -> None:
        """Until cancelled: send what waits; then what still waits, once."""
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                await self._woken.wait()
                self._woken.clear()
                await asyncio.sleep(_GATHER_SECONDS)
                await self._send()
        finally:
            self._loop = None
            await asyncio.shield(self._send())
            await self._line.close()

    def _add(self, place: tuple[object, ...], notice: Notice) -> None:
        told = notice.model_dump_json(exclude_none=True)
        if len(told.encode()) > _MOST_BYTES:
            told = Notice(account=notice.account, event=ResyncEvent()).model_dump_json(exclude_none=True)
        with self._guard:
            self._waiting.pop(place, None)
            if len(self._waiting) < _MOST_WAITING:
                self._waiting[place] = told
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _send(self) -> None:
        with self._guard:
            waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            connection = await self._line.open()
            said = "SELECT pg_notify($1, each) FROM unnest($2::text[]) AS each"
            await connection.execute(said, CHANNEL, list(waiting.values()))
        except broken() as exc:
            log.warning("%d notices were lost: %s", len(waiting), type(exc).__name__)
            await self._line.close()


class Receiver:
    """Hands what any process announced to the listeners of this one, and to its picture of what others do."""

    def __init__(self, *, url: str, hub: EventHub, mirror: Mirror, retell: Callable[[str, str], None]) -> None:
        self._line = Line(url=url)
        self._hub = hub
        self._mirror = mirror
        self._retell = retell
        self._moved: deque[tuple[str, str]] = deque()
        self._woken = asyncio.Event()
        self._broke = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled: listen, and after a break listen again."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen())
                group.create_task(self._read())
                group.create_task(self._forget())
        finally:
            await self._line.close()

    async def _listen(self) -> None:
        while True:
            try:
                connection = await self._line.open()
                self._broke.clear()
                connection.add_termination_listener(lambda _: self._broke.set())
                await connection.add_listener(CHANNEL, self._on_notice)
                self._hub.resync()
                await self._broke.wait()
            except broken() as exc:
                log.warning("events of other processes are not heard: %s", type(exc).__name__)
                await self._line.close()
            await asyncio.sleep(_AGAIN_SECONDS)

    def _on_notice(self, _connection: Any, _pid: int, _channel: str, told: object) -> None:
        try:
            notice = Notice.model_validate_json(str(told))
        except ValidationError:
            log.warning("a notice that is none of ours")
            return
        if isinstance(notice.event, ItemEvent) and not self._mirror.hear(notice.event):
            return
        if not self._hub.is_listened(notice.account):
            return
        if notice.event is not None:
            self._hub.publish(notice.account, notice.event)
        elif notice.task is not None:
            self._moved.append((notice.account, notice.task))
            self._woken.set()

    async def _read(self) -> None:
        """One task after the other, each once however often it has moved meanwhile."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            moved = dict.fromkeys(self._moved)
            self._moved.clear()
            for account, task_id in moved:
                try:
                    await asyncio.to_thread(self._retell, account, task_id)
                except CleanRackError as exc:
                    log.info("a task that moved could not be told: %s", exc.slug)

    async def _forget(self) -> None:
        while True:
            await asyncio.sleep(_FORGET_SECONDS)
            self._hub.forget()


def _place(account: str, event: Event) -> tuple[object, ...]:
    if isinstance(event, ItemEvent):
        return account, event.task_id, event.index, event.status
    return account, event.type
