"""Runs a batch: at most five photos in flight, each to its end, resumable by anyone at any time.

How each failure ends:
    the photo is at fault (PictureError)            fail     quota of that photo is returned
    its worker died twice, or took too long         fail     likewise
    the merchant's drive is full (DiskFullError)    pause    once for the whole task, with the room it needs
    the server is closing, the task was steered     leave    the item stays as it is
    database or storage do not answer, or the       leave    and start no further photo: the run is taken up again
        drive of a machine of ours is full                   later, or elsewhere
    a defect of ours (anything else)                fail     with a reference to the log
"""

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from desktop_app.api.tasks import Stage
from desktop_app.core import names
from desktop_app.core.errors import (
    BusyError,
    DiskFullError,
    PictureError,
    ProcessingFailedError,
    ShuttingDownError,
)
from desktop_app.server.live import Doing, Live
from desktop_app.server.storage import Storage
from desktop_app.server.tasks.items import Output
from desktop_app.server.tasks.settlement import Photo, Settlement, Work
from desktop_app.server.workers.jobs import Process, Produced
from desktop_app.server.workers.pool import JobDropped, WorkerPool

log = logging.getLogger(__name__)

IN_FLIGHT = 5
"""Photos of one batch in hand at once; those beyond the worker processes wait for one."""


class BatchRunner:
    """Carries tasks out on the worker pool."""

    def __init__(
        self,
        *,
        settlement: Settlement,
        pool: WorkerPool,
        storage: Storage,
        live: Live,
        threads: ThreadPoolExecutor,
        is_merchants_drive: bool = True,
    ) -> None:
        self._settlement = settlement
        self._pool = pool
        self._storage = storage
        self._live = live
        self._threads = threads
        self._is_merchants_drive = is_merchants_drive
        self._given_up = threading.Event()

    def give_up(self) -> None:
        """Runs in hand start no further photo. What a worker process has in hand ends, the rest is left to others."""
        given_up, self._given_up = self._given_up, threading.Event()
        given_up.set()

    async def run(self, task_id: str) -> None:
        """Carry on a task until nothing is pending, or it was paused or stopped.

        Raises FrozenError, BusyError and ShuttingDownError where somebody should take it up again later.
        """
        self._live.begin(task_id)
        given_up = self._given_up
        try:
            while work := await self._threaded(partial(self._settlement.begin, task_id)):
                await self._carry_on(work, given_up)
        finally:
            self._live.finish(task_id)

    async def _carry_on(self, work: Work, given_up: threading.Event) -> None:
        lanes = asyncio.Semaphore(IN_FLIGHT)
        held_up: list[BusyError] = []

        async def carry_out(photo: Photo) -> None:
            async with lanes:
                if not held_up and not given_up.is_set():
                    try:
                        await self._threaded(partial(self.carry_out, work, photo, given_up))
                    except BusyError as exc:
                        held_up.append(exc)

        async with asyncio.TaskGroup() as group:
            for photo in work.photos:
                group.create_task(carry_out(photo))
        if held_up:
            raise held_up[0]
        if given_up.is_set():
            raise ShuttingDownError

    async def _threaded(self, call: "partial[Work | None] | partial[None]") -> Work | None:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    def carry_out(self, work: Work, photo: Photo, given_up: threading.Event) -> None:
        """One attempt at one photo, from the original to its end. Raises BusyError where that could not be reached."""
        part = self._storage.part()
        try:
            self._storage.require_room(photo.size)
            job = Process(
                source=self._storage.path(photo.owner, photo.sha256),
                sha256=photo.sha256,
                part=part,
                feature_id=work.feature_id,
                parameters=work.parameters,
                pixels=photo.pixels,
            )
            produced = self._pool.run(
                job,
                report=partial(self._report, photo),
                still_wanted=lambda: not given_up.is_set() and self._settlement.still_wanted(photo),
            )
            assert isinstance(produced, Produced)
            for each in produced.pictures:
                self._storage.keep(each.part, photo.owner, each.sha256)
            self._settlement.succeed(photo, _output(photo, produced))
        except (JobDropped, ShuttingDownError):
            pass
        except BusyError:
            log.warning("photo %s of task %s waits: database or storage do not answer", photo.index, photo.task_id)
            raise
        except DiskFullError:
            self._full(work, photo)
        except PictureError as exc:
            self._settlement.fail(photo, exc)
        except Exception as exc:
            log.exception("photo %s of task %s", photo.index, photo.task_id)
            self._settlement.fail(photo, ProcessingFailedError(reason=type(exc).__name__))
        finally:
            self._live.dropped(photo.task_id, photo.index)
            self._storage.discard(part)

    def _full(self, work: Work, photo: Photo) -> None:
        needed = self._storage.full(sum(each.size for each in work.photos))
        if not self._is_merchants_drive:
            log.error("no room on this machine: %s", needed)
            raise BusyError
        self._settlement.pause(photo, needed)

    def _report(self, photo: Photo, fraction: float) -> None:
        doing = Doing(attempt=photo.attempt, stage=Stage.WORKING, fraction=min(0.99, fraction))
        self._live.report(photo.owner, photo.task_id, photo.index, doing)


def _output(photo: Photo, produced: Produced) -> Output:
    return Output(
        sha256=produced.sha256,
        crc32=produced.crc32,
        size=produced.size,
        media_type=produced.media_type,
        file_name=names.with_extension(photo.file_name, produced.extension),
        width=produced.width,
        height=produced.height,
        notes=produced.notes,
        measures=produced.measures,
        shop=produced.shop,
        others=tuple(_output(photo, other) for other in produced.others),
    )
