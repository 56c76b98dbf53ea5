"""Pictures between computers: there only once the storage has said so, and only for the account they belong to."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from desktop_app.api.sync import BlobRef, DoneBlobs, TaskMoved, WantBlobs
from desktop_app.core import clock
from desktop_app.core.errors import NotFoundError
from desktop_app.server.library import repository as library
from desktop_app.server.storage.bucket import Bucket
from desktop_app.server.storage.s3 import S3Storage
from desktop_app.server.sync import blob_repository
from desktop_app.server.sync.blobs import BlobService
from desktop_app.server.sync.tidying import tidy
from desktop_app.server.tasks.items import Item
from tests.cloud.sync.cloud import Cloud
from tests.cloud.sync.computer import Computer, picture

PICTURE = os.urandom(200_000)
SHA256 = hashlib.sha256(PICTURE).hexdigest()
WANTED = WantBlobs(items=[BlobRef(sha256=SHA256, size=len(PICTURE))])
DONE = DoneBlobs(sha256=[SHA256])


@pytest.fixture
def storage(bucket: Bucket, tmp_path: Path) -> S3Storage:
    return S3Storage(bucket=bucket, folder=tmp_path)


@pytest.fixture
def blobs(cloud: Cloud, storage: S3Storage) -> BlobService:
    return BlobService(database=cloud.database, objects=storage, clock=clock.now)


@pytest.fixture
def studio(cloud: Cloud) -> Computer:
    return cloud.computer()


def put(blobs: BlobService, computer: Computer, content: bytes = PICTURE) -> int:
    [place] = blobs.want(computer.account, computer.device, WANTED)
    assert place.url
    return httpx.put(place.url, content=content, headers=place.headers).status_code


def test_a_picture_that_was_sent_can_be_fetched_by_the_accounts_other_computers(
    cloud: Cloud, blobs: BlobService, studio: Computer
) -> None:
    laptop = cloud.computer("laptop")

    assert put(blobs, studio) == 200
    assert blobs.done(studio.account, studio.device, DONE).verified == [SHA256]

    source = blobs.source(laptop.account, laptop.device, SHA256)
    assert source.size == len(PICTURE)
    assert httpx.get(source.url).content == PICTURE
    assert blobs.want(laptop.account, laptop.device, WANTED)[0].url is None, "it need not be sent again"


def test_have_is_only_said_of_what_was_looked_at(blobs: BlobService, studio: Computer) -> None:
    put(blobs, studio)

    [again] = blobs.want(studio.account, studio.device, WANTED)
    with pytest.raises(NotFoundError):
        blobs.source(studio.account, studio.device, SHA256)
    assert again.url
    assert httpx.put(again.url, content=PICTURE, headers=again.headers).status_code == 412
    assert blobs.done(studio.account, studio.device, DONE).verified == [SHA256]


def test_a_spoiled_picture_is_not_there(blobs: BlobService, studio: Computer) -> None:
    status = put(blobs, studio, PICTURE[:-1] + b"!")

    answer = blobs.done(studio.account, studio.device, DONE)

    assert status == 400
    assert (answer.verified, answer.missing) == ([], [SHA256])
    with pytest.raises(NotFoundError):
        blobs.source(studio.account, studio.device, SHA256)


def test_another_accounts_picture_is_neither_seen_nor_known(cloud: Cloud, blobs: BlobService, studio: Computer) -> None:
    put(blobs, studio)
    blobs.done(studio.account, studio.device, DONE)
    other = Cloud(cloud.database)
    other.open_account(10)
    stranger = other.computer()

    with pytest.raises(NotFoundError):
        blobs.source(stranger.account, stranger.device, SHA256)
    assert blobs.done(stranger.account, stranger.device, DONE).missing == [SHA256]
    [place] = blobs.want(stranger.account, stranger.device, WANTED)
    assert place.url
    assert stranger.account in place.url
    assert studio.account not in place.url


def test_what_a_restore_forgot_is_found_again_without_sending_it(
    cloud: Cloud, blobs: BlobService, studio: Computer
) -> None:
    put(blobs, studio)
    with cloud.database.write(cloud.account) as connection:
        connection.execute(blob_repository.blobs.delete())

    assert blobs.done(studio.account, studio.device, DONE).verified == [SHA256]


def test_pictures_that_the_cloud_made_are_there_at_once(cloud: Cloud, blobs: BlobService, studio: Computer) -> None:
    """The storage had them before the item ended, so the journal says so with it."""
    output = picture("made in the cloud")
    item = Item(index=0, upload_id="u", file_name="a.jpg", output=output)
    body = TaskMoved(
        task_id="t", status="completed", refunded=False, updated_at=clock.now(), items=[item.model_dump(mode="json")]
    )
    with cloud.database.write(cloud.account) as connection:
        cloud.journal.tell(connection, cloud.account, body)

    assert blobs.source(studio.account, studio.device, output.sha256).size == output.size


def test_pictures_that_nobody_names_any_more_are_let_go_and_no_others(
    cloud: Cloud, blobs: BlobService, studio: Computer, storage: S3Storage
) -> None:
    put(blobs, studio)
    blobs.done(studio.account, studio.device, DONE)
    studio.open(cloud.ask(studio, 5).token)
    studio.finish(studio.make(1), 0)
    studio.push()
    [named] = cloud_pictures(cloud)
    blobs.want(studio.account, studio.device, WantBlobs(items=[BlobRef(sha256=named, size=1000)]))

    early = tidy(cloud.database, storage, clock.now)
    later = tidy(cloud.database, storage, lambda: clock.now() + timedelta(days=31))

    assert (early, later) == (0, 1)
    assert storage.head(studio.account, SHA256) is None
    with cloud.database.read(cloud.account) as connection:
        assert list(blob_repository.of(connection, cloud.account, [SHA256, named])) == [named]
    assert blobs.want(studio.account, studio.device, WANTED)[0].url, "it is to be sent again"


def cloud_pictures(cloud: Cloud) -> list[str]:
    with cloud.database.read(cloud.account) as connection:
        return [row.sha256 for row in library.page(connection, cloud.account, text="", before=None, limit=10)]
