"""Tasks to whichever worker is free, over PgQueuer. The queue carries ids alone; our own tables stay the truth."""

import asyncio
import logging
import random
import threading
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from desktop_app.core.errors import BusyError
from desktop_app.server.database.line import Line, broken
from desktop_app.server.database.postgres import ROLE

if TYPE_CHECKING:
    from pgqueuer import Queries

log = logging.getLogger(__name__)

ENTRYPOINT = "run_batch"
SCHEMA = "queue"
SWEEP_SECONDS = 30.0
_AGAIN_SECONDS = 1.0
_AT_ONCE = 500
_LOG_DAYS = 7

_GRANTS = f"""
GRANT USAGE ON SCHEMA {SCHEMA} TO {ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO {ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {ROLE}
"""


def migrate(url: str) -> None:
    """Install or upgrade the queue's tables, as the login of `url`. After our own migrations: they make the role."""
    asyncio.run(_migrate(url))


def queries(connection: Any) -> "Queries":
    """PgQueuer's calls on a connection of asyncpg, in our schema."""
    from pgqueuer import AsyncpgDriver, Queries
    from pgqueuer.adapters.persistence.qb import (
        DBSettings,
        QueryBuilderEnvironment,
        QueryQueueBuilder,
        QuerySchedulerBuilder,
    )

    settings = DBSettings(db_schema=SCHEMA)
    return Queries(
        AsyncpgDriver(connection),
        qbe=QueryBuilderEnvironment(settings),
        qbq=QueryQueueBuilder(settings),
        qbs=QuerySchedulerBuilder(settings),
    )


class PgDispatcher:
    """Puts tasks into the queue, each once at a time: an id that waits or is being carried out is not put again."""

    def __init__(self, *, url: str, sweep_seconds: float = SWEEP_SECONDS) -> None:
        self._line = Line(url=url)
        self._sweep_seconds = sweep_seconds
        self._wanted: set[str] = set()
        self._guard = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken = asyncio.Event()

    def dispatch(self, task_id: str) -> None:
        """See that the task is carried out soon; callable from any thread. Nobody waits for the queue's answer."""
        self._want([task_id])

    async def run(self, live_ids: Callable[[], list[str]]) -> None:
        """Until cancelled: bring to the queue what is dispatched, and now and then every live task.

        That sweep closes two gaps: a process that died between a task's commit and this, and an id that was put while
        its run was just ending.
        """
        self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._bring())
                group.create_task(self._sweep(live_ids))
        finally:
            self._loop = None
            await self._line.close()

    def _want(self, task_ids: Collection[str]) -> None:
        with self._guard:
            self._wanted.update(task_ids)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _bring(self) -> None:
        while True:
            with self._guard:
                wanted, self._wanted = self._wanted, set()
            try:
                await self._put(sorted(wanted))
            except broken() as exc:
                log.warning("the queue does not answer (%s); tried again", type(exc).__name__)
                await self._line.close()
                self._want(wanted)
                await asyncio.sleep(_AGAIN_SECONDS)
            await self._woken.wait()
            self._woken.clear()

    async def _put(self, task_ids: list[str]) -> None:
        for start in range(0, len(task_ids), _AT_ONCE):
            some = task_ids[start : start + _AT_ONCE]
            await queries(await self._line.open()).enqueue(
                [ENTRYPOINT] * len(some),
                [task_id.encode() for task_id in some],
                [0] * len(some),
                dedupe_key=list(some),
                on_conflict="skip",
            )

    async def _sweep(self, live_ids: Callable[[], list[str]]) -> None:
        while True:
            try:
                self._want(await asyncio.to_thread(live_ids))
            except BusyError:
                log.warning("live tasks could not be read; swept again later")
            await asyncio.sleep(self._sweep_seconds * random.uniform(0.8, 1.2))


async def tidy(connection: Any) -> None:
    """Drop what the queue has noted of jobs that ended long ago."""
    await connection.execute(f"DELETE FROM {SCHEMA}.pgqueuer_log WHERE created < now() - interval '{_LOG_DAYS} days'")


async def _migrate(url: str) -> None:
    line = Line(url=url, role=None)
    try:
        connection = await line.open()
        asked = queries(connection)
        async with asked.schema_lock():
            installed = await asked.schema_is_installed()
            if not installed:
                await asked.install()
        if installed:
            await asked.upgrade()
        await connection.execute(_GRANTS)
    except (OSError, TimeoutError) as exc:
        raise BusyError from exc
    finally:
        await line.close()
