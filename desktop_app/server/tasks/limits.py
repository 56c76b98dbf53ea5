"""How much an account may ask for: counted from the tasks themselves, in the transaction that makes the next one."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from desktop_app.api.features import RateLimitPolicy
from desktop_app.core.errors import RateLimitedError
from desktop_app.server.tasks import repository

DAY = timedelta(days=1)

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
        """How long until one more is allowed; None if it is allowed now. `made` is in order of time.

        A moment further ahead than the limit reaches is of a clock that was wrong then, or is now: it does not count.
        """
        recent = [moment for moment in made if abs(now - moment) < self.window]
        if len(recent) < self.count:
            return None
        return max(1, math.ceil((recent[-self.count] + self.window - now).total_seconds()))


def require_within(
    connection: sa.Connection, owner: str, *, policy: RateLimitPolicy, is_batch: bool, now: datetime
) -> None:
    """Raise RateLimitedError if one more task would be too many."""
    made = repository.created_since(connection, owner, now - DAY)
    batches = [moment for moment, was_batch in made if was_batch]
    everything = [moment for moment, _ in made]
    for limit, counted in _limits(policy, batches=batches if is_batch else [], everything=everything):
        if (seconds := limit.seconds_until_free(counted, now)) is not None:
            raise RateLimitedError(
                limit=limit.count, window=limit.name, retry_after=seconds, minutes=math.ceil(seconds / 60)
            )


def _limits(
    policy: RateLimitPolicy, *, batches: list[datetime], everything: list[datetime]
) -> Iterator[tuple[Limit, list[datetime]]]:
    yield Limit(policy.max_per_hour, timedelta(hours=1), "hour"), batches
    yield Limit(policy.max_per_day, DAY, "day"), batches
    yield Limit(MAX_TASKS_PER_DAY, DAY, "day"), everything
