"""What is going on now, in memory: events for listeners, progress of items, pace of tasks. A restart forgets it all.

Nothing here is the truth: that stands in the database, and a listener that missed events is told to ask again.
"""

import asyncio
import itertools
import threading
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from desktop_app.api.events import Event, ItemEvent, ResyncEvent
from desktop_app.api.tasks import ItemStatus, Stage
from desktop_app.core import ids

_REMEMBERED = 2000
_HEARTBEAT_SECONDS = 15.0
_ENDS_BEFORE_ESTIMATE = 3
_SMOOTHING = 0.3
_SMALLEST_STEP = 0.02


@dataclass(frozen=True)
class Sent:
    """An event with its id, as it goes over the wire; `event` None is a heartbeat."""

    id: str
    event: Event | None


class EventHub:
    """Hands events to the listeners of an account, and remembers the last ones for those who come back."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        """Held while one reads what one then publishes: what is read later is told later."""
        self._launch = ids.new()[:8]
        self._numbers = itertools.count(1)
        self._remembered: dict[str, deque[Sent]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._listeners: dict[str, set[asyncio.Queue[Sent | None]]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """The loop that listeners live on."""
        self._loop = loop

    def publish(self, account: str, event: Event) -> None:
        """Tell an account's listeners; callable from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._append, account, event)

    def close(self) -> None:
        """End every listener's stream."""
        for listener in itertools.chain.from_iterable(self._listeners.values()):
            listener.put_nowait(None)

    async def listen(self, account: str, last_id: str | None) -> AsyncIterator[Sent]:
        """Events of an account from now on, or from after `last_id`; begins with a ResyncEvent if some were missed."""
        mine: asyncio.Queue[Sent | None] = asyncio.Queue()
        for sent in self._since(account, last_id):
            mine.put_nowait(sent)
        self._listeners[account].add(mine)
        try:
            while (sent_or_end := await self._next(mine)) is not None:
                yield sent_or_end
        finally:
            self._listeners[account].discard(mine)

    def _append(self, account: str, event: Event) -> None:
        sent = Sent(f"{self._launch}-{next(self._numbers)}", event)
        self._remembered[account].append(sent)
        for listener in self._listeners[account]:
            listener.put_nowait(sent)

    def _since(self, account: str, last_id: str | None) -> list[Sent]:
        if last_id is None:
            return []
        remembered = list(self._remembered[account])
        for place, sent in enumerate(remembered):
            if sent.id == last_id:
                return remembered[place + 1 :]
        newest = remembered[-1].id if remembered else f"{self._launch}-0"
        return [] if last_id == newest else [Sent(newest, ResyncEvent())]

    @staticmethod
    async def _next(queue: "asyncio.Queue[Sent | None]") -> Sent | None:
        try:
            return await asyncio.wait_for(queue.get(), _HEARTBEAT_SECONDS)
        except TimeoutError:
            return Sent("", None)


@dataclass
class Pace:
    """How fast the items of one task end."""

    last: float = field(default_factory=time.monotonic)
    ends: int = 0
    seconds_each: float = 0.0

    def ended(self) -> None:
        """Another item has ended just now."""
        now = time.monotonic()
        took, self.last = now - self.last, now
        self.ends += 1
        smoothed = (1 - _SMOOTHING) * self.seconds_each + _SMOOTHING * took
        self.seconds_each = took if self.ends == 1 else smoothed

    def seconds_left(self, pending: int) -> float | None:
        """Time the rest will take; None until enough items have ended to know."""
        return round(self.seconds_each * pending, 1) if self.ends >= _ENDS_BEFORE_ESTIMATE else None


@dataclass(frozen=True)
class Doing:
    """How far the work on an item has come."""

    attempt: int
    stage: Stage
    fraction: float


class Live:
    """Progress of the items being worked on; thread-safe."""

    def __init__(self, *, hub: EventHub) -> None:
        self._hub = hub
        self._doing: dict[tuple[str, int], Doing] = {}
        self._paces: dict[str, Pace] = {}
        self._lock = threading.Lock()

    def begin(self, task_id: str) -> None:
        """A run of the task starts: its pace is measured anew."""
        with self._lock:
            self._paces[task_id] = Pace()

    def report(self, account: str, task_id: str, index: int, doing: Doing) -> None:
        """An item moved on; a report that would run back, or hardly moves, is dropped."""
        with self._lock:
            known = self._doing.get((task_id, index))
            if known and known.attempt == doing.attempt and doing.fraction < known.fraction + _SMALLEST_STEP:
                return
            self._doing[task_id, index] = doing
        event = ItemEvent(
            task_id=task_id,
            index=index,
            attempt=doing.attempt,
            status=ItemStatus.PROCESSING,
            stage=doing.stage,
            progress=doing.fraction,
        )
        self._hub.publish(account, event)

    def ended(self, task_id: str, index: int) -> None:
        """An item has ended."""
        with self._lock:
            self._doing.pop((task_id, index), None)
            if pace := self._paces.get(task_id):
                pace.ended()

    def dropped(self, task_id: str, index: int) -> None:
        """Work on an item was given up without an end."""
        with self._lock:
            self._doing.pop((task_id, index), None)

    def doing(self, task_id: str) -> dict[int, Doing]:
        """What is being done to the items of a task now, by index.

        To be asked before the task's row is read: an item that ends in between would look as if it had not begun.
        """
        with self._lock:
            return {index: doing for (of_task, index), doing in self._doing.items() if of_task == task_id}

    def seconds_left(self, task_id: str, pending: int) -> float | None:
        """Time the rest of a task will take, None while it is not known."""
        pace = self._paces.get(task_id)
        return pace.seconds_left(pending) if pace and pending else None

    def finish(self, task_id: str) -> None:
        """A run of the task is over."""
        with self._lock:
            self._paces.pop(task_id, None)
