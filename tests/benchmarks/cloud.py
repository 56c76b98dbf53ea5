"""`python -m tests.benchmarks cloud [part …]`: the cloud on real PostgreSQL, a real S3 server and real processes.

Parts: creation, workers, sync, cost. Everything runs on this one machine, so its cores are shared by all of it.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from desktop_app.api.tasks import CreateTask
from desktop_app.core import ids
from desktop_app.server.accounts.service import Account
from desktop_app.server.processing.queue import PgDispatcher
from desktop_app.server.tasks.service import Keyed
from tests.benchmarks import cloud_sync, waiting
from tests.benchmarks.counting import CountingLine, kinds
from tests.benchmarks.ground import Ground
from tests.benchmarks.photos import phone_photos
from tests.benchmarks.row import Row, machine, table
from tests.cloud.objects import ObjectServer
from tests.cloud.postgres import PostgresServer
from tests.cloud.workers.fleet import Desk, Fleet, Place, in_background

_WRITERS = 8
_EACH = 12
_BATCHES = 4
_PHOTOS = 12


def run(names: list[str]) -> int:
    """Measure the named parts, all by default; answers 1 where a goal is missed."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there is {', '.join(PARTS)}")
        return 2
    found: list[Row] = []
    with (
        tempfile.TemporaryDirectory(prefix="cleanrack-benchmarks-") as folder,
        closing(PostgresServer()) as postgres,
        closing(ObjectServer()) as objects,
    ):
        photos = phone_photos(Path(folder), _PHOTOS)
        megabytes = sum(photo.stat().st_size for photo in photos) / len(photos) / 1e6
        print(f"{machine()}; PostgreSQL 18 and SeaweedFS beside it; JPEG of 12 MP, {megabytes:.1f} MB each")
        for name in names or PARTS:
            rows = list(PARTS[name](Ground(postgres, objects, photos)))
            print(table(rows), flush=True)
            found += rows
    return 1 if any(row.met == "NO" for row in found) else 0


def creation_rows(ground: Ground) -> Iterator[Row]:
    """Making a batch of 50: alone, eight of one account (one after the other), and eight of eight accounts."""
    with ground.place() as place, closing(Desk(place, is_limited=False)) as desk:
        members = [desk.member(100_000) for _ in range(_WRITERS)]
        requests = {member.id: _batch(desk, member) for member in members}

        def create(number: int) -> float:
            member = members[number % len(members)]
            started = time.perf_counter()
            desk.tasks.create(Keyed(member, ids.new()), requests[member.id], is_batch=True)
            return (time.perf_counter() - started) * 1000

        alone = sorted(create(0) for _ in range(_EACH * 4))
        with ThreadPoolExecutor(_WRITERS) as writers:
            one = sorted(writers.map(lambda _: create(0), range(_EACH * _WRITERS)))
            several = sorted(writers.map(create, range(_EACH * _WRITERS)))
    yield from _spread("create a batch of 50, alone", alone)
    yield from _spread("the same, 8 writers of one account", one)
    yield from _spread("the same, 8 writers of 8 accounts", several)


def worker_rows(ground: Ground) -> Iterator[Row]:
    """The same batches on one worker and on two, each with one process for photos; then what that says of more."""
    one, two = (_throughput(ground, count) for count in (1, 2))
    yield Row("pictures in a second, 1 worker", one.per_second, "/s", f"{_BATCHES} batches of {_PHOTOS}")
    yield Row("pictures in a second, 2 workers", two.per_second, "/s", f"{two.per_second / one.per_second:.2f} x one")
    yield Row("from submit to a worker's first look", one.wait * 1000, "ms", "queue and notice, idle worker")
    yield Row("a picture at one worker", one.each, "s", "from storage to storage, everything in it")
    yield Row("database time a picture takes", one.database * 1000, "ms", "busy time of PostgreSQL's connections")
    for workers in (4, 16, 64):
        found = waiting.simulated(workers=workers, service=one.each, serial=one.database)
        peer = f"SIMULATED from the two figures above; a batch waits {found.wait:.1f} s at 70 % load"
        yield Row(f"pictures in a second, {workers} workers", found.per_second, "/s", peer)


def cost_rows(ground: Ground) -> Iterator[Row]:
    """What a batch asks of storage and database, counted on the line."""
    host, port = ground.objects.endpoint.removeprefix("http://").split(":")
    with CountingLine(host, int(port)) as line, ground.place(line.address) as place, _staffed(place, 1) as desk:
        member = desk.member(1000)
        photos = [desk.upload(member, photo.read_bytes()) for photo in ground.photos]
        stored, before = line.counted.copy(), _transactions(place)
        task = desk.tasks.create(Keyed(member, ids.new()), _asking(photos), is_batch=True).task_id
        desk.wait_until_over(task, every=3.0)
        worked, transactions = line.counted.since(stored), _transactions(place) - before
    count = len(ground.photos)
    original = sum(photo.stat().st_size for photo in ground.photos) / count
    yield Row("requests to storage, photo in", stored.total / count, "", kinds(stored.requests))
    yield Row("bytes to storage, photo in", stored.sent / count / original, "x", "the photo's bytes")
    yield Row("requests to storage, photo worked on", worked.total / count, "", kinds(worked.requests))
    yield Row("bytes from storage, photo worked on", worked.received / count / original, "x", "the photo's bytes")
    yield Row("bytes to storage, photo worked on", worked.sent / count / 1e6, "MB", "the finished picture")
    yield Row("transactions, photo worked on", transactions / count, "", "commits of PostgreSQL, the queue's with them")


@dataclass(frozen=True)
class _Pace:
    per_second: float
    wait: float
    each: float
    database: float


def _throughput(ground: Ground, workers: int) -> _Pace:
    with ground.place() as place, _staffed(place, workers) as desk:
        members = [desk.member(1000) for _ in range(_BATCHES)]
        photos = {m.id: [desk.upload(m, photo.read_bytes()) for photo in ground.photos] for m in members}
        first = desk.tasks.create(Keyed(members[0], ids.new()), _asking(photos[members[0].id][:1]), is_batch=True)
        submitted = time.time()
        desk.wait_until_over(first.task_id)  # processes are warm after it
        seen = desk.picked_at(first.task_id) - submitted
        busy, started = _busy(place), time.perf_counter()
        tasks = [
            desk.tasks.create(Keyed(member, ids.new()), _asking(photos[member.id]), is_batch=True).task_id
            for member in members
        ]
        desk.wait_until_over(*tasks, patience=600, every=0.5)
        took, total = time.perf_counter() - started, _BATCHES * _PHOTOS
        return _Pace(total / took, max(0.0, seen), took * workers / total, (_busy(place) - busy) / total)


@contextmanager
def _staffed(place: Place, workers: int) -> Iterator[Desk]:
    dispatcher = PgDispatcher(url=place.url)
    with closing(Fleet(place)) as fleet, closing(Desk(place, dispatcher=dispatcher, is_limited=False)) as desk:
        for _ in range(workers):
            fleet.start(heartbeat=30.0)
        for worker in fleet.workers:
            worker.wait_until_started()
        with in_background(dispatcher.run(list)):
            yield desk


def _batch(desk: Desk, member: Account) -> CreateTask:
    return _asking([desk.row_of_upload(member, size=4_000_000, sha256="0" * 64) for _ in range(50)])


def _asking(photos: list[str]) -> CreateTask:
    return CreateTask(feature_id="basic_clean", input_images=photos)


def _spread(what: str, milliseconds: list[float]) -> Iterator[Row]:
    yield Row(f"{what}, median", statistics.median(milliseconds), "ms", f"{len(milliseconds)} times")
    yield Row(f"{what}, 99th of 100", milliseconds[int(len(milliseconds) * 0.99)], "ms", "")


def _busy(place: Place) -> float:
    """Seconds that PostgreSQL's connections to this database have been at work."""
    return float(_asked(place, "SELECT active_time / 1000 FROM pg_stat_database WHERE datname = current_database()"))


def _transactions(place: Place) -> int:
    return int(_asked(place, "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"))


def _asked(place: Place, query: str) -> float:
    time.sleep(1.2)  # counters are told about once a second
    with psycopg.connect(place.url) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return float(row[0])


PARTS: dict[str, Callable[[Ground], Iterator[Row]]] = {
    "creation": creation_rows,
    "workers": worker_rows,
    "sync": cloud_sync.rows,
    "cost": cost_rows,
}

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
