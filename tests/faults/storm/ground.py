"""What a storm is over: two computers, their cloud, its storage, and the lines between them that are cut."""

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app.server.storage.bucket import Bucket
from tests.cloud.cutting import LARGEST_BUDGET, CuttingProxy
from tests.cloud.objects import ACCESS_KEY, SECRET_KEY, ObjectServer
from tests.cloud.postgres import PostgresServer
from tests.faults.storm.plan import Storm
from tests.sync.cloud import Cloud
from tests.sync.computer import Computer

_CALLS_BUDGET = LARGEST_BUDGET // 4
"""Calls are shorter than pictures."""
_ALONG = 20
"""Quota that each computer holds beyond what it needs."""


@dataclass(frozen=True)
class Ground:
    """All of it, at work."""

    cloud: Cloud
    objects: ObjectServer
    calls: CuttingProxy
    """What leads to the cloud."""
    pictures: CuttingProxy
    """What leads to the storage."""
    studio: Computer
    desk: Computer
    bought: int

    @property
    def computers(self) -> tuple[Computer, Computer]:
        return self.studio, self.desk

    @property
    def lines(self) -> tuple[CuttingProxy, CuttingProxy]:
        return self.calls, self.pictures


@contextmanager
def linked(storm: Storm, cloud: Cloud, objects: ObjectServer, buy: Callable[[str], Computer]) -> Iterator[Ground]:
    """Both computers signed in over lines that are still whole, each with quota enough for everything it does."""
    chance, target = random.Random(storm.seed), urlsplit(objects.endpoint).port
    assert target is not None
    with ExitStack() as stack:
        pictures = stack.enter_context(closing(CuttingProxy(target=target, seed=chance.randrange(10**6), share=0)))
        cloud.restart(CLEANRACK_STORAGE_PUBLIC_ENDPOINT=pictures.address)
        calls = CuttingProxy(target=cloud.port, seed=chance.randrange(10**6), share=0, budget=_CALLS_BUDGET)
        stack.enter_context(closing(calls))
        studio, desk = buy("studio"), buy("desk")
        each = storm.blobs + _ALONG
        cloud.sign_up(studio, quota=2 * each, through=calls.address)
        cloud.sign_in(desk, through=calls.address)
        for computer in (studio, desk):
            computer.do("allowance", {"amount": each})
            computer.sync()
        yield Ground(cloud, objects, calls, pictures, studio, desk, 2 * each)


@contextmanager
def standing(storm: Storm) -> Iterator[Ground]:
    """The same with nothing but this program: real servers of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cleanrack-storm-")))
        postgres = stack.enter_context(closing(PostgresServer()))
        objects = stack.enter_context(closing(ObjectServer()))
        bucket = Bucket(name=objects.bucket(), endpoint=objects.endpoint, access_key=ACCESS_KEY, secret_key=SECRET_KEY)
        cloud = Cloud(database_url=postgres.fresh(), bucket=bucket, folder=folder / "cloud")
        stack.callback(cloud.kill)

        def buy(name: str) -> Computer:
            return stack.enter_context(Computer(folder / "computers" / name))

        yield stack.enter_context(linked(storm, cloud, objects, buy))
