"""How long it takes to make a batch of 50: quota, items and answer in one durable transaction, alone and together."""

import dataclasses
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop_app.api.features import RateLimitPolicy
from desktop_app.api.tasks import CreateTask
from desktop_app.core import clock, ids
from desktop_app.imaging.features.basic_clean import FEATURE
from desktop_app.server.home import LocalHome
from desktop_app.server.idempotency import Once
from desktop_app.server.tasks.service import Keyed, TaskService
from desktop_app.server.uploads import repository as uploads
from tests.benchmarks.row import Row

_WRITERS = 8
_EACH = 12


def rows(work: Path) -> Iterator[Row]:
    """Latencies of the service on a real database file; the feature's hourly limit is lifted to let eight begin."""
    folder = work / "creation"
    folder.mkdir()
    home = LocalHome(folder=folder, account_id=None)
    service, request, account = _service(home), _photographed(home), home.current.get()

    def create(_: int) -> float:
        keyed = Keyed(account=account, key=ids.new())
        started = time.perf_counter()
        service.create(keyed, request, is_batch=True)
        return (time.perf_counter() - started) * 1000

    alone = sorted(map(create, range(_EACH * 4)))
    with ThreadPoolExecutor(_WRITERS) as writers:
        together = sorted(writers.map(create, range(_EACH * _WRITERS)))
    home.close()
    yield Row("create a batch of 50, alone, median", statistics.median(alone), "ms", f"{len(alone)} times")
    yield Row("create a batch of 50, 8 at once, median", statistics.median(together), "ms", f"{len(together)} times")
    yield Row("the same, 99th of 100", together[int(len(together) * 0.99)], "ms", "", 50)


def _service(home: LocalHome) -> TaskService:
    unlimited = RateLimitPolicy(max_per_hour=10_000, max_per_day=10_000)
    return TaskService(
        database=home.database,
        once=Once(database=home.database, clock=clock.now),
        ledger=home.ledger,
        features={FEATURE.id: dataclasses.replace(FEATURE, policy=unlimited)},
        dispatcher=home.dispatcher,
        hub=home.hub,
        live=home.live,
        journal=home.journal,
        clock=clock.now,
    )


def _photographed(home: LocalHome) -> CreateTask:
    owner, made = home.current.get().id, [ids.new() for _ in range(50)]
    with home.database.write(owner) as connection:
        home.ledger.grant(connection, owner, 100_000, reason="benchmark")
        for number, upload_id in enumerate(made):
            uploads.insert(
                connection,
                id=upload_id,
                user_id=owner,
                file_name=f"SKU{number}/1.jpg",
                sha256="0" * 64,
                size=1,
                format="JPEG",
                width=4000,
                height=3000,
                perceptual_hash="",
                findings=[],
                created_at=clock.now(),
            )
    return CreateTask(feature_id=FEATURE.id, input_images=made)
