"""A cloud with a queue, workers to be started in it, and a desk that submits to them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_app.server.processing import queue
from desktop_app.server.processing.queue import PgDispatcher
from tests.cloud.objects import ObjectServer
from tests.cloud.workers.fleet import Desk, Fleet, Place, in_background


@pytest.fixture
def place(database_url: str, object_server: ObjectServer) -> Place:
    """A cloud nobody has used."""
    queue.migrate(database_url)
    return Place(database_url, object_server, object_server.bucket())


@pytest.fixture
def fleet(place: Place) -> Iterator[Fleet]:
    """Workers, ended with the test."""
    with closing(Fleet(place)) as started:
        yield started


@pytest.fixture
def desk(place: Place) -> Iterator[Desk]:
    """Submits, and puts what it submits into the queue."""
    dispatcher = PgDispatcher(url=place.url)
    with closing(Desk(place, dispatcher=dispatcher)) as opened, in_background(dispatcher.run(list)):
        yield opened
