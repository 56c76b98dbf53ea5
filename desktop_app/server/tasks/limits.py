"""How much an account may ask for: counted from the tasks themselves, in the transaction that makes the next one."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from desktop_app.api.features import RateLimitPolicy
from desktop_app.core.errors import RateLimitedError
from desktop_app.server.tasks import repository

MAX_TASKS_PER_DAY = 500
"""An account's overall limit, single tasks and batches together."""


@dataclass(frozen=True)
class Limit:
    """So many in so long."""

    count: int
    window: timedelta
    name: str
    """As the sentence tells it: "hour" or "day"."""

    def seconds_until_free(self, made: Sequence[datetime], now: datetime) -> int | None:
        """How long until one more is allowed; None if it is allowed now. `made` is in order of time."""
        recent = [moment for moment in made if moment > now - self.window]
        if len(recent) < self.count:
            return None
        return max(1, math.ceil((recent[-self.count] + self.window - now).total_seconds()))


def require_within(
    connection: sa.Connection, owner: str, *, policy: RateLimitPolicy, is_batch: bool, now: datetime
) -> None:
    """Raise RateLimitedError if one more task would be too many."""
    for limit, batches_only in _limits(policy, is_batch=is_batch):
        made = repository.created_since(connection, owner, now - limit.window, batches_only=batches_only)
        if (seconds := limit.seconds_until_free(made, now)) is not None:
            raise RateLimitedError(
                limit=limit.count, window=limit.name, retry_after=seconds, minutes=math.ceil(seconds / 60)
            )


def _limits(policy: RateLimitPolicy, *, is_batch: bool) -> Iterator[tuple[Limit, bool]]:
    if is_batch:
        yield Limit(policy.max_per_hour, timedelta(hours=1), "hour"), True
        yield Limit(policy.max_per_day, timedelta(days=1), "day"), True
    yield Limit(MAX_TASKS_PER_DAY, timedelta(days=1), "day"), False
