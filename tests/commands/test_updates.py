"""`cleanrack doctor` and new versions, with a real feed on loopback."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core import settings
from desktop_app.core.settings import Settings
from tests.client.feeds import FAR, Feeds, Operator


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Feeds]:
    monkeypatch.setenv("CLEANRACK_STATE_DIR", str(tmp_path / "state"))
    with Feeds() as serving:
        yield serving


def follow(server: Feeds, **chosen: object) -> None:
    """Have the data folder of this test follow the feed."""
    operator = Operator()
    server.document = operator.issues(expires_at=FAR)
    told = Settings(workers=1, release_feed=server.address, release_keys=operator.keys, **chosen)
    settings.save(Path(os.environ["CLEANRACK_DATA_DIR"]), told)


def test_doctor_tells_of_a_newer_version_and_asks_once_a_day(cleanrack, server: Feeds):
    follow(server)

    said = cleanrack("doctor", lang="zh-CN")
    again = json.loads(cleanrack("doctor", "--json").out)

    assert "衣净 9.9.0 已发布：https://cleanrack.example/download" in said.out
    assert "速度提高一倍。" in said.out
    assert again["updates"]["newer"]["version"] == "9.9.0"
    assert len(server.asked) == 1


def test_doctor_says_that_a_feed_is_not_trusted_and_all_is_well_otherwise(cleanrack, server: Feeds):
    follow(server)
    server.document = Operator().issues()

    said = cleanrack("doctor")

    assert said.code == 0
    assert "not signed by anybody" in said.out
    assert "9.9.0" not in said.out


def test_switched_off_doctor_asks_nobody(cleanrack, server: Feeds):
    follow(server, update_check=False)

    said = cleanrack("doctor")

    assert "not looked for" in said.out
    assert server.asked == []


def test_without_a_feed_doctor_has_nothing_to_say_of_it(cleanrack, server: Feeds):
    said = cleanrack("doctor")

    assert "version" not in said.out.lower().partition("all is well")[2]
    assert server.asked == []
