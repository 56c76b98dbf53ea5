"""What a task's figures say: how many photos stand where, and what can be done with it now. Pure functions."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.api.tasks import LIVE, OPEN, ItemStatus, ItemView, TaskStatus, TaskSummary, TaskView

CLOUD = "cloud"
"""What a task carries for a computer that the cloud carries out."""
_AGAIN = (ItemStatus.FAILED, ItemStatus.CANCELLED)


@dataclass(frozen=True)
class Tally:
    """How many photos stand where; all of them zero for a task of the single-image era."""

    success: int = 0
    failed: int = 0
    running: int = 0
    waiting: int = 0
    stopped: int = 0

    @classmethod
    def of(cls, task: TaskSummary) -> "Tally":
        """Counted from the photos where they are known, else from the task's own counters."""
        if isinstance(task, TaskView) and task.batch_items:
            states = [item.status for item in task.batch_items]
            return cls(
                success=states.count(ItemStatus.SUCCESS),
                failed=states.count(ItemStatus.FAILED),
                running=states.count(ItemStatus.PROCESSING),
                waiting=states.count(ItemStatus.PENDING),
                stopped=states.count(ItemStatus.CANCELLED),
            )
        left = max(0, task.batch_total - task.batch_success - task.batch_failed)
        is_open = task.status in OPEN
        return cls(task.batch_success, task.batch_failed, waiting=left * is_open, stopped=left * (not is_open))

    @property
    def total(self) -> int:
        """All photos."""
        return self.success + self.failed + self.running + self.waiting + self.stopped

    @property
    def again(self) -> int:
        """Those that a retry would process."""
        return self.failed + self.stopped


class Verb(StrEnum):
    """What can be done with a task."""

    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    RETRY = "retry"
    SAVE = "save"
    """All finished pictures: a ZIP of a batch, the picture of a single task."""
    SAVE_FINISHED = "save_finished"
    """The same without a word of what failed: only where something did."""
    NAMES = "names"
    """A ZIP whose names are chosen beforehand."""


STEERING = frozenset({Verb.PAUSE, Verb.RESUME, Verb.STOP, Verb.RETRY})
"""What only the computer can do that carries the task out; for the cloud's tasks it is asked to."""


def verbs(task: TaskSummary) -> frozenset[Verb]:
    """What makes sense here and now; nothing for a task of the single-image era, whose photos are not here."""
    tally = Tally.of(task)
    sensible = {
        Verb.PAUSE: task.status in LIVE,
        Verb.RESUME: task.status == TaskStatus.PAUSED,
        Verb.STOP: task.status in OPEN,
        Verb.RETRY: task.status not in OPEN and tally.again > 0,
        Verb.SAVE: tally.success > 0,
        Verb.NAMES: tally.success > 0,
        Verb.SAVE_FINISHED: task.is_batch and task.status not in OPEN and tally.success > 0 and tally.again > 0,
    }
    found = frozenset(verb for verb, makes_sense in sensible.items() if makes_sense and tally.total)
    return found - STEERING if is_elsewhere(task) else found


def is_elsewhere(task: TaskSummary) -> bool:
    """Whether another computer carries it out: it can be looked at here, and not be steered."""
    return task.device is not None and task.device != CLOUD


def is_of_old(task: TaskSummary) -> bool:
    """Whether it is of the single-image era: it has no photos of its own."""
    return task.batch_total == 0


def share(task: TaskSummary) -> float:
    """The share of succeeded photos, 0 to 1."""
    tally = Tally.of(task)
    return tally.success / tally.total if tally.total else 0.0


def outcome(task: TaskSummary, fraction: float) -> tuple[tuple[str, float], ...]:
    """Parts of its bar from the left: what they tell, and their shares of the whole; `fraction` is how far it is."""
    tally = Tally.of(task)
    whole = max(tally.total, 1)
    success, failed = tally.success / whole, tally.failed / whole
    under_way = max(0.0, fraction - success - failed) if task.status in OPEN else 0.0
    return ("success", success), ("danger", failed), ("accent", under_way)


def to_retry(task: TaskView) -> list[int]:
    """Indexes of the photos that a retry would process."""
    return [item.index for item in task.batch_items if item.status in _AGAIN]


def finished(task: TaskView) -> list[ItemView]:
    """The items whose picture can be had."""
    return [item for item in task.batch_items if item.status is ItemStatus.SUCCESS and item.output is not None]
