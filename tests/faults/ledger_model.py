"""What tasks and quota should be after anything: the rules of PRODUCT.md in plain Python, without a database."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

LIVE = {"pending", "processing"}
OPEN = LIVE | {"paused"}


@dataclass(frozen=True)
class Said:
    """What an operation answers: "ok", "created" with a task's number, True, False, or a refusal with its numbers."""

    word: str
    details: tuple[tuple[str, Any], ...] = ()


OK = Said("ok")


def refused(slug: str, **details: Any) -> Said:
    """A refusal."""
    return Said(slug, tuple(sorted(details.items())))


@dataclass
class ModelItem:
    """One photo."""

    status: str = "pending"
    attempt: int = 1
    refunded: bool = False


@dataclass
class ModelTask:
    """One task, and what it has cost so far."""

    price: int
    items: list[ModelItem]
    status: str = "pending"
    charged: int = 0
    used: int = 0
    returned: int = 0

    def pending(self) -> list[int]:
        """Indexes of items that have not ended."""
        return [index for index, item in enumerate(self.items) if item.status == "pending"]

    @property
    def held(self) -> int:
        """Quota waiting for the ends of items."""
        return self.price * len(self.pending())

    def count(self, status: str) -> int:
        """How many items stand there."""
        return [item.status for item in self.items].count(status)


@dataclass
class Model:
    """One account."""

    granted: int = 0
    reasons: set[str] = field(default_factory=set)
    tasks: list[ModelTask] = field(default_factory=list)
    batches: list[datetime] = field(default_factory=list)
    posts: list[datetime] = field(default_factory=list)
    refunds: list[datetime] = field(default_factory=list)

    @property
    def used(self) -> int:
        """Quota kept for finished pictures."""
        return sum(task.used for task in self.tasks)

    @property
    def held(self) -> int:
        """Quota taken for items that have not ended."""
        return sum(task.held for task in self.tasks)

    @property
    def available(self) -> int:
        """What can be spent."""
        return self.granted - self.used - self.held

    def grant(self, amount: int, reason: str) -> Said:
        """Once per reason."""
        if reason in self.reasons:
            return Said("False")
        self.reasons.add(reason)
        self.granted += amount
        return Said("True")

    def submit(self, count: int, price: int, now: datetime, *, is_batch: bool) -> Said:
        """Take the quota and make the task, or neither."""
        if is_batch and self._too_many(now):
            return refused("rate-limited")
        if short := self._short(count * price):
            return short
        if is_batch:
            self.batches.append(now)
        self.tasks.append(ModelTask(price, [ModelItem() for _ in range(count)], charged=count * price))
        return Said("created", (("task", len(self.tasks) - 1),))

    def begin(self, task: ModelTask) -> list[tuple[int, int]]:
        """(index, attempt) of what is to be done."""
        if task.status not in LIVE or not task.pending():
            return []
        task.status = "processing"
        return [(index, task.items[index].attempt) for index in task.pending()]

    def end(self, task: ModelTask, index: int, attempt: int, now: datetime, *, well: bool) -> Said:
        """An attempt ended; one that is over already changes nothing."""
        item = task.items[index]
        if (item.status, item.attempt) != ("pending", attempt):
            return Said("False")
        item.status = "success" if well else "failed"
        if well:
            task.used += task.price
            self.posts.append(now)
        else:
            task.returned += task.price
        if not task.pending():
            task.status = "completed" if task.count("success") else "failed"
        return Said("True")

    def cancel(self, task: ModelTask) -> Said:
        """Stop: what has not ended comes back."""
        if task.status not in OPEN:
            return refused("state-conflict", state=task.status)
        task.returned += task.held
        for index in task.pending():
            task.items[index].status = "cancelled"
        task.status = "cancelled"
        return OK

    def retry(self, task: ModelTask, indexes: Collection[int] | None) -> Said:
        """Charge failed and stopped items again."""
        named = range(len(task.items)) if indexes is None else sorted(indexes)
        again = [task.items[index] for index in named if task.items[index].status in ("failed", "cancelled")]
        if not again:
            return refused("state-conflict", state=task.status)
        if short := self._short(len(again) * task.price):
            return short
        for item in again:
            item.status, item.attempt = "pending", item.attempt + 1
        task.charged += len(again) * task.price
        task.status = "pending"
        return OK

    def refund(self, task: ModelTask, indexes: Collection[int], now: datetime) -> Said:
        """Give used quota back: ten percent of the last thirty days' pictures, five at least."""
        items = [task.items[index] for index in indexes]
        if any(item.status == "pending" for item in items):
            return refused("state-conflict", state=task.status)
        if any(item.refunded or item.status != "success" for item in items):
            return refused("already-refunded")
        month = now - timedelta(days=30)
        posts, refunds = (sum(at >= month for at in moments) for moments in (self.posts, self.refunds))
        allowed = max(5, posts // 10) - refunds
        if len(items) > allowed:
            return refused("refund-policy", allowed=max(0, allowed), asked=len(items))
        for item in items:
            item.refunded = True
        self.refunds += [now] * len(items)
        task.used -= len(items) * task.price
        task.returned += len(items) * task.price
        return OK

    def pause(self, task: ModelTask) -> Said:
        """Start nothing further."""
        if task.status not in LIVE:
            return refused("state-conflict", state=task.status)
        task.status = "paused"
        return OK

    def resume(self, task: ModelTask) -> Said:
        """Go on."""
        if task.status != "paused":
            return refused("state-conflict", state=task.status)
        task.status = "pending"
        return OK

    def _short(self, required: int) -> Said | None:
        missing = required - self.available
        if missing <= 0:
            return None
        return refused("insufficient-quota", required=required, available=self.available, shortfall=missing)

    def _too_many(self, now: datetime) -> bool:
        hour, day = (sum(at > now - span for at in self.batches) for span in (timedelta(hours=1), timedelta(days=1)))
        return hour >= 5 or day >= 20
