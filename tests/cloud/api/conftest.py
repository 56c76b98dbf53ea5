"""One cloud for the tests of a module, on a database and a bucket of its own."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_app.server.processing import queue
from tests.cloud.api.member import Members
from tests.cloud.objects import ObjectServer
from tests.cloud.postgres import PostgresServer
from tests.cloud.workers.fleet import Place
from tests.sync.cloud import Cloud


@pytest.fixture(scope="module")
def place(postgres_server: PostgresServer, object_server: ObjectServer) -> Iterator[Place]:
    """Where it keeps what it has."""
    url = postgres_server.fresh()
    queue.migrate(url)
    yield Place(url, object_server, object_server.bucket())
    postgres_server.drop(url)


@pytest.fixture(scope="module")
def cloud(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """One process of its API."""
    started = Cloud.at(place, tmp_path_factory.mktemp("cloud") / "api")
    started.start()
    yield started
    started.kill()


@pytest.fixture(scope="module")
def members(cloud: Cloud) -> Iterator[Members]:
    """Its customers."""
    with closing(Members(cloud)) as known:
        yield known
