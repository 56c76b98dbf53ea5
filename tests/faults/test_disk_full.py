"""The drive fills up: the batch stops once and says what it needs, what is done stays, stopping still works."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.api.tasks import CreateTask, TaskView
from desktop_app.client.server import ServerClient
from desktop_app.core import ids
from desktop_app.core.errors import DiskFullError
from desktop_app.server import local
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.storage.parts import HEADROOM_BYTES
from tests.faults.floor import UNCUT, Floor, finished, photo, until, upload_all

MOUNT_MEGABYTES = 160
PHOTOS = 12

pytestmark = pytest.mark.xdist_group("disk full")


class Drive:
    """A small file system of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ballast = root / "ballast"

    def free(self) -> int:
        return shutil.disk_usage(self.root).free

    def leave(self, room: int) -> None:
        """Somebody else's file takes everything but so many bytes."""
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            for piece in (1 << 20, 1 << 12):
                if (over := self.free() - room) > piece:
                    os.posix_fallocate(file.fileno(), file.tell(), over - piece)
                    file.seek(0, os.SEEK_END)
            while self.free() > room:
                file.write(b"\0" * (1 << 12))

    def clear(self) -> None:
        """Somebody else's file is deleted."""
        self._ballast.unlink()


@pytest.fixture(params=["tmpfs", "ext4"])
def drive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Drive]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small file system takes root on Linux")
    root = tmp_path / "drive"
    root.mkdir()
    mounted = subprocess.run(_mount(request.param, tmp_path, root), shell=True, capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"no {request.param} can be mounted here: {mounted.stderr.decode().strip()}")
    yield Drive(root)
    subprocess.run(["umount", "--lazy", str(root)], check=True)


def _mount(kind: str, scratch: Path, root: Path) -> str:
    if kind == "tmpfs":
        return f"mount -t tmpfs -o size={MOUNT_MEGABYTES}m none {root}"
    image = scratch / "image"
    return f"truncate -s {MOUNT_MEGABYTES}M {image} && mkfs.ext4 -q -m 0 {image} && mount -o loop {image} {root}"


def _batch(uploaded: list[str]) -> CreateTask:
    return CreateTask(feature_id="basic_clean", input_images=uploaded, input_data=UNCUT)


def _tidied(floor: Floor) -> None:
    """All is right after the next start: that sweeps pictures that were finished and could not be entered."""
    with floor:
        pass
    floor.require_right()


async def _send(client: ServerClient) -> list[str]:
    return await upload_all(client, [photo(number) for number in range(PHOTOS)])


def _done(task: TaskView) -> list[int]:
    return [item.index for item in task.batch_items if item.status == "success"]


def _states(task: TaskView) -> dict[str, int]:
    states = [item.status.value for item in task.batch_items]
    return {state: states.count(state) for state in set(states)}


def test_the_batch_stops_once_keeps_what_is_done_and_goes_on_when_there_is_room(drive: Drive) -> None:
    floor = Floor(drive.root / "data")

    async def work() -> tuple[TaskView, TaskView, TaskView]:
        async with floor.client() as client:
            uploaded = await _send(client)
            drive.leave(HEADROOM_BYTES + 5 * len(photo(0)))
            made = await client.create_batch(_batch(uploaded))
            stopped = await until(client, made.task_id, lambda task: task.status == "paused")
            await asyncio.sleep(1.0)
            later = await client.task(made.task_id)
            await client.output(made.task_id, _done(stopped)[0], drive.root.parent / "kept.jpg")
            drive.clear()
            await client.resume(made.task_id)
            return stopped, later, await finished(client, made.task_id)

    with floor:
        stopped, later, done = asyncio.run(work())
    _tidied(floor)

    assert stopped.pause_reason is not None
    assert stopped.pause_reason.slug == "disk-full"
    details = stopped.pause_reason.details
    assert details["needed_megabytes"] > details["free_megabytes"] >= 90
    assert details["folder"] == str(floor.folder)
    assert str(details["needed_megabytes"]) in stopped.pause_reason.message
    assert (later.status, later.pause_reason) == ("paused", stopped.pause_reason), "stopped once, and for one reason"
    assert later.batch_success >= 1
    assert _states(later).keys() == {"success", "pending"}
    assert (drive.root.parent / "kept.jpg").stat().st_size > 10_000
    assert (done.status, done.batch_success, done.pause_reason) == ("completed", PHOTOS, None)
    assert (done.receipt.charged, done.receipt.used, done.receipt.returned) == (PHOTOS, PHOTOS, 0)
    log = (floor.folder / local.LOG).read_text()
    assert "Traceback" not in log


def test_a_full_drive_does_not_stop_a_stop(drive: Drive) -> None:
    """Not one byte is left; the reserve gives the room to write what was decided."""
    floor = Floor(drive.root / "data")

    async def work() -> tuple[TaskView, TaskView]:
        async with floor.client() as client:
            uploaded = await _send(client)
            drive.leave(HEADROOM_BYTES + 4 * len(photo(0)))
            made = await client.create_batch(_batch(uploaded))
            stopped = await until(client, made.task_id, lambda task: task.status == "paused")
            drive.leave(0)
            return stopped, await client.cancel(made.task_id)

    with floor:
        stopped, cancelled = asyncio.run(work())
    drive.clear()
    _tidied(floor)

    assert cancelled.status == "cancelled"
    assert cancelled.batch_success >= stopped.batch_success >= 1
    assert _states(cancelled) == {"success": cancelled.batch_success, "cancelled": PHOTOS - cancelled.batch_success}
    receipt = cancelled.receipt
    assert (receipt.charged, receipt.used, receipt.held) == (PHOTOS, cancelled.batch_success, 0)


def test_a_drive_that_fills_up_in_the_middle_pauses_the_batch(drive: Drive) -> None:
    """Another program takes the last byte while photos are in hand: nothing is charged for what could not be kept."""
    floor = Floor(drive.root / "data")

    async def work() -> tuple[TaskView, TaskView]:
        async with floor.client() as client:
            uploaded = await _send(client)
            workers = floor.workers()
            for worker in workers:
                worker.suspend()  # photos are past the look at the drive, and not yet written
            made = await client.create_batch(_batch(uploaded))
            await asyncio.sleep(0.5)
            drive.leave(0)
            for worker in workers:
                worker.resume()
            stopped = await until(client, made.task_id, lambda task: task.status not in ("pending", "processing"))
            drive.clear()
            await client.resume(made.task_id)
            return stopped, await finished(client, made.task_id)

    with floor:
        stopped, done = asyncio.run(work())
    _tidied(floor)

    assert stopped.status == "paused"
    assert "failed" not in _states(stopped)
    assert (done.status, done.batch_success) == ("completed", PHOTOS)
    assert (done.receipt.charged, done.receipt.used) == (PHOTOS, PHOTOS)


def test_a_submit_on_a_full_drive_takes_nothing(drive: Drive) -> None:
    floor = Floor(drive.root / "data")
    key = ids.new()

    async def work() -> tuple[int, TaskView]:
        async with floor.client() as client:
            uploaded = await _send(client)
            drive.leave(0)
            with pytest.raises(DiskFullError):
                await client.create_batch(_batch(uploaded), key=key)
            balance = (await client.quota()).balance
            drive.clear()
            made = await client.create_batch(_batch(uploaded), key=key)
            return balance, await finished(client, made.task_id)

    with floor:
        balance, done = asyncio.run(work())
    _tidied(floor)

    assert balance == 100
    assert (done.batch_success, done.receipt.charged) == (PHOTOS, PHOTOS)


def test_an_upload_on_a_full_drive_says_so_and_leaves_nothing(drive: Drive) -> None:
    floor = Floor(drive.root / "data")

    async def work() -> None:
        async with floor.client() as client:
            uploaded = await _send(client)
            drive.leave(0)
            with pytest.raises(DiskFullError) as told:
                await client.upload(photo(99), "one more.jpg")
            assert told.value.details["needed_megabytes"] >= HEADROOM_BYTES // 1_000_000
            drive.clear()
            again = await client.upload(photo(99), "one more.jpg")
            made = await client.create_batch(_batch([*uploaded, again.id]))
            assert (await finished(client, made.task_id)).batch_success == PHOTOS + 1

    with floor:
        asyncio.run(work())
    floor.require_right()


def test_a_picture_that_cannot_be_kept_finds_the_drive_full(drive: Drive) -> None:
    """A new folder or a longer one may be what the drive has no room for."""
    storage = FileStorage(folder=drive.root)
    parts = [storage.part() for _ in range(64)]
    for part in parts:
        part.write_bytes(b"picture")
    drive.leave(0)

    told = [_full(storage, part, f"{number:02x}{'0' * 62}") for number, part in enumerate(parts)]

    assert any(told) or _kind(drive.root) == "tmpfs", "ext4 has no room for so many folders"
    assert set(told) <= {"", str(drive.root)}


def _full(storage: FileStorage, part: Path, sha256: str) -> str:
    """The folder that is told to be full; nothing if the part was kept."""
    try:
        storage.keep(part, "merchant", sha256)
    except DiskFullError as exc:
        return str(exc.details["folder"])
    return ""


def _kind(root: Path) -> str:
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    return next(mount[2] for mount in mounts if mount[1] == str(root))
