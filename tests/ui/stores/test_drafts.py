"""Photos of a run that is not submitted yet, on a real server."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.api.findings import FindingKind
from desktop_app.api.tasks import TaskCreated
from desktop_app.core.errors import InsufficientQuotaError
from desktop_app.imaging import marketplaces
from desktop_app.ui.notices import Notice, Tone
from desktop_app.ui.stores.draft import Draft
from desktop_app.ui.stores.draft_photo import PhotoState
from desktop_app.ui.stores.drafts import Drafts, Mode
from desktop_app.ui.workbench import Workbench
from tests import nursery
from tests.journeys import photos as drawn

Photos = Callable[[int], list[Path]]


@pytest.fixture
def drafts(bench: Workbench) -> Drafts:
    return bench.drafts


@pytest.fixture
def notices(bench: Workbench) -> list[Notice]:
    told: list[Notice] = []
    bench.notices.told.connect(told.append)
    return told


def test_ten_dropped_photos_arrive_on_the_batch_form(drafts: Drafts, photos: Photos, qtbot: QtBot):
    drafts.add(photos(10))

    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 10), timeout=30_000)

    assert drafts.mode is Mode.BATCH
    assert [photo.name for photo in drafts.batch.photos] == [f"衬衫 {number:02}.jpg" for number in range(1, 11)]
    assert len(drafts.batch.chosen) == 10


def test_photos_too_small_for_the_chosen_shop_are_found_and_forgotten_with_it(
    drafts: Drafts, photos: Photos, qtbot: QtBot
):
    drafts.add(photos(2))
    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 2), timeout=30_000)

    with qtbot.waitSignal(drafts.batch.changed):
        drafts.aim({"marketplace": "taobao"})
    aimed = [group.kind for group in drafts.batch.groups()]
    drafts.aim({"marketplace": "none"})

    assert FindingKind.TOO_SMALL_FOR_SHOP in aimed
    assert FindingKind.TOO_SMALL_FOR_SHOP not in [group.kind for group in drafts.batch.groups()]


def test_own_shops_that_cannot_be_read_are_told_once(
    drafts: Drafts, notices: list[Notice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "marketplaces.json").write_text('{"shops": 5}', encoding="utf-8")
    found = marketplaces.read(tmp_path / "marketplaces.json")
    monkeypatch.setattr(marketplaces, "catalogue", lambda: found)

    drafts.aim({})
    drafts.aim({"marketplace": "taobao"})

    assert [notice.tone for notice in notices] == [Tone.WARNING]
    assert "shops" in notices[0].text


def test_one_dropped_photo_stays_single_and_a_second_takes_its_place(
    drafts: Drafts, photos: Photos, qtbot: QtBot, notices: list[Notice]
):
    first, second = photos(2)
    drafts.add([first])
    qtbot.waitUntil(lambda: has_arrived(drafts.single, 1), timeout=30_000)

    drafts.add([second])
    qtbot.waitUntil(lambda: drafts.single.photos[0].path == second, timeout=30_000)
    undo(notices[-1])

    assert drafts.mode is Mode.SINGLE
    assert [photo.path for photo in drafts.single.photos] == [first]


def test_what_is_no_photo_is_refused_by_name_and_the_rest_goes_on(
    drafts: Drafts, photos: Photos, shoot: Path, qtbot: QtBot, notices: list[Notice]
):
    (shoot / "file1.gif").write_bytes(drawn.gif())
    (shoot / "大图.jpg").write_bytes(drawn.heavy(20_000_000))

    drafts.add([*photos(2), shoot / "file1.gif"])
    drafts.add([shoot / "大图.jpg"])

    qtbot.waitUntil(lambda: len(drafts.batch.photos) == 2 and len(dangers(notices)) == 2, timeout=30_000)
    assert {notice.text for notice in dangers(notices)} == {
        "file1.gif 格式不支持，已移除",
        "大图.jpg：图片不能超过10MB，已移除",
    }


def test_several_refused_files_are_told_in_one_notice(drafts: Drafts, shoot: Path, qtbot: QtBot, notices: list[Notice]):
    for number in range(9):
        (shoot / f"file{number}.gif").write_bytes(drawn.gif())

    drafts.add([shoot])

    qtbot.waitUntil(lambda: bool(notices), timeout=30_000)
    (told,) = notices
    assert told.lines[0] == "拍摄/file0.gif 格式不支持，已移除"
    assert len(told.lines) == 6


def test_of_fifty_one_photos_the_first_fifty_stay(drafts: Drafts, photos: Photos, qtbot: QtBot, notices: list[Notice]):
    drafts.add(photos(51))

    qtbot.waitUntil(lambda: len(drafts.batch.photos) == 50, timeout=30_000)
    assert drafts.batch.photos[-1].name == "衬衫 50.jpg"
    assert any(notice.text == "最多支持50张" for notice in notices)


def test_the_same_file_is_taken_once(drafts: Drafts, photos: Photos, qtbot: QtBot, notices: list[Notice]):
    given = photos(2)
    drafts.add(given)
    qtbot.waitUntil(lambda: len(drafts.batch.photos) == 2, timeout=30_000)
    notices.clear()

    drafts.add(given)

    qtbot.waitUntil(lambda: bool(notices), timeout=30_000)
    assert len(drafts.batch.photos) == 2
    assert notices[0].tone is Tone.INFO


def test_files_of_one_name_from_two_folders_are_told_apart(drafts: Drafts, shoot: Path, qtbot: QtBot):
    drafts.choose_mode(Mode.BATCH)
    for place, folder in enumerate(("SKU1", "SKU2")):
        (shoot / folder).mkdir()
        (shoot / folder / "1.jpg").write_bytes(drawn.garment(place + 1))
        drafts.add([shoot / folder / "1.jpg"])
        qtbot.waitUntil(lambda count=place + 1: len(drafts.batch.photos) == count, timeout=30_000)

    assert [photo.name for photo in drafts.batch.photos] == ["1.jpg", "SKU2/1.jpg"]


def test_removed_photos_come_back_to_their_place_with_their_upload(
    drafts: Drafts, photos: Photos, qtbot: QtBot, notices: list[Notice]
):
    drafts.add(photos(4))
    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 4), timeout=30_000)
    before = drafts.batch.photos

    drafts.remove([before[1].id, before[2].id])
    assert [photo.name for photo in drafts.batch.photos] == ["衬衫 01.jpg", "衬衫 04.jpg"]
    undo(notices[-1])

    assert drafts.batch.photos == before


def test_a_photo_removed_while_it_waits_is_sent_when_it_comes_back(
    drafts: Drafts, photos: Photos, qtbot: QtBot, notices: list[Notice]
):
    drafts.add(photos(20))
    qtbot.waitUntil(lambda: len(drafts.batch.photos) == 20, timeout=30_000)
    waiting = drafts.batch.photos[-1]
    assert waiting.state is PhotoState.WAITING

    drafts.clear()
    assert not drafts.batch.photos
    undo(notices[-1])

    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 20), timeout=30_000)


def test_findings_are_grouped_and_left_out_with_one_call(drafts: Drafts, shoot: Path, photos: Photos, qtbot: QtBot):
    good = photos(2)
    (shoot / "坏.jpg").write_bytes(drawn.cut_short())
    (shoot / "copy.jpg").write_bytes(good[0].read_bytes())

    drafts.add([*good, shoot / "坏.jpg", shoot / "copy.jpg"])
    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 4), timeout=30_000)

    groups = {group.kind: group for group in drafts.batch.groups()}
    assert groups[FindingKind.UNREADABLE].workable == 0
    assert len(drafts.batch.chosen) == 3
    drafts.batch.untick(FindingKind.DUPLICATE)
    assert [photo.name for photo in drafts.batch.chosen] == ["衬衫 01.jpg", "衬衫 02.jpg"]


def test_a_dead_server_does_not_lose_a_photo(bench: Workbench, drafts: Drafts, photos: Photos, qtbot: QtBot):
    drafts.add(photos(30))
    qtbot.waitUntil(lambda: len(drafts.batch.photos) == 30, timeout=30_000)
    for server in nursery.servers(bench.folder):
        os.kill(server, signal.SIGKILL)

    def all_in() -> bool:
        drafts.batch.retry()
        return has_arrived(drafts.batch, 30)

    qtbot.waitUntil(all_in, timeout=60_000)


def test_a_file_that_is_gone_breaks_and_can_be_sent_again(drafts: Drafts, photos: Photos, qtbot: QtBot):
    given = photos(12)
    drafts.add(given)
    qtbot.waitUntil(lambda: len(drafts.batch.photos) == 12, timeout=30_000)
    kept = given[-1].read_bytes()
    given[-1].unlink()
    qtbot.waitUntil(lambda: len(drafts.batch.broken) == 1 and not drafts.batch.on_their_way, timeout=30_000)

    given[-1].write_bytes(kept)
    drafts.batch.retry()

    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 12), timeout=30_000)


def test_submitting_empties_the_draft_and_takes_quota(bench: Workbench, drafts: Drafts, photos: Photos, qtbot: QtBot):
    drafts.add(photos(10))
    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 10), timeout=30_000)
    created: list[TaskCreated] = []

    drafts.submit("basic_clean", {}, done=created.append)

    qtbot.waitUntil(lambda: bool(created), timeout=30_000)
    assert created[0].batch_total == 10
    assert not drafts.batch.photos
    qtbot.waitUntil(lambda: bench.wallet.quota is not None and bench.wallet.quota.balance == 90, timeout=30_000)


def test_a_refused_submission_keeps_the_photos_and_tells_why(
    bench: Workbench, drafts: Drafts, photos: Photos, qtbot: QtBot
):
    drafts.add(photos(2))
    qtbot.waitUntil(lambda: has_arrived(drafts.batch, 2), timeout=30_000)
    told: list[Exception] = []
    bench.bridge.failed.connect(told.append)

    drafts.submit("no_such_feature", {}, done=lambda _: None)

    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert not isinstance(told[0], InsufficientQuotaError)
    assert len(drafts.batch.photos) == 2
    assert not drafts.is_submitting


def test_a_picture_from_the_clipboard_is_a_photo(drafts: Drafts, qtbot: QtBot, notices: list[Notice]):
    drafts.add_picture(drawn.garment(3), "粘贴.png")
    drafts.add_picture(drawn.gif(), "粘贴 2.gif")

    qtbot.waitUntil(lambda: has_arrived(drafts.single, 1), timeout=30_000)
    assert [notice.text for notice in dangers(notices)] == ["粘贴 2.gif 格式不支持，已移除"]


def has_arrived(draft: Draft, count: int) -> bool:
    return [photo.state for photo in draft.photos] == [PhotoState.READY] * count


def dangers(notices: list[Notice]) -> list[Notice]:
    return [notice for notice in notices if notice.tone is Tone.DANGER]


def undo(notice: Notice) -> None:
    assert notice.offer is not None
    notice.offer.act()
