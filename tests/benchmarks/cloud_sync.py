"""A computer and the cloud: pictures on their way, and what a batch costs on the lines between them."""

import hashlib
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core import ids
from desktop_app.server.storage.bucket import Bucket
from tests.benchmarks.counting import Counted, CountingLine, kinds
from tests.benchmarks.ground import Ground
from tests.benchmarks.row import Row
from tests.cloud.objects import ACCESS_KEY, SECRET_KEY
from tests.cloud.workers.fleet import Fleet, wait_for
from tests.journeys.merchant import Answer, data
from tests.sync.cloud import EMAIL, PASSWORD, Cloud
from tests.sync.computer import Computer

_BATCH = 6


def rows(ground: Ground) -> Iterator[Row]:
    """Finished pictures of a computer on their way to the cloud, and what a batch costs on the lines between them."""
    with tempfile.TemporaryDirectory(prefix="cleanrack-sync-") as folder, _linked(ground, Path(folder)) as linked:
        computer, lines = linked.computer, linked.lines
        computer.do("allowance", {"amount": 30})
        computer.sync()
        computer.do("pause")
        batches = [_cleaned(computer, photos, "local") for photos in (ground.photos[:_BATCH], ground.photos[_BATCH:])]
        before = {name: line.counted.copy() for name, line in lines.items()}
        started = time.perf_counter()
        computer.do("resume")
        computer.wait_for("synced")
        took = time.perf_counter() - started
        counted = {name: line.counted.since(before[name]) for name, line in lines.items()}
        files = [file for file in (computer.folder / "blobs").rglob("*") if file.is_file()]
        finished = {item["output"]["sha256"] for batch in batches for item in batch}
        made = [file for file in files if file.name in finished]
        plain, megabytes = _sent_plainly(linked.bucket, made), sum(file.stat().st_size for file in made) / 1e6
        sent = [_cleaned(computer, ground.photos[:_BATCH], "cloud")]
        whole = {name: line.counted.since(before[name]) for name, line in lines.items()}
    yield Row("sync of finished pictures", took / plain, "x", f"copy + sha256 to the same S3, {megabytes:.0f} MB")
    yield Row("the same", megabytes / took, "MB/s", f"{len(made)} pictures, events and figures with them")
    yield from _per_batch("made here, told and sent", counted, batches=len(batches))
    rest = {name: whole[name].since(counted[name]) for name in whole}
    yield from _per_batch("sent to the cloud, and heard of", rest, batches=len(sent))


@dataclass(frozen=True)
class _Linked:
    computer: Computer
    lines: "dict[str, CountingLine]"
    bucket: Bucket


@contextmanager
def _linked(ground: Ground, folder: Path) -> Iterator[_Linked]:
    """A cloud with one worker, and a computer signed in to it over lines that count."""
    with ExitStack() as stack:
        place = stack.enter_context(ground.place())
        host, port = ground.objects.endpoint.removeprefix("http://").split(":")
        storage = stack.enter_context(CountingLine(host, int(port)))
        bucket = Bucket(
            name=place.bucket, endpoint=place.objects.endpoint, access_key=ACCESS_KEY, secret_key=SECRET_KEY
        )
        cloud = Cloud(database_url=place.url, bucket=bucket, folder=folder / "cloud")
        stack.callback(cloud.kill)
        cloud.restart(CLEANRACK_STORAGE_PUBLIC_ENDPOINT=storage.address)
        calls = stack.enter_context(CountingLine("127.0.0.1", cloud.port))
        computer = stack.enter_context(closing(Computer(folder / "computer").open()))
        told = {"server": calls.address, "email": EMAIL, "password": PASSWORD, "sign_up": True}
        computer.do("sign-in", told)
        computer.do("redeem", {"code": cloud.code(100)})
        computer.wait_for("synced")
        fleet = stack.enter_context(closing(Fleet(place)))
        fleet.start(heartbeat=30.0).wait_until_started()
        yield _Linked(computer, {"calls": calls, "storage": storage}, bucket)


def _cleaned(computer: Computer, photos: "list[Path]", where: str) -> list[Answer]:
    """The items of a batch that has ended and is in step."""
    somebody = computer.somebody
    uploads = somebody.uploads(photo.read_bytes() for photo in photos)
    body = {"feature_id": "basic_clean", "input_images": uploads, "input_data": {}, "where": where}
    made = data(somebody.http.post("/api/tasks/batch", json=body, headers={"Idempotency-Key": ids.new()}), status=201)
    over = ("completed", "failed")
    wait_for(lambda: somebody.task(made["task_id"])["status"] in over, what="a batch", every=1.0)
    if where == "cloud":
        computer.wait_for("synced")
    return list(somebody.task(made["task_id"])["batch_items"])


def _sent_plainly(bucket: Bucket, files: list[Path]) -> float:
    """Seconds that reading, hashing and putting takes, three at a time, without asking anybody."""
    import httpx

    def put(file: Path) -> None:
        content = file.read_bytes()
        asked = bucket.presigned_put("plain", hashlib.sha256(content).hexdigest(), len(content))
        client.put(asked.url, content=content, headers=asked.headers).raise_for_status()

    with httpx.Client(trust_env=False) as client, ThreadPoolExecutor(3) as lanes:
        started = time.perf_counter()
        list(lanes.map(put, files))
        return time.perf_counter() - started


def _per_batch(what: str, counted: "dict[str, Counted]", *, batches: int) -> Iterator[Row]:
    for name, over in counted.items():
        yield Row(f"{name}, a batch of {_BATCH} {what}: requests", over.total / batches, "", kinds(over.requests))
        yield Row("the same, up", over.sent / batches / 1e6, "MB", "")
        yield Row("the same, down", over.received / batches / 1e6, "MB", "")
