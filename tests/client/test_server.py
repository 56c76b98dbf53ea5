"""The typed calls against the real server, from a photo to its ZIP."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from desktop_app.api.export import ExportTask
from desktop_app.api.previews import CreatePreview
from desktop_app.api.quota import EntryKind
from desktop_app.api.tasks import CreateTask, TaskStatus
from desktop_app.client.following import follow
from desktop_app.core.errors import AlreadyRefundedError, KeyReusedError, NotFoundError, StateConflictError
from desktop_app.core.naming import NameStyle
from tests.client.photos import broken_jpeg, jpeg


async def finished(client, *names, create="create_task", data=jpeg):
    uploads = [await client.upload(data(seed=len(name) * 7), name) for name in names]
    order = CreateTask(feature_id="basic_clean", input_images=[upload.id for upload in uploads])
    created = await getattr(client, create)(order)
    return [task async for task in follow(client, created.task_id)][-1]


def test_features_tell_their_parameters(ask):
    feature, *_ = ask(lambda client: client.features())
    assert feature.id == "basic_clean"
    assert "brightness" in feature.parameters["properties"]


def test_everything_is_well(ask):
    assert all(check.ok for check in ask(lambda client: client.diagnostics()).checks)


def test_a_preview_is_a_jpeg(ask):
    async def work(client):
        upload = await client.upload(jpeg(), "1.jpg")
        return await client.preview(CreatePreview(feature_id="basic_clean", upload_id=upload.id))

    assert ask(work)[:3] == b"\xff\xd8\xff"


def test_a_batch_becomes_a_zip(ask, tmp_path):
    heard: list[tuple[int, int]] = []

    async def work(client):
        task = await finished(client, "衣/1.jpg", "衣/02.jpg", create="create_batch")
        await client.download_zip(
            task.id,
            tmp_path / "批.zip",
            ExportTask(names=NameStyle.INDEX),
            verify=True,
            on_progress=lambda *told: heard.append(told),
        )
        return task

    task = ask(work)
    assert task.status == TaskStatus.COMPLETED
    assert zipfile.ZipFile(tmp_path / "批.zip").namelist() == ["01.jpg", "02.jpg", "manifest.csv"]
    assert heard[-1] == ((tmp_path / "批.zip").stat().st_size,) * 2
    assert [file.name for file in tmp_path.iterdir()] == ["批.zip"]


def test_a_finished_picture_can_be_downloaded_and_previewed(ask, tmp_path):
    async def work(client):
        task = await finished(client, "1.jpg")
        file = await client.output(task.id, 0, tmp_path / "1.jpg")
        views = [await client.item_preview(task.id, 0, which) for which in ("before", "after")]
        return task, file, views

    task, file, views = ask(work)
    assert file.stat().st_size == task.batch_items[0].output.size
    assert all(view[:3] == b"\xff\xd8\xff" for view in views)


def test_a_thumbnail_of_a_finished_picture_does_not_cost_a_whole_preview(ask):
    async def work(client):
        task = await finished(client, "1.jpg", data=lambda seed: jpeg(1500, seed=seed))
        return [await client.item_preview(task.id, 0, side=side) for side in (200, 1280)]

    small, large = (Image.open(BytesIO(data)).size for data in ask(work))
    assert max(small) == 360
    assert max(large) > 1000


def test_a_download_never_replaces_a_file_unasked(ask, tmp_path):
    kept = tmp_path / "1.jpg"
    kept.write_text("mine")

    async def work(client):
        task = await finished(client, "1.jpg")
        with pytest.raises(FileExistsError):
            await client.output(task.id, 0, kept)
        before = kept.read_text()
        await client.output(task.id, 0, kept, overwrite=True)
        return before

    assert ask(work) == "mine"
    assert kept.read_bytes()[:3] == b"\xff\xd8\xff"


def test_the_library_is_searched_deleted_from_and_restored(ask, tmp_path):
    async def work(client):
        await finished(client, "羊毛.jpg")
        (asset,) = (await client.library(text="羊毛")).assets
        file = await client.asset_file(asset.id, tmp_path / "羊毛.jpg")
        archive = await client.download_assets([asset.id], tmp_path / "羊毛.zip", verify=True)
        assert await client.asset_thumbnail(asset.id)
        counts = [await client.delete_assets([asset.id]), len((await client.library(text="羊毛")).assets)]
        counts += [await client.restore_assets([asset.id]), len([one async for one in client.all_assets(text="羊毛")])]
        return asset, file, archive, counts

    asset, file, archive, counts = ask(work)
    assert file.stat().st_size == asset.size
    assert zipfile.ZipFile(archive).namelist() == ["羊毛.jpg"]
    assert counts == [1, 0, 1, 1]


def test_the_statement_tells_every_movement(ask):
    async def work(client):
        before = await client.quota()
        task = await finished(client, "1.jpg")
        mine = [entry.kind async for entry in client.entries() if entry.task_id == task.id]
        return before, await client.quota(), mine

    before, after, mine = ask(work)
    assert after.balance == before.balance - 1
    assert sorted(mine) == [EntryKind.HOLD, EntryKind.POST]


def test_a_failed_photo_is_retried_under_one_key(ask):
    async def work(client):
        task = await finished(client, "1.jpg", data=lambda seed: broken_jpeg())
        once = await client.retry_failed(task.id, key="retry-key-1")
        again = await client.retry_failed(task.id, key="retry-key-1")
        with pytest.raises(KeyReusedError):
            await client.retry_failed(task.id, [0], key="retry-key-1")
        return once, again

    once, again = ask(work)
    assert once.batch_items[0].attempt == again.batch_items[0].attempt == 2


def test_a_refund_comes_once(ask):
    async def work(client):
        task = await finished(client, "1.jpg")
        refunded = await client.refund(task.id, [0], "雾")
        with pytest.raises(AlreadyRefundedError):
            await client.refund(task.id, [0], "雾")
        return refunded

    assert ask(work).receipt.returned == 1


@pytest.mark.parametrize("verb", ["cancel", "pause", "resume"])
def test_an_ended_task_is_not_steered(ask, verb):
    async def work(client):
        task = await finished(client, "1.jpg")
        await getattr(client, verb)(task.id)

    with pytest.raises(StateConflictError):
        ask(work)


def test_tasks_are_listed_page_by_page(ask):
    async def work(client):
        for _ in range(3):
            await finished(client, "1.jpg")
        first = await client.tasks(limit=2)
        second = await client.tasks(limit=2, cursor=first.next_cursor)
        every = [task.id async for task in client.all_tasks()]
        return [task.id for task in (*first.tasks, *second.tasks)], every

    paged, every = ask(work)
    assert every[: len(paged)] == paged


def test_an_unknown_task_is_not_found(ask):
    with pytest.raises(NotFoundError):
        ask(lambda client: client.task("0" * 32))
