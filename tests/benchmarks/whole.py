"""Through the whole application: real server process, real HTTP, real ledger, real files."""

import asyncio
import hashlib
import multiprocessing
import os
import shutil
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil

import desktop_app.imaging
from desktop_app.api.export import ExportTask
from desktop_app.api.tasks import OPEN, CreateTask
from desktop_app.imaging import checks
from desktop_app.imaging.features.basic_clean import FEATURE
from desktop_app.server.export import zip_stream
from tests.benchmarks.house import House, open_house
from tests.benchmarks.pipeline import UNCUT
from tests.benchmarks.row import Row

CORES = os.cpu_count() or 1
_UPLOADS_AT_ONCE = 4
_ROUNDS = 2


def rows(photos: list[Path], work: Path) -> Iterator[Row]:
    """Every row that needs the server."""
    return iter(asyncio.run(_rows(photos, work)))


async def _rows(photos: list[Path], work: Path) -> list[Row]:
    async with open_house(work / "data") as house:
        with Cores(work) as cores:
            found = [row async for row in _batch(house, cores, photos, work)]
        watch = asyncio.create_task(_watch_memory(house))
        await _run(house, await _upload(house, photos))
        peak = await _ended(watch)
        found.append(Row("peak memory of server + workers, 50 x 12 MP", peak / 1e6, "MB", "PSS every 50 ms", 400))
    return found


async def _batch(house: House, cores: "Cores", photos: list[Path], work: Path) -> AsyncIterator[Row]:
    best: dict[str, float] = {}
    for _ in range(_ROUNDS):
        house.endow()
        async for name, took in _one_round(house, cores, photos, work):
            best[name] = min(took, best.get(name, took))
    yield Row(
        "upload of 50, wall", best["upload"] / best["copy"], "x", "copy + sha256; ours looks at each photo too", 1.5
    )
    yield Row("the same", best["upload"] / (best["copy"] + best["look"]), "x", "copy + sha256 + bare pre-flight")
    yield Row("upload of 50, wall", best["upload"], "s", "product limit", 5)
    yield Row("batch of 50, wall", best["batch"] / best["bare"], "x", "bare pipeline on the same cores", 1.25)
    everything = (best["upload"] + best["batch"]) / (best["copy"] + best["look"] + best["bare"])
    yield Row("upload + batch, wall", everything, "x", "copy + bare pre-flight + bare pipeline", 1.25)
    yield Row("batch of 50, wall", best["batch"], "s", "product limit", 300)
    yield Row("ZIP of 50, wall", best["zip"] / best["plain"], "x", "plain copy of the same 50 files", 1.3)
    yield Row("the same, without HTTP", best["stream"] / best["plain"], "x", "plain copy of the same 50 files")
    yield Row("ZIP of 50, wall", best["zip"], "s", "product limit", 10)


async def _one_round(house: House, cores: "Cores", photos: list[Path], work: Path) -> AsyncIterator[tuple[str, float]]:
    """(what, wall seconds) of ours and its peers, in turn, so that a busy moment hits all alike."""
    for function in (copy, look, bare):
        yield function.__name__, await asyncio.to_thread(cores.timed, function, photos)
    started = time.perf_counter()
    uploads = await _upload(house, photos)
    uploaded = time.perf_counter()
    yield "upload", uploaded - started
    task_id = await _run(house, uploads)
    ran = time.perf_counter()
    yield "batch", ran - uploaded
    target = work / "ours.zip"
    await house.client.download_zip(task_id, target, ExportTask(), overwrite=True)
    zipped = time.perf_counter()
    yield "zip", zipped - ran
    outputs = sorted((work / "bare").iterdir())
    started = time.perf_counter()
    for path in outputs:
        shutil.copyfile(path, work / "plain.jpg")
        _sync(work / "plain.jpg")
    yield "plain", time.perf_counter() - started
    entries = [_entry(path) for path in outputs]
    started = time.perf_counter()
    with (work / "bare.zip").open("wb") as file:
        for chunk in zip_stream.stream(entries):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    yield "stream", time.perf_counter() - started


def _entry(path: Path) -> zip_stream.Entry:
    """A picture as the export knows it: its checksum comes from when it was made."""
    data = path.read_bytes()
    return zip_stream.Entry(path.name, len(data), zlib.crc32(data), datetime.now(UTC), path)


async def _upload(house: House, photos: list[Path]) -> list[str]:
    lanes = asyncio.Semaphore(_UPLOADS_AT_ONCE)

    async def one(path: Path) -> str:
        async with lanes:
            return (await house.client.upload(path, path.name)).id

    return await asyncio.gather(*(one(path) for path in photos))


async def _run(house: House, uploads: list[str]) -> str:
    request = CreateTask(feature_id=FEATURE.id, input_images=uploads, input_data=UNCUT.model_dump(mode="json"))
    task_id = (await house.client.create_batch(request)).task_id
    while (await house.client.task(task_id)).status in OPEN:
        await asyncio.sleep(0.1)
    return task_id


async def _watch_memory(house: House) -> int:
    """The highest sum of proportional set sizes, in bytes, until cancelled."""
    peak = 0
    with suppress(asyncio.CancelledError):
        while True:
            peak = max(peak, await asyncio.to_thread(_memory, house))
            await asyncio.sleep(0.05)
    return peak


def _memory(house: House) -> int:
    total = 0
    for process in house.processes():
        with suppress(psutil.NoSuchProcess):
            full = process.memory_full_info()
            total += getattr(full, "pss", full.uss)
    return total


async def _ended(watch: "asyncio.Task[int]") -> int:
    watch.cancel()
    return await watch


class Cores:
    """Warm processes, one for each core, that do what the workers do with nothing around it."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._pool = multiprocessing.get_context("spawn").Pool(CORES, initializer=desktop_app.imaging.prepare)

    def __enter__(self) -> "Cores":
        self._pool.map(abs, range(CORES * 4), chunksize=1)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.terminate()
        self._pool.join()

    def timed(self, function: Callable[[Path, Path], None], photos: list[Path]) -> float:
        """Wall seconds for the function on all photos."""
        target = self._work / function.__name__
        target.mkdir(exist_ok=True)
        started = time.perf_counter()
        self._pool.starmap(function, [(path, target) for path in photos], chunksize=1)
        return time.perf_counter() - started


def copy(path: Path, target: Path) -> None:
    """What an upload is at least: hashed, written and synced."""
    data = path.read_bytes()
    hashlib.sha256(data).hexdigest()
    _write(target / path.name, data)


def look(path: Path, target: Path) -> None:
    """The pre-flight, bare."""
    checks.inspect(path.read_bytes())


def bare(path: Path, target: Path) -> None:
    """The pipeline, file in and file out."""
    data = FEATURE.run(path.read_bytes(), UNCUT).data
    hashlib.sha256(data).hexdigest()
    _write(target / path.name, data)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    _sync(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
