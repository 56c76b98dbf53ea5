"""kill -9 of the server at random moments: nothing lost, nothing twice, whatever it was doing.

CLEANRACK_KILLS sets how many kills (30; CLEANRACK_DEEP=1: 100), CLEANRACK_SEED at which moments.
"""

import asyncio
import os
import random
import shutil
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.api.tasks import CreateTask, TaskCreated, TaskView
from desktop_app.client.server import ServerClient
from desktop_app.core import ids
from desktop_app.core.errors import ServerLostError
from desktop_app.server import local
from desktop_app.server.database import ENGINE
from desktop_app.server.database.sqlite import SqliteDatabase
from desktop_app.server.ledger import verify
from desktop_app.server.tables import tasks
from tests import depth
from tests.faults.floor import UNCUT, Floor, broken, finished, photo, until, upload_all
from tests.faults.ledger_desk import copied

KILLS = int(os.environ.get("CLEANRACK_KILLS", depth.times(30, deep=100)))
MANY = 100
"""Kills after which everything must have been hit at least once, rare moments too."""
SEED = int(os.environ.get("CLEANRACK_SEED", "20260501"))
GOOD, BROKEN = 16, 4
PHOTOS = GOOD + BROKEN
LIFE_SECONDS = 0.5
"""Less than what twenty photos take after a start: later kills would find nothing to interrupt."""
STILLBORN = 0.3
"""Share of the lives that end while the server starts: sweeping, recovering, warming its workers."""


@dataclass
class Batch:
    """What was asked for under one key, and what was answered."""

    request: CreateTask
    key: str = field(default_factory=ids.new)
    made: TaskCreated | None = None
    tried: bool = False
    """The first try of each is killed while it is on its way."""


@dataclass
class Tally:
    """What the kills hit; a harness that hit nothing proves nothing."""

    kills: int = 0
    stillborn: int = 0
    with_pending: int = 0
    midway: int = 0
    during_submit: int = 0
    submit_unanswered: int = 0
    submit_unanswered_yet_made: int = 0
    uploads_kept: int = 0
    uploads_cut: int = 0
    parts_left: int = 0


class Killer:
    """Lives of one server, each ended by kill -9."""

    def __init__(self, floor: Floor, uploaded: list[str]) -> None:
        self.floor = floor
        self.uploaded = uploaded
        self.random = random.Random(SEED)
        self.tally = Tally()
        self.batches = [self._batch()]
        self.kept_uploads: list[str] = []
        self.ended: dict[str, int] = {}

    @property
    def batch(self) -> Batch:
        """The one in hand."""
        return self.batches[-1]

    def live_and_die(self) -> None:
        """Start, go on with the batch, be killed; then look at what lies there."""
        left = set(self._parts())
        if self.random.random() >= STILLBORN or not self.floor.die_at_birth(self.random.uniform(0.1, 1.2)):
            self.floor.start()
            assert not left & set(self._parts()), "a dead server's parts were not swept"
            asyncio.run(self._life())
            self.floor.kill()
        else:
            self.tally.stillborn += 1
        self.tally.kills += 1
        self.tally.parts_left += len(self._parts())
        self._autopsy()

    def next_batch(self) -> None:
        """The batch in hand is over; prepare another, with parameters of its own so that its pictures are new."""
        self.floor.let_a_day_pass()
        self.batches.append(self._batch())

    def is_over(self) -> bool:
        """Whether every photo of the batch in hand has ended."""
        return self.batch.made is not None and self.ended.get(self.batch.made.task_id) == PHOTOS

    async def _life(self) -> None:
        async with self.floor.client() as client:
            uploading = asyncio.create_task(self._upload(client)) if self.random.random() < 0.2 else None
            if not self.batch.tried:
                await self._die_during_submit(client)
            else:
                await self._submit(client)
                await self._wait(client)
                self._strike()
            if uploading is not None:
                await uploading

    async def _submit(self, client: ServerClient) -> None:
        """Acknowledged or not: the same key gives one task and one answer."""
        created = await client.create_batch(self.batch.request, key=self.batch.key)
        assert self.batch.made in (None, created)
        self.batch.made = created
        for upload_id in self.kept_uploads:
            await client.get_upload(upload_id)

    async def _wait(self, client: ServerClient) -> None:
        """Half the kills come at a random moment, the others once some more photos have ended, a moment later.

        The random moment does not come after the last photo either: on a fast machine it would find nothing to
        interrupt.
        """
        assert self.batch.made is not None
        timed = self.random.random() < 0.5
        more = PHOTOS if timed else self.random.randint(1, 8)
        wanted = min(PHOTOS - 4, self.ended.get(self.batch.made.task_id, 0) + more)
        with suppress(TimeoutError):
            async with asyncio.timeout(self.random.uniform(0, LIFE_SECONDS) if timed else None):
                await until(
                    client, self.batch.made.task_id, lambda task: task.batch_success + task.batch_failed >= wanted
                )
        await asyncio.sleep(self.random.uniform(0, 0.03))

    async def _die_during_submit(self, client: ServerClient) -> None:
        self.tally.during_submit += 1
        self.batch.tried = True
        asked = asyncio.create_task(client.create_batch(self.batch.request, key=self.batch.key))
        await asyncio.sleep(self.random.uniform(0, 0.1))
        self._strike()
        try:
            self.batch.made = await asked
        except ServerLostError:
            self.tally.submit_unanswered += 1

    async def _upload(self, client: ServerClient) -> None:
        try:
            while True:
                number = self.random.randrange(1000, 10_000)
                self.kept_uploads.append((await client.upload(photo(number, 200, 200), "extra.jpg")).id)
                self.tally.uploads_kept += 1
        except ServerLostError:
            self.tally.uploads_cut += 1

    def _strike(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.floor.server.handshake.pid, signal.SIGKILL)

    def _autopsy(self) -> None:
        """What the drive holds at this moment; read from a copy, so that recovering it is left to the server."""
        image = copied(self.floor.folder / local.DATABASE)
        database = SqliteDatabase(file=image)
        with database.read(ENGINE) as connection:
            assert verify.violations(connection) == []
            rows = connection.execute(sa.select(tasks.c.id, tasks.c.batch_items).order_by(tasks.c.created_at)).all()
        database.close()
        shutil.rmtree(image.parent)
        states = {row.id: [item["status"] for item in row.batch_items] for row in rows}
        self._compare(states)
        pending = sum(state.count("pending") for state in states.values())
        self.tally.with_pending += pending > 0
        self.tally.midway += 0 < pending < PHOTOS

    def _compare(self, states: dict[str, list[str]]) -> None:
        acknowledged = {batch.made.task_id for batch in self.batches if batch.made}
        assert acknowledged <= states.keys(), "an acknowledged task is gone"
        unacknowledged = states.keys() - acknowledged
        assert len(unacknowledged) <= (self.batch.made is None)
        self.tally.submit_unanswered_yet_made += len(unacknowledged)
        for task_id, items in states.items():
            ended = PHOTOS - items.count("pending")
            assert ended >= self.ended.get(task_id, 0), "an ended photo is pending again"
            self.ended[task_id] = ended

    def _parts(self) -> list[str]:
        return [part.name for part in (self.floor.folder / "incoming").iterdir()]

    def _batch(self) -> Batch:
        look = {"brightness": len(getattr(self, "batches", ())) + 1, **UNCUT}
        return Batch(CreateTask(feature_id="basic_clean", input_images=self.uploaded, input_data=look))


@pytest.fixture
def floor(tmp_path: Path) -> Floor:
    return Floor(tmp_path / "data")


def _first_life(floor: Floor) -> list[str]:
    """Photos are sent in peace, and there is quota for all that follows."""

    async def send() -> list[str]:
        async with floor.client() as client:
            photos = [photo(number) for number in range(GOOD)] + [broken(number) for number in range(BROKEN)]
            return await upload_all(client, photos)

    with floor:
        uploaded = asyncio.run(send())
    floor.give(100_000, "topup|fault test")
    return uploaded


@pytest.mark.xdist_group("kill server")
def test_a_server_killed_again_and_again_loses_nothing_and_does_nothing_twice(floor: Floor) -> None:
    killer = Killer(floor, _first_life(floor))

    _kill(killer, KILLS)

    views = _last_life(floor, killer)
    floor.require_right()
    print(f"{killer.tally}, {len(killer.batches)} batches")
    for view in views:
        assert [item.status for item in view.batch_items] == ["success"] * GOOD + ["failed"] * BROKEN
        assert {item.error.slug for item in view.batch_items if item.error} == {"unreadable-picture"}
        assert {item.attempt for item in view.batch_items} == {1}
        assert (view.receipt.charged, view.receipt.used, view.receipt.returned) == (PHOTOS, GOOD, BROKEN)
    assert _counted(floor, killer)
    assert "Traceback" not in (floor.folder / local.LOG).read_text()
    _require_real_work(killer.tally)


def _kill(killer: Killer, times: int) -> None:
    while killer.tally.kills < times:
        if killer.is_over():
            killer.next_batch()
        killer.live_and_die()


SPOILED = """
import time
from desktop_app.api.tasks import ItemStatus
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.tasks.settlement import Settlement

def succeed(self, photo, output):
    with self._database.write(photo.owner) as connection:
        if self._end(connection, photo, {"status": ItemStatus.SUCCESS, "output": output}) is None:
            return False
    time.sleep(0.01)
    with self._database.write(photo.owner) as connection:
        self._ledger.post(connection, photo.owner, [HoldKey(photo.task_id, photo.index, photo.attempt)])
        self._shelve(connection, photo, output)
    return True

Settlement.succeed = succeed
"""


@pytest.mark.skipif(not depth.DEEP, reason="proves the harness, not the product: DEEP only")
@pytest.mark.xdist_group("kill server")
def test_the_harness_notices_a_server_that_enters_the_picture_first_and_the_quota_later(
    floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killer = Killer(floor, _first_life(floor))
    (tmp_path / "sitecustomize.py").write_text(SPOILED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with pytest.raises(AssertionError, match="L6"):
        _kill(killer, KILLS)

    print(f"noticed at kill {killer.tally.kills}")


def _last_life(floor: Floor, killer: Killer) -> list[TaskView]:
    async def finish() -> list[TaskView]:
        async with floor.client() as client:
            made = [await client.create_batch(batch.request, key=batch.key) for batch in killer.batches]
            listed = [task.id async for task in client.all_tasks()]
            assert sorted(listed) == sorted(each.task_id for each in made), "one key, one task"
            return [await finished(client, each.task_id) for each in made]

    with floor:
        return asyncio.run(finish())


def _counted(floor: Floor, killer: Killer) -> bool:
    """Each photo was charged once and ended once, over all lives together."""
    count = len(killer.batches)
    moved = floor.movements()
    del moved["grant"]
    return moved == {"hold": count * PHOTOS, "post": count * GOOD, "void": count * BROKEN}


def _require_real_work(tally: Tally) -> None:
    assert tally.with_pending >= 0.4 * tally.kills
    assert tally.midway >= 0.2 * tally.kills
    assert tally.stillborn
    if tally.kills < MANY:
        return
    assert tally.submit_unanswered
    assert tally.parts_left
    assert tally.uploads_kept
    assert tally.uploads_cut
