"""Blobs in a real bucket: what was kept comes back the same, what is spoiled is refused, and silence is not absence."""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
import obstore
import pytest

from desktop_app.core import ids
from desktop_app.core.errors import BusyError, CleanRackError, MissingOriginalError
from desktop_app.server.storage.bucket import Bucket, Found
from desktop_app.server.storage.cache import KEPT_SECONDS
from desktop_app.server.storage.s3 import S3Storage
from tests.cloud.cutting import CuttingProxy
from tests.cloud.objects import ObjectServer

T = TypeVar("T")

PICTURE = os.urandom(300_000)
SHA256 = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def owner() -> str:
    return ids.new()


@pytest.fixture
def storage(bucket: Bucket, tmp_path: Path) -> S3Storage:
    return S3Storage(bucket=bucket, folder=tmp_path / "here")


@pytest.fixture
def elsewhere(bucket: Bucket, tmp_path: Path) -> S3Storage:
    """Another process with another drive, at the same bucket."""
    return S3Storage(bucket=bucket, folder=tmp_path / "elsewhere")


@pytest.fixture
def restarted(object_server: ObjectServer) -> Iterator[ObjectServer]:
    """The server, to be killed by the test and up again after it."""
    yield object_server
    object_server.kill()
    object_server.start()


def keep(storage: S3Storage, owner: str, data: bytes = PICTURE) -> str:
    part = storage.part()
    part.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    storage.keep(part, owner, sha256)
    return sha256


def test_what_one_process_keeps_another_reads(storage: S3Storage, elsewhere: S3Storage, owner: str) -> None:
    keep(storage, owner)

    assert elsewhere.path(owner, SHA256).read_bytes() == PICTURE
    assert elsewhere.head(owner, SHA256) == Found(size=len(PICTURE), sha256=SHA256)
    assert storage.parts() == elsewhere.parts() == []


def test_the_same_picture_can_be_kept_again(storage: S3Storage, owner: str) -> None:
    keep(storage, owner)
    keep(storage, owner)

    assert storage.path(owner, SHA256).read_bytes() == PICTURE


def test_a_picture_of_one_account_is_not_there_for_another(storage: S3Storage, owner: str) -> None:
    keep(storage, owner)

    with pytest.raises(MissingOriginalError):
        storage.path(ids.new(), SHA256)


def test_what_was_removed_is_gone(storage: S3Storage, elsewhere: S3Storage, owner: str) -> None:
    keep(storage, owner)

    storage.remove(owner, SHA256)

    assert storage.head(owner, SHA256) is None
    with pytest.raises(MissingOriginalError):
        storage.path(owner, SHA256)


def test_all_of_one_account_can_be_removed_and_nothing_of_another(storage: S3Storage, owner: str) -> None:
    other = f"{owner}0"
    kept = [keep(storage, owner, os.urandom(100)) for _ in range(3)]
    keep(storage, other)

    removed = [storage.remove_all(owner), storage.remove_all(owner)]

    assert removed == [3, 0]
    assert [storage.head(owner, sha256) for sha256 in kept] == [None] * 3
    with pytest.raises(MissingOriginalError):
        storage.path(owner, kept[0])
    assert storage.path(other, SHA256).read_bytes() == PICTURE


def test_a_part_that_was_spoiled_on_our_drive_is_not_kept(storage: S3Storage, owner: str) -> None:
    part = storage.part()
    part.write_bytes(PICTURE[:-1])

    with pytest.raises(MissingOriginalError):
        storage.keep(part, owner, SHA256)

    assert storage.head(owner, SHA256) is None


def test_other_bytes_under_the_name_are_not_handed_out(
    storage: S3Storage, elsewhere: S3Storage, bucket: Bucket, owner: str
) -> None:
    obstore.put(storage._store, bucket.key(owner, SHA256), PICTURE[:-1] + b"!")

    with pytest.raises(MissingOriginalError):
        elsewhere.path(owner, SHA256)

    assert elsewhere.parts() == []


def test_a_computer_sends_a_picture_past_us_once(storage: S3Storage, owner: str) -> None:
    place = storage.presigned_put(owner, SHA256, len(PICTURE))

    sent = [httpx.put(place.url, content=PICTURE, headers=place.headers).status_code for _ in range(2)]

    assert sent == [200, 412]
    assert storage.head(owner, SHA256) == Found(size=len(PICTURE), sha256=SHA256)
    assert httpx.get(storage.presigned_get(owner, SHA256).url).content == PICTURE


@pytest.mark.parametrize(
    ("body", "dropped"),
    [
        (PICTURE[:-1] + bytes([PICTURE[-1] ^ 1]), ""),
        (PICTURE + b"!", "content-length"),
        (PICTURE, "x-amz-checksum-sha256"),
        (PICTURE, "if-none-match"),
    ],
    ids=["a flipped bit", "a longer body", "no checksum", "no condition"],
)
def test_anything_but_the_picture_that_was_signed_for_is_refused(
    storage: S3Storage, owner: str, body: bytes, dropped: str
) -> None:
    place = storage.presigned_put(owner, SHA256, len(PICTURE))
    headers = {name: value for name, value in place.headers.items() if name != dropped}

    refused = httpx.put(place.url, content=body, headers=headers).status_code

    assert refused in (400, 403)
    assert storage.head(owner, SHA256) is None


def test_a_place_for_one_account_is_no_place_for_another(storage: S3Storage, owner: str) -> None:
    place = storage.presigned_put(owner, SHA256, len(PICTURE))
    other = ids.new()

    refused = httpx.put(place.url.replace(owner, other), content=PICTURE, headers=place.headers).status_code

    assert refused == 403
    assert storage.head(other, SHA256) is None


def test_silence_is_not_absence(storage: S3Storage, elsewhere: S3Storage, restarted: ObjectServer, owner: str) -> None:
    keep(storage, owner)
    restarted.kill()

    for asked in (lambda: elsewhere.path(owner, SHA256), lambda: elsewhere.head(owner, SHA256)):
        with pytest.raises(BusyError):
            asked()
    assert not elsewhere.answers()
    assert storage.path(owner, SHA256).read_bytes() == PICTURE, "what is here is here"

    restarted.start()
    assert _told(elsewhere, owner) == Found(size=len(PICTURE), sha256=SHA256)
    assert elsewhere.answers()


def _told(storage: S3Storage, owner: str, sha256: str = SHA256) -> Found | None:
    """What the bucket says once it says anything; straight after a start it may not know yet."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return storage.head(owner, sha256)
        except BusyError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_lines_that_are_cut_cost_tries_and_never_a_picture(bucket: Bucket, tmp_path: Path, owner: str) -> None:
    pictures = [os.urandom(200_000) for _ in range(15)]
    with closing(CuttingProxy(target=urlsplit(bucket.endpoint).port or 0, seed=7, share=1.0)) as proxy:
        far = replace(bucket, endpoint=f"http://127.0.0.1:{proxy.port}")
        sender, reader = (S3Storage(bucket=far, folder=tmp_path / name) for name in ("sender", "reader"))
        kept = [insist(partial(keep, sender, owner, data)) for data in pictures]
        found = [insist(partial(sender.head, owner, sha256)) for sha256 in kept]
        read = [insist(partial(reader.path, owner, sha256)).read_bytes() for sha256 in kept]

    assert read == pictures
    assert found == [Found(size=len(data), sha256=sha256) for data, sha256 in zip(pictures, kept, strict=True)]
    assert reader.parts() == []
    assert proxy.traffic.cut > 10


def insist(do: Callable[[], T]) -> T:
    """What it gives, asked again while nobody can tell; any other answer would be a lie about a picture."""
    for _ in range(50):
        with contextlib.suppress(BusyError):
            return do()
    raise AssertionError("busy for ever")


def test_a_bucket_that_dies_in_the_middle_keeps_all_it_answered_for(
    storage: S3Storage, elsewhere: S3Storage, restarted: ObjectServer, owner: str
) -> None:
    kept: list[str] = []

    def send_until_it_fails() -> None:
        while True:
            kept.append(keep(storage, owner, os.urandom(50_000)))

    with ThreadPoolExecutor(4) as pool:
        senders = [pool.submit(send_until_it_fails) for _ in range(4)]
        while len(kept) < 40:
            time.sleep(0.01)
        restarted.kill()
    assert all(isinstance(sender.exception(), BusyError) for sender in senders)
    restarted.start()

    assert len(kept) >= 40
    for sha256 in kept:
        found = _told(elsewhere, owner, sha256)
        assert found == Found(size=50_000, sha256=sha256)


def test_a_wrong_secret_is_not_taken_for_an_empty_bucket(bucket: Bucket, tmp_path: Path, owner: str) -> None:
    stranger = S3Storage(bucket=replace(bucket, secret_key="guessed"), folder=tmp_path / "stranger")

    assert not stranger.answers()
    for asked in (stranger.path, stranger.head):
        with pytest.raises(CleanRackError) as told:
            asked(owner, SHA256)
        assert isinstance(told.value, BusyError)


def test_a_bucket_that_is_not_there_is_not_an_empty_one(bucket: Bucket, tmp_path: Path, owner: str) -> None:
    nowhere = S3Storage(bucket=replace(bucket, name="nowhere"), folder=tmp_path / "nowhere")

    assert not nowhere.answers()
    for asked in (nowhere.path, nowhere.head):
        with pytest.raises(BusyError):
            asked(owner, SHA256)


def test_a_secret_is_not_told_by_accident(bucket: Bucket) -> None:
    assert bucket.secret_key not in repr(bucket)


def test_parts_of_the_dead_are_dropped_at_the_next_start_and_those_of_the_living_are_not(
    bucket: Bucket, tmp_path: Path
) -> None:
    before = S3Storage(bucket=bucket, folder=tmp_path)
    dead, alive = before.part(), before.part()
    for part in (dead, alive):
        part.write_bytes(b"half a picture")
    os.utime(dead, (time.time() - 90_000,) * 2)

    assert S3Storage(bucket=bucket, folder=tmp_path).parts() == [alive]


def test_the_cache_lets_the_longest_unasked_for_go_and_spares_what_was_just_given_out(
    bucket: Bucket, tmp_path: Path, owner: str
) -> None:
    storage = S3Storage(bucket=bucket, folder=tmp_path, cache_bytes=1_000_000)
    old, young = (keep(storage, owner, os.urandom(400_000)) for _ in range(2))
    place = storage._cache._place(owner, old)
    os.utime(place, (time.time() - 2 * KEPT_SECONDS,) * 2)

    keep(storage, owner, os.urandom(400_000))
    keep(storage, owner, os.urandom(400_000))

    assert not place.exists()
    assert storage._cache._place(owner, young).exists(), "given out within the hour, though the bound is passed"
    assert hashlib.sha256(storage.path(owner, old).read_bytes()).hexdigest() == old, "it is brought again"
