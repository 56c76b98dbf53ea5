"""A computer whose clock is forty days off: nothing is spent twice or lost, and it goes on when the clock is right."""

import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.core import clock
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.sync import checking
from tests.journeys.photos import garment
from tests.sync.cloud import Cloud
from tests.sync.computer import PATIENCE, Computer
from tests.sync.conftest import Buy

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
LOOKED_AT_SECONDS = 1
"""How often libfaketime looks what the clock is set to."""
DAY = timedelta(days=1).total_seconds()

pytestmark = pytest.mark.skipif(LIBRARY is None, reason="not installed: libfaketime; see installer/linux-packages.txt")


class WallClock:
    """A computer's clock that can be set, also while it is on. Its other clocks, which only count, go on as they do."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._write(0)

    @property
    def environ(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": str(LOOKED_AT_SECONDS),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, *, days: int) -> None:
        """So far from the truth, for everything that happens from now on."""
        self._write(days)
        time.sleep(LOOKED_AT_SECONDS + 1)

    def _write(self, days: int) -> None:
        part = self._file.with_suffix(".part")
        part.write_text(f"{days:+}d\n")
        part.replace(self._file)


def test_a_clock_that_goes_forty_days_ahead_then_back_then_right_loses_nothing_and_spends_nothing_twice(
    cloud: Cloud, buy: Buy, tmp_path: Path
) -> None:
    wall = WallClock(tmp_path / "wall")
    studio, desk = buy("studio", **wall.environ), buy("desk")
    cloud.sign_up(studio, quota=20)
    _done(studio)

    for days in (40, -40):
        wall.set(days=days)
        task = _done(studio)
        _told_to_be_off(studio, days)
        studio.do("allowance", {"amount": 2})
        cloud.kill()
        studio.close()
        studio.open()
        _done(studio)
        assert _seems_made_in_days(studio, task) == days
        assert _refused(studio, photos=2) == "offline-quota"
        cloud.start()

    wall.set(days=0)
    _told_to_be_off(studio, 0)
    _done(studio)
    studio.sync()
    cloud.sign_in(desk)
    desk.sync()
    assert studio.statement == desk.statement
    for computer in (studio, desk):
        assert [computer.quota[name] for name in ("balance", "used", "held")] == [14, 6, 0]
        assert len(computer.every("/api/library", "assets")) == 6
    with closing(PostgresDatabase(url=cloud.database_url)) as database, database.read(ENGINE) as connection:
        assert checking.violations(connection) == []


def _done(computer: Computer) -> str:
    somebody = computer.somebody
    task = somebody.batch(somebody.uploads([garment(1)]))
    assert somebody.wait(task)["status"] == "completed"
    return task


def _refused(computer: Computer, *, photos: int) -> str:
    somebody = computer.somebody
    answer = somebody.submit(somebody.uploads(garment(number) for number in range(photos)))
    return str(answer.json()["error"]["slug"])


def _told_to_be_off(computer: Computer, days: int) -> None:
    """Everything is in step, and the account says so."""
    deadline = time.monotonic() + PATIENCE
    while round(computer.sync()["clock_off_seconds"] / DAY) != days:
        assert time.monotonic() < deadline, computer.account_view


def _seems_made_in_days(computer: Computer, task: str) -> int:
    made = datetime.fromisoformat(computer.somebody.task(task)["created_at"])
    return round((made - clock.now()) / timedelta(days=1))
