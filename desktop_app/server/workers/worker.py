"""A worker process: warm libraries, one job at a time, limited memory, and no life of its own after the server's."""

import errno
import hashlib
import multiprocessing
import os
import sys
import threading
import traceback
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import singledispatch
from multiprocessing.connection import Connection
from pathlib import Path

from desktop_app.core.errors import (
    CleanRackError,
    DiskFullError,
    MissingOriginalError,
    PictureMemoryError,
    ProcessingFailedError,
)
from desktop_app.imaging import checks, models, thumbnails
from desktop_app.imaging.features import FEATURES, Outcome
from desktop_app.server.workers.jobs import Answer, Inspect, Job, Preview, Process, Produced, Thumbnail

Report = Callable[[float], None]


def main(connection: Connection, megabytes: int, model: str) -> None:
    """Serve jobs from `connection` until it closes."""
    threading.Thread(target=_end_with_server, daemon=True).start()
    import desktop_app.imaging

    desktop_app.imaging.prepare(model)
    _limit_memory(megabytes)
    connection.send(("ready", os.getpid()))
    while True:
        try:
            job: Job = connection.recv()
        except EOFError:
            return
        connection.send(_answer(job, connection, megabytes))


def _answer(job: Job, connection: Connection, megabytes: int) -> tuple[str, Answer | CleanRackError]:
    try:
        return "done", carry_out(job, lambda fraction: connection.send(("progress", fraction)))
    except (MemoryError, PictureMemoryError):
        return "failed", PictureMemoryError(limit_megabytes=megabytes)
    except CleanRackError as exc:
        return "failed", exc
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            return "failed", DiskFullError(folder="", needed_megabytes=0, free_megabytes=0)
        return "failed", ProcessingFailedError(reason=str(exc))
    except Exception as exc:
        connection.send(("defect", traceback.format_exc()))
        return "failed", ProcessingFailedError(reason=f"{type(exc).__name__}: {exc}")


@singledispatch
def carry_out(job: Job, report: Report) -> Answer:
    """Do one job; one function per kind of job below."""
    raise TypeError(job)


@carry_out.register
def _(job: Inspect, report: Report) -> Answer:
    return checks.inspect(job.source.read_bytes())


@carry_out.register
def _(job: Thumbnail, report: Report) -> Answer:
    return thumbnails.thumbnail(job.source.read_bytes(), side=job.side)


@carry_out.register
def _(job: Preview, report: Report) -> Answer:
    feature = FEATURES[job.feature_id]
    parameters = feature.parameters.model_validate(job.parameters)
    return feature.preview(job.source.read_bytes(), parameters, side=job.side, report=report).data


@carry_out.register
def _(job: Process, report: Report) -> Answer:
    feature = FEATURES[job.feature_id]
    parameters = feature.parameters.model_validate(job.parameters)
    outcome = feature.run(_original(job), parameters, report=report)
    first, *others = (_written(each, job.part_of(number)) for number, each in enumerate((outcome, *outcome.others)))
    return replace(first, others=tuple(others))


def _written(outcome: Outcome, part: Path) -> Produced:
    with part.open("wb") as file:
        file.write(outcome.data)
        file.flush()
        os.fsync(file.fileno())
    return Produced(
        part=part,
        sha256=hashlib.sha256(outcome.data).hexdigest(),
        crc32=zlib.crc32(outcome.data),
        size=len(outcome.data),
        media_type=outcome.media_type,
        extension=outcome.extension,
        width=outcome.width,
        height=outcome.height,
        notes=tuple(outcome.notes),
        measures=outcome.measures,
        shop=outcome.shop,
    )


def _original(job: Process) -> bytes:
    data = job.source.read_bytes()
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise MissingOriginalError(sha256=job.sha256)
    return data


def _end_with_server() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _limit_memory(megabytes: int) -> None:
    """Cap the address space at what the warm libraries take plus `megabytes`, so that a bomb ends in MemoryError.

    There is room for the cut-out network besides: also for one that is installed while this process lives.
    """
    if sys.platform != "linux":
        return  # macOS ignores RLIMIT_AS; there and on Windows the pixel cap and the time limit stand alone
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + (megabytes + models.room_at_work()) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
