"""A pool of warm worker processes, each on a pipe of its own: a crash or a bomb fails one job, and the pool goes on."""

import logging
import multiprocessing
import queue
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from desktop_app.core.errors import PictureTimeoutError, ShuttingDownError, WorkerCrashedError
from desktop_app.core.settings import Settings
from desktop_app.server.workers import worker
from desktop_app.server.workers.jobs import Answer, Job

log = logging.getLogger(__name__)

_SPAWN = multiprocessing.get_context("spawn")
_START_SECONDS = 60.0
_START_TRIES = 5
_BYTES_PER_PIXEL = 12
"""Memory a job is reckoned with: decoded picture, planes and what the encoder holds."""

Report = Callable[[float], None]


class JobDropped(Exception):  # noqa: N818 - not an error: nobody wants the job any more
    """The job was given up before it began."""


class Worker:
    """One worker process and the pipe to it."""

    def __init__(self, *, megabytes: int, model: str) -> None:
        self._megabytes = megabytes
        self._model = model
        self._process: Any = None
        self._pipe: Connection

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.is_alive()

    def start(self) -> None:
        """Start the process if it does not run; returns when its libraries are warm. Raises EOFError if it dies."""
        if self.is_alive:
            return
        self.kill()
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=worker.main, args=(theirs, self._megabytes, self._model), daemon=True)
        self._process.start()
        theirs.close()
        if not self._pipe.poll(_START_SECONDS):
            self.kill()
            raise EOFError
        self._pipe.recv()

    def run(self, job: Job, *, report: Report, seconds: float) -> Answer:
        """Carry out one job. Raises what the job raises, EOFError if the process dies, PictureTimeoutError."""
        self._pipe.send(job)
        deadline = time.monotonic() + seconds
        while self._pipe.poll(max(0.0, deadline - time.monotonic())):
            kind, value = self._pipe.recv()
            if kind == "done":
                return value  # type: ignore[no-any-return]
            if kind == "failed":
                raise value
            if kind == "defect":
                log.error("a job failed by a defect of ours:\n%s", value)
            else:
                report(value)
        self.kill()
        raise PictureTimeoutError(seconds=int(seconds))

    def kill(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
            self._pipe.close()


class WorkerPool:
    """Runs jobs on at most `size` processes, and on fewer at once where photos are large."""

    def __init__(self, *, size: int, megabytes: int, seconds: float, model: str) -> None:
        self._workers = [Worker(megabytes=megabytes, model=model) for _ in range(size)]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._seconds = seconds
        self._room = _MemoryRoom(megabytes * 1_000_000)
        self._closing = False
        for each in self._workers:
            self._idle.put(each)

    @classmethod
    def chosen(cls, chosen: Settings) -> "WorkerPool":
        """As many processes, with as much memory, time and the network, as the settings say."""
        return cls(
            size=chosen.worker_count,
            megabytes=chosen.worker_megabytes,
            seconds=float(chosen.picture_seconds),
            model=chosen.cutout_model,
        )

    @property
    def alive(self) -> int:
        """Processes that run."""
        return sum(each.is_alive for each in self._workers)

    def warm(self) -> None:
        """Start every process now rather than at its first job."""
        for _ in self._workers:
            threading.Thread(target=self._warm_one, daemon=True).start()

    def run(
        self,
        job: Job,
        *,
        report: Report = lambda fraction: None,
        still_wanted: Callable[[], bool] = lambda: True,
        tries: int = 2,
    ) -> Answer:
        """Carry out a job, blocking until a worker is free; `still_wanted` is asked then.

        A worker that dies under a job is replaced and the job tried again, `tries` times in all. Raises what the job
        raises, JobDropped, PictureTimeoutError, WorkerCrashedError, and ShuttingDownError once the pool is closing.
        """
        with self._room.taken(job.pixels * _BYTES_PER_PIXEL):
            each = self._idle.get()
            try:
                if not still_wanted():
                    raise JobDropped
                return self._run_on(each, job, report, tries)
            finally:
                self._idle.put(each)

    def close(self) -> None:
        """End all processes; jobs in flight raise ShuttingDownError."""
        self._closing = True
        for each in self._workers:
            each.kill()

    def _run_on(self, each: Worker, job: Job, report: Report, tries: int) -> Answer:
        for _ in range(tries):
            self._start(each)
            try:
                return each.run(job, report=report, seconds=self._seconds)
            except (EOFError, OSError) as exc:
                log.warning("a worker process died under %s: %s", type(job).__name__, exc)
                each.kill()
        self._require_open()
        raise WorkerCrashedError

    def _start(self, each: Worker) -> None:
        """Have the process running; one that dies while it starts is not the photo's fault and costs it no try."""
        for _ in range(_START_TRIES):
            self._require_open()
            try:
                each.start()
            except (EOFError, OSError) as exc:
                log.warning("a worker process did not start: %s", exc)
                each.kill()
            else:
                return
        raise WorkerCrashedError

    def _require_open(self) -> None:
        if self._closing:
            raise ShuttingDownError

    def _warm_one(self) -> None:
        each = self._idle.get()
        try:
            each.start()
        except (EOFError, OSError) as exc:
            log.warning("a worker process did not start: %s", exc)
        finally:
            self._idle.put(each)


class _MemoryRoom:
    """Lets jobs in while their reckoned memory fits together; one that never fits goes alone."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken = 0
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, size: int) -> Any:
        """Hold room for `size` bytes while the block runs."""
        size = min(size, self._limit)
        with self._changed:
            self._changed.wait_for(lambda: self._taken + size <= self._limit)
            self._taken += size
        try:
            yield
        finally:
            with self._changed:
                self._taken -= size
                self._changed.notify_all()
