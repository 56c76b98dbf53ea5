"""Takes batches from the queue and carries them out, until it is asked to stop. Batches of the dead come back to it.

How each way a run can end is told to the queue:
    nothing is pending, or it was steered      done       and looked at once more: a retry may have come just then
    database or storage do not answer          again      after 1 s, 2 s … a minute
    this process is stopping                   again      at once, for somebody else
    its account may not spend now (frozen)     done       the sweep puts it again
    the task is gone with its account          done
    a defect of ours                           done       the sweep puts it again
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop_app.core.errors import BusyError, FrozenError, NotFoundError, ShuttingDownError
from desktop_app.server.database.line import Line, broken
from desktop_app.server.processing import queue
from desktop_app.server.processing.queue import PgDispatcher
from desktop_app.server.processing.runner import BatchRunner

if TYPE_CHECKING:
    from pgqueuer import Job, QueueManager

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 30.0
"""A worker not heard of for so long is taken for dead."""
_POLL = timedelta(seconds=2)
_AGAIN_SECONDS = 1.0
_LONGEST_WAIT = 60


class QueueConsumer:
    """Carries out batches, `jobs` at a time."""

    def __init__(
        self,
        *,
        url: str,
        runner: BatchRunner,
        dispatcher: PgDispatcher,
        is_live: Callable[[str], bool],
        jobs: int,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ) -> None:
        self._line = Line(url=url)
        self._runner = runner
        self._dispatcher = dispatcher
        self._is_live = is_live
        self._jobs = max(2, jobs)  # PgQueuer wants twice what it takes at once, and that is one
        self._heartbeat = timedelta(seconds=heartbeat_seconds)
        self._manager: QueueManager | None = None
        self._is_stopping = False
        self._looks: set[asyncio.Task[None]] = set()
        self.running: set[str] = set()
        """Tasks in hand."""

    def stop(self) -> None:
        """Take no further batch, and hand those in hand over; on the event loop."""
        self._is_stopping = True
        self._runner.give_up()
        if self._manager is not None:
            self._manager.shutdown.set()

    async def run(self) -> None:
        """Until stopped: take batches; ends when those in hand are handed over."""
        try:
            while not self._is_stopping:
                try:
                    await self._consume()
                except broken() as exc:
                    log.warning("the queue does not answer (%s); tried again", type(exc).__name__)
                    await self._line.close()
                    await asyncio.sleep(_AGAIN_SECONDS)
        finally:
            await self._line.close()

    async def _consume(self) -> None:
        from pgqueuer import QueueManager

        connection = await self._line.open()
        connection.add_termination_listener(self._on_hung_up)
        await queue.tidy(connection)
        asked = queue.queries(connection)
        self._manager = QueueManager(asked, asked.qbe.settings.channel)
        self._manager.entrypoint(queue.ENTRYPOINT)(self._carry_out)
        if self._is_stopping:
            return
        await self._manager.run(
            batch_size=1,
            max_concurrent_tasks=self._jobs,
            dequeue_timeout=_POLL,
            heartbeat_timeout=self._heartbeat,
            shutdown_on_listener_failure=True,
            log_aggregation_interval=timedelta(0),
        )

    def _on_hung_up(self, _: Any) -> None:
        """Without the line nobody hears that this process lives: others will take over what is in hand."""
        self._runner.give_up()

    async def _carry_out(self, job: "Job") -> None:
        from pgqueuer import RetryRequested

        task_id = (job.payload or b"").decode()
        self.running.add(task_id)
        try:
            await self._runner.run(task_id)
        except FrozenError:
            log.warning("task %s waits: its account may not spend now", task_id)
        except NotFoundError:
            log.info("task %s is gone", task_id)
        except ShuttingDownError as exc:
            raise RetryRequested(reason="handed over") from exc
        except BusyError as exc:
            raise RetryRequested(timedelta(seconds=min(_LONGEST_WAIT, 2 ** min(job.attempts, 6))), "busy") from exc
        else:
            self._look_again(task_id)
        finally:
            self.running.discard(task_id)

    def _look_again(self, task_id: str) -> None:
        """What is put while its run ends is skipped by the queue, for it still has that run."""
        look = asyncio.create_task(self._dispatch_if_live(task_id))
        self._looks.add(look)
        look.add_done_callback(self._looks.discard)

    async def _dispatch_if_live(self, task_id: str) -> None:
        await asyncio.sleep(_AGAIN_SECONDS)
        try:
            if await asyncio.to_thread(self._is_live, task_id):
                self._dispatcher.dispatch(task_id)
        except (BusyError, NotFoundError) as exc:
            log.info("task %s was not looked at again: %s", task_id, exc.slug)
