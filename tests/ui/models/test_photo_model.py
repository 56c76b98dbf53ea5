"""What a picture grid is told about the photos of the form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.core.words import Language
from desktop_app.ui.models.photo_model import PhotoModel
from desktop_app.ui.models.roles import FileSource, PictureRole, PictureState
from desktop_app.ui.stores.drafts import Mode
from desktop_app.ui.workbench import Workbench
from tests.journeys import photos as drawn

Photos = Callable[[int], list[Path]]


@pytest.fixture
def model(bench: Workbench) -> PhotoModel:
    bench.drafts.choose_mode(Mode.BATCH)
    return PhotoModel(bench.drafts.batch, speech=bench.speech, parent=bench)


def test_a_ready_photo_tells_its_name_pixels_and_size(
    bench: Workbench, model: PhotoModel, photos: Photos, qtbot: QtBot
):
    given = photos(1)
    fill(bench, given, qtbot)

    index = model.index(0)

    assert index.data() == "衬衫 01.jpg"
    assert "120 × 160 · " in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(PictureRole.SOURCE) == FileSource(given[0])
    assert index.data(PictureRole.PROGRESS) is None
    assert index.data(PictureRole.BADGE) == "偏小"


def test_a_damaged_photo_has_no_tick_box_and_says_why(
    bench: Workbench, model: PhotoModel, photos: Photos, shoot: Path, qtbot: QtBot
):
    (shoot / "坏.jpg").write_bytes(drawn.cut_short())
    fill(bench, [*photos(1), shoot / "坏.jpg"], qtbot)

    bad = model.index(1)

    assert bad.data(Qt.ItemDataRole.CheckStateRole) is None
    assert bad.data(PictureRole.STATE) == PictureState.FAILED
    assert bad.data(PictureRole.BADGE) == "无法读取"
    assert bad.data(Qt.ItemDataRole.AccessibleTextRole) == "坏.jpg，无法读取，无法读取：文件损坏或不完整"


def test_a_copy_is_named_after_its_twin_in_the_language_that_is_spoken(
    bench: Workbench, model: PhotoModel, photos: Photos, shoot: Path, qtbot: QtBot
):
    (first,) = photos(1)
    (shoot / "又一张.jpg").write_bytes(first.read_bytes())
    fill(bench, [first, shoot / "又一张.jpg"], qtbot)

    assert "与 衬衫 01.jpg 是同一文件" in model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    bench.speech.choose(Language.ENGLISH)
    assert "the same file as 衬衫 01.jpg" in model.index(1).data(Qt.ItemDataRole.ToolTipRole)


def test_a_tick_taken_away_leaves_the_photo_out(bench: Workbench, model: PhotoModel, photos: Photos, qtbot: QtBot):
    fill(bench, photos(3), qtbot)

    model.setData(model.index(1), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)

    assert [photo.name for photo in bench.drafts.batch.chosen] == ["衬衫 01.jpg", "衬衫 03.jpg"]
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("未选中")


def test_the_model_keeps_qts_rules_while_photos_come_and_go(
    bench: Workbench, model: PhotoModel, photos: Photos, qtbot: QtBot
):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    draft = bench.drafts.batch
    fill(bench, photos(5), qtbot)

    removed = draft.remove([draft.photos[0].id, draft.photos[3].id])
    assert model.rowCount() == 3
    draft.restore(removed)
    draft.release([photo.id for photo in draft.photos[1:]])

    assert model.rowCount() == 1
    tester.deleteLater()


def fill(bench: Workbench, paths: list[Path], qtbot: QtBot) -> None:
    draft = bench.drafts.batch
    bench.drafts.add(paths)
    qtbot.waitUntil(lambda: len(draft.photos) == len(paths) and not draft.on_their_way, timeout=30_000)
