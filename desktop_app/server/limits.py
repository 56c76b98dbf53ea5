"""How often somebody may try: counted in the database for sign-ins and codes, in this process for all other calls."""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from sqlalchemy.dialects import postgresql

from desktop_app.core.clock import Clock
from desktop_app.core.errors import TooManyTriesError
from desktop_app.server.cloud_tables import tries
from desktop_app.server.database import ENGINE, Database

_QUARTER, _HOUR = timedelta(minutes=15), timedelta(hours=1)


class Limit(Enum):
    """What is counted: its name in the database, how often, and within which time."""

    SIGN_IN_ADDRESS = ("sign-in address", 60, _QUARTER)
    SIGN_IN_EMAIL = ("sign-in email", 10, _QUARTER)
    SIGN_UP = ("sign-up address", 20, _HOUR)
    REFRESH = ("refresh address", 600, _HOUR)
    REDEEM_ADDRESS = ("redeem address", 60, _HOUR)
    REDEEM_ACCOUNT = ("redeem account", 10, _HOUR)

    def __init__(self, subject: str, most: int, window: timedelta) -> None:
        self.subject = subject
        self.most = most
        self.window = window


class TryLimits:
    """Counts tries in fixed windows, for all processes of the cloud together; whose they are is kept as a hash."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def count(self, limit: Limit, who: str) -> None:
        """Count a try, kept whatever comes of it. Raises TooManyTriesError beyond the limit."""
        now = self._clock()
        window = _window(now, limit.window)
        row = {"subject": _subject(limit, who), "window": window, "count": 1}
        insert = postgresql.insert(tries).values(row)
        counted = insert.on_conflict_do_update(
            index_elements=[tries.c.subject, tries.c.window], set_={"count": tries.c.count + 1}
        ).returning(tries.c.count)
        with self._database.write(ENGINE) as connection:
            count = connection.execute(counted).scalar_one()
        if count > limit.most:
            raise _too_many((window + limit.window - now).total_seconds())

    def forgive(self, limit: Limit, who: str) -> None:
        """Forget the tries of somebody who got in."""
        with self._database.write(ENGINE) as connection:
            connection.execute(tries.delete().where(tries.c.subject == _subject(limit, who)))

    def sweep(self) -> None:
        """Forget windows that are over."""
        longest = max(limit.window for limit in Limit)
        with self._database.write(ENGINE) as connection:
            connection.execute(tries.delete().where(tries.c.window < self._clock() - longest))


@dataclass
class _Bucket:
    tokens: float
    filled_at: float


class Buckets:
    """Token buckets in this process: so many calls at once, so many a second in the long run, for each who calls."""

    def __init__(
        self,
        *,
        per_second: float,
        burst: int,
        remembered: int = 10_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._remembered = remembered
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: str) -> None:
        """Count a call. Raises TooManyTriesError where the bucket is empty."""
        with self._lock:
            bucket = self._filled(who)
            if bucket.tokens < 1:
                raise _too_many((1 - bucket.tokens) / self._per_second)
            bucket.tokens -= 1

    def _filled(self, who: str) -> _Bucket:
        now = self._monotonic()
        bucket = self._buckets.pop(who, None) or _Bucket(tokens=self._burst, filled_at=now)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.filled_at) * self._per_second)
        bucket.filled_at = now
        self._buckets[who] = bucket
        while len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)  # whoever called longest ago has a full one by now, or soon
        return bucket


def _window(now: datetime, length: timedelta) -> datetime:
    began = int(now.timestamp() // length.total_seconds() * length.total_seconds())
    return datetime.fromtimestamp(began, UTC)


def _subject(limit: Limit, who: str) -> str:
    return f"{limit.subject} {hashlib.sha256(who.encode()).hexdigest()[:40]}"


def _too_many(seconds: float) -> TooManyTriesError:
    wait = max(1, -int(-seconds // 1))
    return TooManyTriesError(retry_after=wait, minutes=-(-wait // 60))
