"""Several pictures of one photo are there together or not at all, whatever dies while they are made."""

import asyncio
import os
import random
import time
from hashlib import sha256
from pathlib import Path

import pytest

from desktop_app.api.library import AssetView
from desktop_app.api.tasks import CreateTask, TaskView
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.workers.jobs import Process
from desktop_app.server.workers.worker import carry_out
from tests.faults.floor import Floor, finished, photo, upload_all

KILLS = int(os.environ.get("CLEANRACK_SET_KILLS", "4"))
SEED = int(os.environ.get("CLEANRACK_SEED", "20260501"))
SHOPS = ["taobao", "jd", "amazon"]
PHOTOS = 5

pytestmark = pytest.mark.xdist_group("several pictures")


@pytest.fixture
def floor(tmp_path: Path) -> Floor:
    return Floor(tmp_path / "data", workers=1)


async def submitted(floor: Floor, photos: list[bytes]) -> str:
    async with floor.client() as client:
        ids = await upload_all(client, photos)
        request = CreateTask(feature_id="listing_set", input_images=ids, input_data={"shops": SHOPS})
        return (await client.create_batch(request)).task_id


async def state(floor: Floor, task_id: str) -> str:
    async with floor.client() as client:
        return (await client.task(task_id)).status


async def ended(floor: Floor, task_id: str) -> tuple[TaskView, list[AssetView]]:
    async with floor.client() as client:
        task = await finished(client, task_id, seconds=120)
        return task, [asset async for asset in client.all_assets()]


def require_whole(task: TaskView, assets: list[AssetView]) -> None:
    """Each photo that succeeded has a picture for each shop, in its item and in the library, and no other photo any."""
    good = [item for item in task.batch_items if item.status == "success"]
    assert [item.output is not None for item in task.batch_items] == [item in good for item in task.batch_items]
    for item in good:
        assert item.output is not None
        assert [each.shop for each in item.output.pictures] == SHOPS
    assert sorted((each.item, each.shop) for each in assets) == sorted(
        (item.index, shop) for item in good for shop in SHOPS
    )
    assert (task.receipt.charged, task.receipt.used) == (len(task.batch_items), len(good))


def test_a_server_killed_at_random_moments_leaves_every_photo_with_all_its_pictures_once(floor: Floor) -> None:
    choose = random.Random(SEED)
    with floor:
        task_id = asyncio.run(submitted(floor, [photo(number) for number in range(PHOTOS)]))
        found = []
        for _ in range(KILLS):
            time.sleep(choose.uniform(0.1, 1.2))
            found.append(asyncio.run(state(floor, task_id)))
            floor.kill()
            floor.start()
        task, assets = asyncio.run(ended(floor, task_id))

    floor.require_right()
    assert "processing" in found, "a kill that hits nothing proves nothing"
    assert (task.status, task.batch_success) == ("completed", PHOTOS)
    require_whole(task, assets)


def test_pictures_written_before_one_could_not_be_are_thrown_away(tmp_path: Path) -> None:
    storage = FileStorage(folder=tmp_path)
    original = tmp_path / "original.jpg"
    original.write_bytes(photo(1))
    digest = sha256(original.read_bytes()).hexdigest()
    other = storage.part()
    other.touch()
    job = Process(
        source=original,
        sha256=digest,
        part=storage.part(),
        feature_id="listing_set",
        parameters={"shops": SHOPS},
    )
    job.part_of(2).mkdir()  # in the way of the third

    with pytest.raises(OSError, match="directory"):
        carry_out(job, lambda share: None)
    assert job.part.stat().st_size > 0
    assert job.part_of(1).stat().st_size > 0
    job.part_of(2).rmdir()
    storage.discard(job.part)

    assert storage.parts() == [other], "somebody else's is left alone"
