"""A worker of the cloud: no API, only batches from the queue. Any number of them, on any number of machines."""

import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop_app.core import clock
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.core.settings import Settings
from desktop_app.server.cloud_parts import CloudParts
from desktop_app.server.hub import Announcer
from desktop_app.server.live import Live
from desktop_app.server.migrations import postgres as schema
from desktop_app.server.processing.consumer import HEARTBEAT_SECONDS, QueueConsumer
from desktop_app.server.processing.figures import Figures
from desktop_app.server.processing.queue import PgDispatcher
from desktop_app.server.processing.runner import BatchRunner
from desktop_app.server.relay import Sender
from desktop_app.server.tasks.settlement import Settlement
from desktop_app.server.workers.pool import WorkerPool

log = logging.getLogger(__name__)

HEALTH_SECONDS = 60.0
_BATCH_THREADS = 64
_GRACE_SECONDS = 20.0
"""For photos in hand when the worker is asked to stop; then they are dropped, and done elsewhere from their start."""
_LAST_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class WorkerOptions:
    """How one worker is run, beside what it shares with the rest of the cloud."""

    jobs: int = 2
    """Batches at a time."""
    processes: int = 0
    """Photos at a time; 0 takes one for each core, at most four."""
    heartbeat_seconds: float = HEARTBEAT_SECONDS
    metrics: str = ""
    """host:port where Prometheus reads; empty for nowhere."""


class WorkerHome:
    """Every object of a worker, built once from the ones it needs."""

    def __init__(self, *, settings: CloudSettings, options: WorkerOptions) -> None:
        self._url = settings.database.get_secret_value()
        self._options = options
        self._scratch = tempfile.TemporaryDirectory(prefix="cleanrack-worker-")
        self._parts = CloudParts(settings=settings, folder=Path(self._scratch.name))

    def work(self) -> None:
        """Carry out batches until SIGTERM or SIGINT; what is in hand then is handed over at once.

        Raises SchemaBehindError, SchemaTooNewError, DatabaseAwayError.
        """
        schema.require_current(self._parts.database)
        self.pool.warm()
        if self._options.metrics:
            self.figures.serve(self._options.metrics)
        asyncio.run(self._work())

    def close(self) -> None:
        """End the processes and connections, and remove what lies on this drive."""
        self.pool.close()
        self.threads.shutdown(wait=True, cancel_futures=True)
        self._parts.close()
        self._scratch.cleanup()

    async def _work(self) -> None:
        stopping = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            _on_signal(number, stopping.set)
        async with _beside(self.sender.run(), self.dispatcher.run(self.settlement.live_ids), self._tell_health()):
            consuming = asyncio.create_task(self.consumer.run())
            waiting = asyncio.create_task(stopping.wait())
            log.info("worker started", extra={"told": self._health()})
            await asyncio.wait({consuming, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            await self._hand_over(consuming)
        log.info("worker stopped", extra={"told": self._health()})

    async def _hand_over(self, consuming: "asyncio.Task[None]") -> None:
        self.consumer.stop()
        done, _ = await asyncio.wait({consuming}, timeout=_GRACE_SECONDS)
        if not done:
            log.warning("photos in hand are dropped")
            await asyncio.to_thread(self.pool.close)
            done, _ = await asyncio.wait({consuming}, timeout=_LAST_SECONDS)
        consuming.cancel()
        for each in done:
            each.result()

    async def _tell_health(self) -> None:
        while True:
            await asyncio.sleep(HEALTH_SECONDS)
            log.info("worker health", extra={"told": self._health()})

    def _health(self) -> dict[str, Any]:
        return {"tasks": sorted(self.consumer.running), "processes": self.pool.alive, **self.figures.counts()}

    @cached_property
    def pool(self) -> WorkerPool:
        """The worker processes."""
        return WorkerPool.chosen(Settings(workers=self._options.processes))

    @cached_property
    def threads(self) -> ThreadPoolExecutor:
        """Threads that wait for processes, database and storage on behalf of batches."""
        return ThreadPoolExecutor(max_workers=_BATCH_THREADS, thread_name_prefix="batch")

    @cached_property
    def sender(self) -> Sender:
        """What happens here, to listeners at the API's processes."""
        return Sender(url=self._url)

    @cached_property
    def figures(self) -> Figures:
        """What this worker has done."""
        return Figures(alive=lambda: self.pool.alive, running=lambda: len(self.consumer.running))

    @cached_property
    def announcer(self) -> Announcer:
        """The sender, counted."""
        return self.figures.counting(self.sender)

    @cached_property
    def live(self) -> Live:
        """What is being done here."""
        return Live(hub=self.announcer)

    @cached_property
    def settlement(self) -> Settlement:
        """How items end."""
        return Settlement(
            database=self._parts.database,
            ledger=self._parts.ledger,
            hub=self.announcer,
            live=self.live,
            journal=self._parts.journal,
            clock=clock.now,
        )

    @cached_property
    def runner(self) -> BatchRunner:
        """What carrying out means."""
        return BatchRunner(
            settlement=self.settlement,
            pool=self.pool,
            storage=self._parts.storage,
            live=self.live,
            threads=self.threads,
            is_merchants_drive=False,
        )

    @cached_property
    def dispatcher(self) -> PgDispatcher:
        """What puts live tasks into the queue."""
        return PgDispatcher(url=self._url)

    @cached_property
    def consumer(self) -> QueueConsumer:
        """What takes them out."""
        return QueueConsumer(
            url=self._url,
            runner=self.runner,
            dispatcher=self.dispatcher,
            is_live=self.settlement.is_live,
            jobs=self._options.jobs,
            heartbeat_seconds=self._options.heartbeat_seconds,
        )


@contextlib.asynccontextmanager
async def _beside(*running: Coroutine[Any, Any, None]) -> Any:
    """Run these beside the block, and end them after it; one that fails ends the block."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(each) for each in running]
        yield
        for task in tasks:
            task.cancel()


def _on_signal(number: int, call: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(call))
    else:
        loop.add_signal_handler(number, call)
