"""Workers of the cloud as real processes, and a desk that submits batches to them."""

import asyncio
import dataclasses
import hashlib
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from desktop_app.api.features import RateLimitPolicy
from desktop_app.api.tasks import CreateTask, ItemStatus, RetryItems
from desktop_app.core import clock, cloud_settings, ids
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.imaging.features import FEATURES
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.accounts.service import Account
from desktop_app.server.cloud_parts import CloudParts
from desktop_app.server.database import ENGINE
from desktop_app.server.hub import EventHub
from desktop_app.server.idempotency import Once
from desktop_app.server.ledger.verify import violations
from desktop_app.server.live import Live
from desktop_app.server.tables import assets, ledger_accounts
from desktop_app.server.tasks import repository
from desktop_app.server.tasks.dispatcher import Dispatcher
from desktop_app.server.tasks.items import Item
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.server.tasks.service import Keyed, TaskService
from desktop_app.server.uploads import repository as uploads
from tests import nursery
from tests.cloud.objects import ACCESS_KEY, SECRET_KEY, ObjectServer
from tests.journeys.photos import SMALL, garment

HEARTBEAT_SECONDS = 2.0
_ANY_NUMBER = RateLimitPolicy(max_per_hour=100_000, max_per_day=100_000)
_UNLIMITED = {name: dataclasses.replace(feature, policy=_ANY_NUMBER) for name, feature in FEATURES.items()}
_PATIENCE = 180.0


@dataclass(frozen=True)
class Place:
    """Where a test's cloud keeps what it has."""

    url: str
    objects: ObjectServer
    bucket: str
    endpoint: str = ""
    """Where S3 is spoken instead, by a line that looks on."""

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        return {
            "CLEANRACK_DATABASE": self.url,
            "CLEANRACK_STORAGE": f"s3://{self.bucket}",
            "CLEANRACK_STORAGE_ENDPOINT": self.endpoint or self.objects.endpoint,
            "CLEANRACK_STORAGE_KEY": ACCESS_KEY,
            "CLEANRACK_STORAGE_SECRET": SECRET_KEY,
            "CLEANRACK_SECRET": "a secret of tests, and of nobody else",
        }

    @property
    def settings(self) -> CloudSettings:
        """The same, read."""
        return cloud_settings.load(environ=self.environment)


class Worker:
    """One `cleanrack worker`, with a log of its own."""

    def __init__(self, place: Place, *options: str, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        self._log = tempfile.NamedTemporaryFile(prefix="worker-", suffix=".log")  # noqa: SIM115 - closed with it
        told = ("--heartbeat", str(heartbeat), "--processes", "1", *options)
        self._process = nursery.spawn(
            ["worker", *told],
            env={**os.environ, **place.environment},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )

    @property
    def log(self) -> str:
        """What it has said."""
        return Path(self._log.name).read_text()

    def lines(self) -> list[dict[str, Any]]:
        """What it has said, read."""
        return [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]

    def wait_until_started(self) -> None:
        """Until it takes batches."""
        wait_for(lambda: '"worker started"' in self.log or self._process.poll() is not None, what="a worker's start")
        assert self._process.poll() is None, self.log

    def kill(self) -> None:
        """It dies without a word, and its processes with it."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def pause(self) -> None:
        """It stands still, as a machine that swaps does."""
        os.killpg(self._process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        """It goes on as if nothing had been."""
        os.killpg(self._process.pid, signal.SIGCONT)

    def terminate(self) -> int:
        """It is asked to stop; its exit code."""
        self._process.terminate()
        return self._process.wait(timeout=60)

    def close(self) -> None:
        """End it, whatever state it is in."""
        if self._process.poll() is None:
            self.kill()
        self._log.close()


@dataclass
class Fleet:
    """Workers that a test has started."""

    place: Place
    workers: list[Worker] = field(default_factory=list)

    def start(self, *options: str, heartbeat: float = HEARTBEAT_SECONDS) -> Worker:
        """One more worker."""
        worker = Worker(self.place, *options, heartbeat=heartbeat)
        self.workers.append(worker)
        return worker

    def close(self) -> None:
        """End them all."""
        for worker in self.workers:
            worker.close()


class NobodyDispatches:
    """What an API process is that dies between the commit and the queue."""

    def dispatch(self, task_id: str) -> None:
        """Do nothing."""


class Desk:
    """The cloud's services over a place, for tests that submit and look."""

    def __init__(self, place: Place, *, dispatcher: Dispatcher | None = None, is_limited: bool = True) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="cleanrack-desk-")
        self.parts = CloudParts(settings=place.settings, folder=Path(self._folder.name))
        hub = EventHub()
        self.tasks = TaskService(
            database=self.parts.database,
            once=Once(database=self.parts.database, clock=clock.now),
            ledger=self.parts.ledger,
            features=FEATURES if is_limited else _UNLIMITED,
            dispatcher=dispatcher or NobodyDispatches(),
            hub=hub,
            live=Live(hub=hub),
            journal=self.parts.journal,
            clock=clock.now,
        )

    def close(self) -> None:
        """End its connections."""
        self.parts.close()
        self._folder.cleanup()

    def member(self, amount: int = 100) -> Account:
        """An account with quota."""
        account = Account(id=ids.new(), is_trial=False)
        with self.parts.database.write(ENGINE) as connection:
            accounts.insert(connection, account.id, is_trial=False, at=clock.now())
            self.parts.ledger.grant(connection, account.id, amount, reason="topup|test")
        return account

    def upload(self, account: Account, data: bytes) -> str:
        """One photo of an account; its id."""
        sha256 = hashlib.sha256(data).hexdigest()
        part = self.parts.storage.part()
        part.write_bytes(data)
        self.parts.storage.keep(part, account.id, sha256)
        return self.row_of_upload(account, size=len(data), sha256=sha256)

    def row_of_upload(self, account: Account, *, size: int, sha256: str) -> str:
        """What the database says of a photo; its id."""
        upload_id = ids.new()
        with self.parts.database.write(account.id) as connection:
            uploads.insert(
                connection,
                id=upload_id,
                user_id=account.id,
                file_name=f"{upload_id[:6]}.jpg",
                sha256=sha256,
                size=size,
                format="JPEG",
                width=240,
                height=320,
                perceptual_hash="",
                findings=[],
                created_at=clock.now(),
            )
        return upload_id

    def submit(self, account: Account, count: int = 10, *, size: tuple[int, int] = SMALL, **parameters: Any) -> str:
        """A batch of so many photos; its task's id."""
        photos = [self.upload(account, garment(number, size)) for number in range(count)]
        return self.submit_these(account, photos, **parameters)

    def submit_these(self, account: Account, photos: list[str], **parameters: Any) -> str:
        """A batch of these uploads; its task's id."""
        request = CreateTask(feature_id="basic_clean", input_images=photos, input_data=parameters)
        return self.tasks.create(Keyed(account, ids.new()), request, is_batch=True).task_id

    def cancel(self, account: Account, task_id: str) -> None:
        """Stop a task."""
        self.tasks.cancel(Keyed(account, ids.new()), task_id)

    def retry(self, account: Account, task_id: str) -> None:
        """Do again what was stopped."""
        self.tasks.retry_failed(Keyed(account, ids.new()), task_id, RetryItems())

    def record(self, task_id: str) -> TaskRecord:
        """A task as it stands."""
        with self.parts.database.read(ENGINE) as connection:
            return repository.get(connection, task_id, owner=None)

    def items(self, task_id: str) -> list[Item]:
        """Its items."""
        return list(self.record(task_id).items)

    def ended(self, task_id: str) -> int:
        """How many of its items have ended."""
        return sum(item.status is not ItemStatus.PENDING for item in self.items(task_id))

    def wait_until_over(self, *task_ids: str, patience: float = _PATIENCE, every: float = 0.05) -> None:
        """Until every item of these tasks has ended; asked `every` so many seconds."""
        for task_id in task_ids:
            wait_for(
                lambda task_id=task_id: self.record(task_id).row.status in ("completed", "failed", "cancelled"),  # type: ignore[misc]
                what=f"the end of {task_id}",
                patience=patience,
                every=every,
            )

    def picked_at(self, task_id: str) -> float:
        """When a worker took a task from the queue, in seconds of the epoch."""
        query = """SELECT extract(epoch FROM min(l.created)) FROM queue.pgqueuer_log l WHERE l.status = 'picked'
            AND l.job_id = (SELECT max(job_id) FROM queue.pgqueuer_log)"""
        with self.parts.database._engine.connect() as connection:
            connection.exec_driver_sql("SELECT set_config('app.account', '*', true)")
            return float(connection.exec_driver_sql(query).scalar() or 0)

    def balance(self, account: Account) -> tuple[int, int]:
        """(posted, held) of an account's purse."""
        query = sa.select(ledger_accounts.c.posted, ledger_accounts.c.held)
        with self.parts.database.read(ENGINE) as connection:
            row = connection.execute(query.where(ledger_accounts.c.id == f"{account.id}/balance")).one()
        return row.posted, row.held

    def faults(self) -> list[str]:
        """What does not add up in the ledger."""
        with self.parts.database.read(ENGINE) as connection:
            return violations(connection)

    def pictures(self) -> Mapping[tuple[str, int], int]:
        """How many finished pictures the library has of each (task, item)."""
        query = sa.select(assets.c.task_id, assets.c.item, sa.func.count()).group_by(assets.c.task_id, assets.c.item)
        with self.parts.database.read(ENGINE) as connection:
            return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def wait_for(call: Callable[[], bool], *, what: str, patience: float = _PATIENCE, every: float = 0.05) -> None:
    """Until `call` says yes."""
    deadline = time.monotonic() + patience
    while not call():
        assert time.monotonic() < deadline, f"waited {patience} s for {what}"
        time.sleep(every)


@contextmanager
def in_background(*running: Coroutine[Any, Any, None]) -> Iterator[asyncio.AbstractEventLoop]:
    """Run these on an event loop of their own while the block does."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    futures = [asyncio.run_coroutine_threadsafe(each, loop) for each in running]
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_cancelled(loop), loop).result(timeout=30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        for future in futures:
            if not future.cancelled():
                future.result(timeout=0)


async def _cancelled(loop: asyncio.AbstractEventLoop) -> None:
    others = asyncio.all_tasks(loop) - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
