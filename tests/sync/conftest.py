"""A cloud, and computers that can sign in to it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.server.storage.bucket import Bucket
from tests.cloud.conftest import bucket, database_url, object_server, postgres_server
from tests.sync.cloud import Cloud
from tests.sync.computer import Computer

__all__ = ["bucket", "database_url", "object_server", "postgres_server"]

Buy = Callable[..., Computer]


@pytest.fixture
def cloud(database_url: str, bucket: Bucket, tmp_path: Path) -> Iterator[Cloud]:
    """A cloud that only this test knows."""
    started = Cloud(database_url=database_url, bucket=bucket, folder=tmp_path / "cloud")
    started.start()
    yield started
    started.kill()


@pytest.fixture
def buy(tmp_path: Path) -> Iterator[Buy]:
    """Makes computers that are switched on."""
    made: list[Computer] = []

    def one(name: str, **options: Any) -> Computer:
        made.append(Computer(tmp_path / "computers" / name, **options))
        return made[-1].open()

    yield one
    for each in made:
        each.close()
