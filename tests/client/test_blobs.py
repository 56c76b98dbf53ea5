"""Pictures go to the storage by addresses that carry their own right, and come whole or not at all."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from desktop_app.api.sync import BlobPlace, BlobSource
from desktop_app.client.blobs import BlobCarrier, DigestRefusedError
from desktop_app.client.outside import Outside
from desktop_app.core.errors import CloudUnreachableError
from tests.client.wire import Heard, Wire, in_turn

PICTURE = b"a picture" * 100_000
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def answer(status: int, body: bytes = b"", length: int | None = None) -> bytes:
    told = len(body) if length is None else length
    return f"HTTP/1.1 {status} X\r\nContent-Length: {told}\r\nConnection: close\r\n\r\n".encode() + body


def put(wire: Wire, file: Path) -> Heard:
    place = BlobPlace(sha256=SHA256, url=f"{wire.url}/put", headers={"if-none-match": "*"})

    async def run() -> None:
        carrier = BlobCarrier(outside=Outside())
        try:
            await carrier.put(place, file)
        finally:
            await carrier.close()

    with wire:
        asyncio.run(run())
    return wire.heard[0]


def get(wire: Wire, part: Path) -> None:
    async def run() -> None:
        carrier = BlobCarrier(outside=Outside())
        try:
            await carrier.get(BlobSource(sha256=SHA256, size=len(PICTURE), url=f"{wire.url}/get"), part)
        finally:
            await carrier.close()

    with wire:
        asyncio.run(run())


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "picture"
    file.write_bytes(PICTURE)
    return file


@pytest.mark.parametrize("status", [200, 412])
def test_a_picture_is_sent_with_the_headers_told_and_no_token_of_ours(picture: Path, status: int) -> None:
    heard = put(Wire(lambda _: answer(status)), picture)

    assert heard.body == PICTURE
    assert heard.headers["if-none-match"] == "*"
    assert heard.headers["content-length"] == str(len(PICTURE))
    assert "authorization" not in heard.headers


def test_a_digest_that_is_refused_is_not_taken_for_a_bad_line(picture: Path) -> None:
    with pytest.raises(DigestRefusedError):
        put(Wire(lambda _: answer(400)), picture)


@pytest.mark.parametrize("said", [answer(500), answer(403), None])
def test_anything_else_means_unknown(picture: Path, said: bytes | None) -> None:
    with pytest.raises(CloudUnreachableError):
        put(Wire(lambda _: said), picture)


def test_a_picture_is_fetched_whole(tmp_path: Path) -> None:
    get(Wire(lambda _: answer(200, PICTURE)), tmp_path / "part")

    assert (tmp_path / "part").read_bytes() == PICTURE


def test_a_line_that_is_cut_on_the_way_is_tried_again(tmp_path: Path) -> None:
    cut = answer(200, PICTURE[:1000], length=len(PICTURE))

    get(Wire(in_turn(None, cut, answer(200, PICTURE))), tmp_path / "part")

    assert (tmp_path / "part").read_bytes() == PICTURE


@pytest.mark.parametrize(
    "said",
    [
        answer(200, PICTURE[:-1] + b"!"),
        answer(200, PICTURE[:1000], length=len(PICTURE)),
        answer(200, PICTURE[:1000]),
        answer(503),
        answer(404),
        None,
    ],
    ids=["flipped", "cut", "short", "busy", "absent", "silent"],
)
def test_a_picture_that_comes_otherwise_does_not_come(tmp_path: Path, said: bytes | None) -> None:
    with pytest.raises(CloudUnreachableError):
        get(Wire(lambda _: said), tmp_path / "part")
