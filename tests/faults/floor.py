"""A real server on a real folder, made to be killed, and the photos it works on."""

import asyncio
import json
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Self

import numpy as np
import psutil
import simplejpeg
import sqlalchemy as sa

from desktop_app.api.tasks import TaskView
from desktop_app.client.bundled import BundledServer
from desktop_app.client.retry import Retry
from desktop_app.client.server import ServerClient
from desktop_app.client.transport import Transport
from desktop_app.core import clock
from desktop_app.core.errors import ServerStartError
from desktop_app.core.words import Language
from desktop_app.server import local
from desktop_app.server.accounts.service import AccountService
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.ledger import verify
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.tables import assets, tasks, transfers, uploads

OVER = {"completed", "failed", "cancelled"}
UNCUT = {"background": "keep"}
"""Parameters of work that is not about cutting out: as quick as it gets."""


@cache
def photo(number: int, width: int = 600, height: int = 800) -> bytes:
    """A JPEG full of noise, unlike any other: some tens of milliseconds of work."""
    noise = np.random.default_rng(number).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return simplejpeg.encode_jpeg(noise, quality=85)


def broken(number: int) -> bytes:
    """A JPEG cut short in its header: taken at upload, refused at work."""
    return photo(number)[:300]


class Floor:
    """A data folder and the server on it; a dead server's folder can be looked into and prepared."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_text(json.dumps(settings))
        self.folder = folder
        self.server = BundledServer(folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.close()

    def start(self) -> None:
        """Start the server, or start it again."""
        self.server.start()

    def stop(self) -> None:
        """End it the way a window does."""
        self.server.close()

    def kill(self) -> None:
        """kill -9 of the server process alone; returns when it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.server.handshake.pid, signal.SIGKILL)
        self.server.close()

    def die_at_birth(self, after: float) -> bool:
        """Start the server and kill it so many seconds later; answers False, with no server, if it was up before."""
        child = threading.Timer(after, self._kill_child)
        child.start()
        try:
            self.server.start()
        except ServerStartError:
            return True
        finally:
            child.cancel()
            child.join()
        self.kill()
        return False

    def _kill_child(self) -> None:
        assert self.server._child is not None
        self.server._child.kill()

    def client(self, *, tries: int = 1) -> ServerClient:
        """Somebody who speaks to the server that runs now, and does not wait for it to rise; use with `async with`."""
        told = self.server.handshake
        url, retry = f"http://127.0.0.1:{told.port}", Retry(tries=tries)
        return ServerClient(Transport(base_url=url, token=told.token, language=Language.ENGLISH, retry=retry))

    def workers(self) -> list[psutil.Process]:
        """The worker processes of the running server."""
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(self.server.handshake.pid).children(recursive=True)
            return [child for child in children if _is_worker(child)]
        return []

    # while the server is dead

    def open(self) -> Database:
        """The database, as the server opens it."""
        return local.open_database(self.folder)

    def give(self, amount: int, reason: str) -> None:
        """More quota for the trial account."""
        database, ledger = self.open(), Ledger(clock=clock.now)
        account = AccountService(database=database, ledger=ledger, clock=clock.now).trial()
        with database.write(account.id) as connection:
            ledger.grant(connection, account.id, amount, reason=reason)
        database.close()

    def let_a_day_pass(self) -> None:
        """For the limits on batches."""
        database = self.open()
        with database.write(ENGINE) as connection:
            for row in connection.execute(sa.select(tasks.c.id, tasks.c.created_at)).all():
                earlier = row.created_at - timedelta(days=1)
                connection.execute(tasks.update().where(tasks.c.id == row.id).values(created_at=earlier))
        database.close()

    def require_right(self) -> None:
        """The ledger adds up, every picture a row names is there with that hash, and nothing lies about."""
        database = self.open()
        with database.read(ENGINE) as connection:
            assert verify.violations(connection) == []
            named = set(connection.scalars(sa.select(uploads.c.sha256)))
            outputs = set(connection.scalars(sa.select(assets.c.sha256)))
        assert database.check() == []
        database.close()
        storage = FileStorage(folder=self.folder)
        for each in named | outputs:
            assert sha256(storage.path(ENGINE, each).read_bytes()).hexdigest() == each
        assert set(storage.kept()) == named | outputs
        assert storage.parts() == []

    def movements(self) -> dict[str, int]:
        """How much quota moved, by kind of entry."""
        database = self.open()
        with database.read(ENGINE) as connection:
            query = sa.select(transfers.c.kind, sa.func.sum(transfers.c.amount)).group_by(transfers.c.kind)
            moved = {kind: int(amount) for kind, amount in connection.execute(query)}
        database.close()
        return moved


async def upload_all(client: ServerClient, photos: list[bytes]) -> list[str]:
    """Send photos; answers the ids."""
    return [(await client.upload(data, f"SKU{number}.jpg")).id for number, data in enumerate(photos)]


async def finished(client: ServerClient, task_id: str, seconds: float = 60) -> TaskView:
    """The task once it is over."""
    return await until(client, task_id, lambda task: task.status in OVER, seconds)


async def until(client: ServerClient, task_id: str, ready: Callable[[TaskView], bool], seconds: float = 60) -> TaskView:
    """The task once it is as wanted."""
    deadline = monotonic() + seconds
    while not ready(task := await client.task(task_id)):
        assert monotonic() < deadline, f"still {task.status}, {task.batch_success} done"
        await asyncio.sleep(0.02)
    return task


def soon(ready: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it becomes true in time."""
    deadline = monotonic() + seconds
    while not ready():
        if monotonic() > deadline:
            return False
        sleep(0.01)
    return True


def listens(port: int) -> bool:
    """Whether anybody takes calls there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_worker(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return "spawn_main" in " ".join(process.cmdline())
    return False
