"""How far the work on each item has come, and how fast items end; in memory, for a restart begins them anew."""

import threading
import time
from dataclasses import dataclass, field

from desktop_app.api.events import ItemEvent
from desktop_app.api.tasks import ItemStatus, Stage
from desktop_app.server.hub import Announcer

_ENDS_BEFORE_ESTIMATE = 3
_SMOOTHING = 0.3
_SMALLEST_STEP = 0.02
_SILENCE_SECONDS = 120.0
"""Longer than a photo may take."""


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

    def __init__(self, *, hub: Announcer) -> None:
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


class Mirror(Live):
    """What other processes do, as they tell it; told too late or not at all, a task looks as if it waited."""

    def __init__(self, *, hub: Announcer) -> None:
        super().__init__(hub=hub)
        self._heard: dict[tuple[str, int], float] = {}
        self._tidied = time.monotonic()

    def hear(self, event: ItemEvent) -> bool:
        """Somebody worked on an item, or ended it; False if more is known already."""
        self._forget()
        place = (event.task_id, event.index)
        with self._lock:
            self._heard[place] = time.monotonic()
            pace = self._paces.setdefault(event.task_id, Pace())
            known = self._doing.get(place)
            if known is not None and (event.attempt, event.progress) <= (known.attempt, known.fraction):
                return False
            # An end is kept as well: whoever reads the row of a task that is carried out elsewhere may read it later.
            self._doing[place] = Doing(attempt=event.attempt, stage=event.stage, fraction=event.progress)
            if event.status is not ItemStatus.PROCESSING:
                pace.ended()
            return True

    def _forget(self) -> None:
        """Let go of items and tasks nothing was heard of for long: whoever worked on them has died or was stopped."""
        now = time.monotonic()
        if now < self._tidied + _SILENCE_SECONDS / 2:
            return
        self._tidied, oldest = now, now - _SILENCE_SECONDS
        with self._lock:
            for place in [place for place, heard in self._heard.items() if heard < oldest]:
                del self._heard[place]
                self._doing.pop(place, None)
            for task_id in [task_id for task_id, pace in self._paces.items() if pace.last < oldest]:
                del self._paces[task_id]
