"""A cloud with workers, and computers that send batches to it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.server.processing import queue
from tests.cloud.workers.conftest import place
from tests.cloud.workers.fleet import Fleet, Place
from tests.sync.cloud import Cloud
from tests.sync.conftest import Buy, buy

__all__ = ["Buy", "buy", "place"]


@pytest.fixture
def cloud(place: Place, tmp_path: Path) -> Iterator[Cloud]:
    """A cloud that only this test knows."""
    queue.migrate(place.url)
    started = Cloud.at(place, tmp_path / "cloud")
    started.start()
    yield started
    started.kill()


@pytest.fixture
def fleet(place: Place) -> Iterator[Fleet]:
    """Workers, ended with the test."""
    with closing(Fleet(place)) as started:
        yield started
