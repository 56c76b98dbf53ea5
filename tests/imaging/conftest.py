"""Tests of pictures use whatever cut-out model this environment has."""

import pytest

from tests.conftest import offer


@pytest.fixture(autouse=True)
def _offered(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch)
