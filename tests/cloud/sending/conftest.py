"""A cloud with workers, and computers that send batches to it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.server.processing import queue
from desktop_app.server.storage.bucket import Bucket
from tests.cloud.objects import ACCESS_KEY, SECRET_KEY
from tests.cloud.workers.conftest import place
from tests.cloud.workers.fleet import Fleet, Place
from tests.sync.cloud import Cloud
from tests.sync.conftest import Buy, buy

__all__ = ["Buy", "buy", "place"]


@pytest.fixture
def cloud(place: Place, tmp_path: Path) -> Iterator[Cloud]:
    """A cloud that only this test knows."""
    queue.migrate(place.url)
    bucket = Bucket(name=place.bucket, endpoint=place.objects.endpoint, access_key=ACCESS_KEY, secret_key=SECRET_KEY)
    started = Cloud(database_url=place.url, bucket=bucket, folder=tmp_path / "cloud")
    started.start()
    yield started
    started.kill()


@pytest.fixture
def fleet(place: Place) -> Iterator[Fleet]:
    """Workers, ended with the test."""
    with closing(Fleet(place)) as started:
        yield started
