"""An account with 1,000 quota at a real database."""

import pytest

from desktop_app.server.database.postgres import PostgresDatabase
from tests.cloud.sync.cloud import Cloud


@pytest.fixture
def cloud(database: PostgresDatabase) -> Cloud:
    opened = Cloud(database)
    opened.open_account(1000)
    return opened
