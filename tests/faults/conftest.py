"""Nothing of the fault tests stays behind."""

import shutil
from collections.abc import Iterator

import pytest

from tests.faults.ledger_desk import scratch


@pytest.fixture(scope="session", autouse=True)
def _tidied() -> Iterator[None]:
    yield
    shutil.rmtree(scratch())
