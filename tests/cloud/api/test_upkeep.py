"""What a long life leaves behind in the cloud is let go of in time, and nothing else."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.api.devices import NewDevice
from desktop_app.api.sync import BlobRef, WantBlobs
from desktop_app.core import clock
from desktop_app.core.errors import NotFoundError, TooManyTriesError
from desktop_app.server.accounts.service import Account
from desktop_app.server.cloud_tables import tries
from desktop_app.server.cloud_upkeep import CloudUpkeep
from desktop_app.server.database import ENGINE
from desktop_app.server.devices import repository as devices
from desktop_app.server.limits import Limit, TryLimits
from desktop_app.server.sync.blobs import BlobService
from desktop_app.server.uploads import repository as uploads
from tests.cloud.objects import ObjectServer
from tests.cloud.sync.cloud import Cloud
from tests.cloud.workers.fleet import Desk, Place
from tests.journeys.photos import garment

DAYS = timedelta(days=1)
USED, UNUSED = garment(1), garment(2)


@pytest.fixture
def desk(database_url: str, object_server: ObjectServer) -> Iterator[Desk]:
    with closing(Desk(Place(database_url, object_server, object_server.bucket()))) as opened:
        yield opened


Tidy = Callable[[timedelta], None]


@pytest.fixture
def tidy(desk: Desk, tmp_path: Path) -> Tidy:
    """Tidies as a process does when so much time has passed."""

    def after(span: timedelta) -> None:
        def then() -> datetime:
            return clock.now() + span

        CloudUpkeep(
            database=desk.parts.database,
            storage=desk.parts.storage,
            limits=TryLimits(database=desk.parts.database, clock=then),
            thumbnails=tmp_path,
            clock=then,
        ).tidy()

    return after


def is_known(desk: Desk, account: Account, upload_id: str) -> bool:
    with desk.parts.database.read(account.id) as connection:
        try:
            return bool(uploads.one(connection, account.id, upload_id))
        except NotFoundError:
            return False


def is_stored(desk: Desk, account: Account, photo: bytes) -> bool:
    return desk.parts.storage.head(account.id, hashlib.sha256(photo).hexdigest()) is not None


def is_wanted(desk: Desk, account: Account, photo: bytes) -> bool:
    """Whether a computer of the account that has this picture is asked to send it."""
    blobs = BlobService(database=desk.parts.database, objects=desk.parts.storage, clock=clock.now)
    with desk.parts.database.write(account.id) as connection:
        computer = devices.insert(connection, account.id, NewDevice(name="Studio"), clock.now()).id
    asked = BlobRef(sha256=hashlib.sha256(photo).hexdigest(), size=len(photo))
    [place] = blobs.want(account.id, computer, WantBlobs(items=[asked]))
    return place.url is not None


def test_photos_that_nothing_was_made_from_go_after_a_week_and_their_pictures_after_a_month(
    desk: Desk, tidy: Tidy
) -> None:
    account = desk.member()
    used, unused = desk.upload(account, USED), desk.upload(account, UNUSED)
    desk.submit_these(account, [used])

    tidy(6 * DAYS)
    assert is_known(desk, account, unused)
    tidy(8 * DAYS)
    assert not is_known(desk, account, unused)
    assert is_stored(desk, account, UNUSED), "a computer may still be on its way with what names it"
    tidy(31 * DAYS)

    assert not is_stored(desk, account, UNUSED)
    assert is_known(desk, account, used)
    assert is_stored(desk, account, USED)


def test_a_photo_that_was_uploaded_need_not_be_sent_again_until_it_is_let_go(desk: Desk, tidy: Tidy) -> None:
    account = desk.member()
    desk.upload(account, UNUSED)

    before = is_wanted(desk, account, UNUSED), is_wanted(desk, desk.member(), UNUSED)
    tidy(31 * DAYS)
    tidy(62 * DAYS)

    assert before == (False, True), "there for the account, and for no other"
    assert is_wanted(desk, account, UNUSED)


def test_a_photo_that_comes_again_meanwhile_stays(desk: Desk, tidy: Tidy) -> None:
    account = desk.member()
    desk.upload(account, UNUSED)
    tidy(8 * DAYS)

    again = desk.upload(account, UNUSED)
    desk.submit_these(account, [again])
    tidy(31 * DAYS)

    assert is_stored(desk, account, UNUSED)


def test_whatever_a_computer_tells_of_its_photos_the_cloud_goes_on_tidying(desk: Desk, tidy: Tidy) -> None:
    cloud = Cloud(desk.parts.database)
    cloud.open_account(10)
    studio, account = cloud.equipped(5), Account(id=cloud.account, is_trial=False)
    for odd in ("\u0000", "😀", '"}', "x" * 200):
        studio.make(1, upload_id=odd)
        studio.push()
    unused = desk.upload(account, UNUSED)

    tidy(8 * DAYS)

    assert not is_known(desk, account, unused)


def test_tries_that_are_over_are_forgotten_and_others_count_on(desk: Desk, tidy: Tidy) -> None:
    limits = TryLimits(database=desk.parts.database, clock=clock.now)
    for _ in range(Limit.REDEEM_ACCOUNT.most):
        limits.count(Limit.REDEEM_ACCOUNT, "somebody")

    tidy(timedelta())
    with pytest.raises(TooManyTriesError):
        limits.count(Limit.REDEEM_ACCOUNT, "somebody")
    tidy(timedelta(hours=3))

    with desk.parts.database.read(ENGINE) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tries)) == 0


def test_thumbnails_of_yesterday_leave_this_drive(tidy: Tidy, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for file in (old, new):
        file.write_bytes(b"a thumbnail")
    os.utime(old, (0, 0))

    tidy(timedelta())

    assert (old.exists(), new.exists()) == (False, True)
