"""How far a task is: one figure that never runs back, whatever restarts in between."""

from dataclasses import dataclass

from desktop_app.api.tasks import OPEN, ItemStatus, TaskSummary, TaskView

_ENDED = (ItemStatus.SUCCESS, ItemStatus.FAILED, ItemStatus.CANCELLED)


@dataclass(frozen=True)
class Progress:
    """How far the photos of a task are in sum."""

    attempts: int = 0
    """Of all photos together: a retry makes it larger and begins anew."""
    fraction: float = 0.0
    """0 to 1."""

    def moved(self, task: TaskSummary) -> "Progress":
        """How far the task is now: never less than before within the same attempts."""
        now = _measured(task)
        if now.attempts == self.attempts and task.status in OPEN:
            return Progress(now.attempts, max(self.fraction, now.fraction))
        return now


def _measured(task: TaskSummary) -> Progress:
    if not isinstance(task, TaskView) or not task.batch_items:
        ended = task.batch_success + task.batch_failed
        return Progress(0, ended / task.batch_total if task.batch_total else float(task.status not in OPEN))
    shares = [1.0 if item.status in _ENDED else item.progress for item in task.batch_items]
    return Progress(sum(item.attempt for item in task.batch_items), sum(shares) / len(shares))
