"""Who carries a task out on one computer; see tasks.dispatcher for the seam."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from desktop_app.core.errors import BusyError, FrozenError

log = logging.getLogger(__name__)

SWEEP_SECONDS = 30.0


class LocalDispatcher:
    """Runs each task as an asyncio task of the bundled server."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._frozen: set[str] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._run: Callable[[str], Awaitable[None]] | None = None

    @property
    def running(self) -> int:
        """Tasks in hand."""
        return len(self._running)

    def attach(self, loop: asyncio.AbstractEventLoop, run: Callable[[str], Awaitable[None]]) -> None:
        """The loop to run on, and what carries a task out."""
        self._loop, self._run = loop, run

    def dispatch(self, task_id: str) -> None:
        """Start the task on the loop, or once more if it is running just now."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._start, task_id)

    async def sweep(self, live_ids: Callable[[], list[str]]) -> None:
        """Dispatch every live task now and then: what a crash or a race left behind is picked up."""
        while True:
            for task_id in await asyncio.to_thread(live_ids):
                if task_id not in self._running:
                    self._start(task_id)
            await asyncio.sleep(SWEEP_SECONDS)

    async def stop(self) -> None:
        """Give up the runs in hand; the tasks stay live and go on at the next start."""
        self._loop = None
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _start(self, task_id: str) -> None:
        if task_id in self._running:
            self._again.add(task_id)
            return
        task = asyncio.ensure_future(self._guarded(task_id))
        self._running[task_id] = task
        task.add_done_callback(lambda _: self._ended(task_id))

    async def _guarded(self, task_id: str) -> None:
        assert self._run is not None
        try:
            await self._run(task_id)
        except FrozenError:
            self._wait_for_thaw(task_id)
        except BusyError:
            log.warning("task %s waits; the sweep takes it up again", task_id)
        except Exception:
            log.exception("task %s stopped running; the sweep takes it up again", task_id)
        else:
            self._frozen.discard(task_id)

    def _wait_for_thaw(self, task_id: str) -> None:
        if task_id not in self._frozen:  # the sweep comes by every half minute, and says it once
            log.warning("task %s waits: its account may not spend on this computer now", task_id)
            self._frozen.add(task_id)

    def _ended(self, task_id: str) -> None:
        del self._running[task_id]
        if task_id in self._again:
            self._again.discard(task_id)
            if self._loop is not None:
                self._start(task_id)
