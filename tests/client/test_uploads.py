"""Photos in: told truthfully while they go, refused before they go where that can be known."""

import asyncio

import pytest

from desktop_app.api.uploads import MAX_UPLOAD_BYTES
from desktop_app.core.errors import NotFoundError, UnsupportedFormatError, UploadTooLargeError
from tests.client.photos import gif, jpeg, noise, put
from tests.client.wire import Wire, in_turn, success
from tests.journeys.photos import opened

VIEW = {
    "id": "u",
    "file_name": "a.jpg",
    "sha256": "0",
    "size": 1,
    "format": "JPEG",
    "width": 1,
    "height": 1,
    "findings": [],
    "created_at": "2026-01-01T00:00:00Z",
}


def assert_forward_to(total: int, heard: list[tuple[int, int]]) -> None:
    done = [sent for sent, _ in heard]
    assert done == sorted(set(done))
    assert heard[0] == (0, total)
    assert heard[-1] == (total, total)


def test_progress_runs_forward_to_the_last_byte(ask, tmp_path):
    heard: list[tuple[int, int]] = []
    photo = put(tmp_path, "1.jpg", noise(700))
    view = ask(lambda client: client.upload(photo, "1.jpg", lambda *told: heard.append(told)))
    assert view.size == photo.stat().st_size
    assert_forward_to(view.size, heard)
    assert len(heard) > 3


def test_an_upload_that_is_cut_starts_again_and_its_progress_does_not_run_back():
    heard: list[tuple[int, int]] = []
    data = noise(300)

    async def run(wire):
        async with wire.client() as client:
            await client.upload(data, "1.jpg", lambda *told: heard.append(told))

    with Wire(in_turn(None, success(VIEW))) as wire:
        asyncio.run(run(wire))
    assert [each.body for each in wire.heard] == [data, data]
    assert wire.heard[0].headers["content-length"] == str(len(data))
    assert "transfer-encoding" not in wire.heard[0].headers
    assert_forward_to(len(data), heard)


@pytest.mark.parametrize("as_file", [True, False])
def test_a_photo_over_the_limit_is_not_sent(tmp_path, as_file):
    data = bytes(MAX_UPLOAD_BYTES + 1)
    source = put(tmp_path, "big.jpg", data) if as_file else data

    async def run(wire):
        async with wire.client() as client:
            await client.upload(source, "big.jpg")

    with Wire(in_turn(None)) as wire, pytest.raises(UploadTooLargeError) as refused:
        asyncio.run(run(wire))
    assert refused.value.details == {"limit_megabytes": 10}
    assert wire.heard == []


def test_a_photo_keeps_its_chinese_name_and_its_folder(ask):
    view = ask(lambda client: client.upload(jpeg(), "连衣裙/1 (红).jpg"))
    assert view.file_name == "连衣裙/1 (红).jpg"


def test_a_gif_is_refused_whatever_its_name(ask):
    with pytest.raises(UnsupportedFormatError) as refused:
        ask(lambda client: client.upload(gif(), "photo.jpg"))
    assert refused.value.details["format"] == "GIF"


def test_an_upload_can_be_looked_at_as_it_came_at_screen_size(ask):
    async def work(client):
        view = await client.upload(jpeg(1600), "1.jpg")
        return await client.upload_thumbnail(view.id), await client.upload_thumbnail(view.id, side=1280)

    small, large = ask(work)
    assert opened(small).size == (360, 360)
    assert opened(large).size == (1280, 1280)


def test_an_upload_can_be_looked_at_and_forgotten(ask):
    async def work(client):
        view = await client.upload(jpeg(seed=5), "1.jpg")
        thumbnail = await client.upload_thumbnail(view.id)
        again = await client.get_upload(view.id)
        await client.delete_upload(view.id)
        with pytest.raises(NotFoundError):
            await client.get_upload(view.id)
        return view, thumbnail, again

    view, thumbnail, again = ask(work)
    assert again == view
    assert thumbnail[:3] == b"\xff\xd8\xff"
