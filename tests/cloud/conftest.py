"""What tests of the cloud share: one PostgreSQL and one S3 server for each process that runs tests."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.storage.bucket import Bucket
from tests.cloud.objects import ACCESS_KEY, REGION, SECRET_KEY, ObjectServer
from tests.cloud.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """PostgreSQL, started by the first test that wants it."""
    with closing(PostgresServer()) as server:
        yield server


@pytest.fixture
def database_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A migrated database that only this test knows."""
    url = postgres_server.fresh()
    yield url
    postgres_server.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[PostgresDatabase]:
    """The same, as the cloud's processes open it."""
    with closing(PostgresDatabase(url=database_url)) as opened:
        yield opened


@pytest.fixture(scope="session")
def object_server() -> Iterator[ObjectServer]:
    """An S3 server, started by the first test that wants it."""
    with closing(ObjectServer()) as server:
        yield server


@pytest.fixture
def bucket(object_server: ObjectServer) -> Bucket:
    """A bucket that only this test knows."""
    return Bucket(
        name=object_server.bucket(),
        endpoint=object_server.endpoint,
        region=REGION,
        access_key=ACCESS_KEY,
        secret_key=SECRET_KEY,
    )
