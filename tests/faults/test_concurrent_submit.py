"""Many submits at once: exactly what was granted can be spent, whoever writes and however many."""

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.api.quota import QuotaView
from desktop_app.api.tasks import CreateTask
from desktop_app.core import ids
from desktop_app.core.errors import InsufficientQuotaError
from desktop_app.server.ledger import repository, verify
from desktop_app.server.tables import tasks
from tests.faults.floor import Floor, photo, upload_all
from tests.faults.ledger_desk import OWNER, Clock, FileDesk, copied, template

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 5, 1, 9, tzinfo=UTC)


def _submit(floor: Floor, images: list[str], key: str) -> str:
    """What one caller hears: the task's id, or the refusal's slug."""

    async def ask() -> str:
        async with floor.client() as client:
            try:
                made = await client.create_batch(CreateTask(feature_id="basic_clean", input_images=images), key=key)
            except InsufficientQuotaError as exc:
                return exc.slug
            return made.task_id

    return asyncio.run(ask())


def _sent(floor: Floor, count: int) -> list[str]:
    async def send() -> list[str]:
        async with floor.client() as client:
            return await upload_all(client, [photo(number, 64, 64) for number in range(count)])

    return asyncio.run(send())


def _quota(floor: Floor) -> QuotaView:
    async def ask() -> QuotaView:
        async with floor.client() as client:
            return await client.quota()

    return asyncio.run(ask())


def test_ten_submits_at_once_never_spend_more_than_there_is(tmp_path: Path) -> None:
    with Floor(tmp_path / "data") as floor:
        images = _sent(floor, 30)
        with ThreadPoolExecutor(8) as pool:
            heard = list(pool.map(lambda _: _submit(floor, images, ids.new()), range(10)))
        quota = _quota(floor)

    accepted = [word for word in heard if word != "insufficient-quota"]
    assert len(accepted) == len(set(accepted)) == 3, "100 quota pay for three batches of 30"
    assert quota.balance + quota.held + quota.used == 100
    assert quota.balance == 10
    assert floor.movements()["hold"] == 90
    floor.require_right()


def test_ten_copies_of_one_submit_at_once_are_one_task(tmp_path: Path) -> None:
    with Floor(tmp_path / "data") as floor:
        images, key = _sent(floor, 20), ids.new()
        with ThreadPoolExecutor(8) as pool:
            heard = set(pool.map(lambda _: _submit(floor, images, key), range(10)))

    assert len(heard) == 1
    assert floor.movements()["hold"] == 20
    floor.require_right()


@pytest.mark.parametrize("granted", [50, 101])
def test_four_processes_on_one_file_spend_exactly_what_was_granted(granted: int) -> None:
    desk = FileDesk(copied(template(None, START)), Clock(START))
    desk.grant(granted, "trial")

    costs = _race(desk.file, writers=4, tries=60)

    with desk.database.read(OWNER.id) as connection:
        balance = repository.balance(connection, OWNER.id)
        made = connection.scalar(sa.select(sa.func.count()).select_from(tasks))
        assert verify.violations(connection) == []
    desk.leave()
    assert sum(costs) == balance.held == granted
    assert made == sum(cost > 0 for cost in costs)
    assert costs.count(0) > 0


def _race(file: Path, *, writers: int, tries: int) -> list[int]:
    """What each submit of several processes cost that started at one moment."""
    command = [sys.executable, "-m", "tests.faults.submitting", str(file), str(tries)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    racers = [subprocess.Popen([*command, f"writer{number}"], cwd=ROOT, **pipes) for number in range(writers)]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == b"ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(b"go\n")
        racer.stdin.flush()
    told = [racer.communicate()[0] for racer in racers]
    assert all(racer.returncode == 0 for racer in racers)
    return [cost for each in told for cost in json.loads(each)]
