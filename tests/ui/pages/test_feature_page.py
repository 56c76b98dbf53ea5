"""The form as a merchant uses it, in the real window on a real server."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.words import Language
from desktop_app.ui.dialogs.confirm_dialog import ConfirmDialog
from desktop_app.ui.dialogs.renew_dialog import RenewDialog
from desktop_app.ui.dialogs.shortage_dialog import ShortageDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.notices import Notice
from desktop_app.ui.pages.feature_page import FeaturePage
from desktop_app.ui.stores.drafts import Mode
from desktop_app.ui.workbench import Workbench

T = TypeVar("T")
Photos = Callable[[int], list[Path]]


@pytest.fixture
def page(bench: Workbench, window: MainWindow, qtbot: QtBot) -> FeaturePage:
    qtbot.waitUntil(lambda: bool(bench.features.features), timeout=30_000)
    bench.navigator.go(Place.FEATURE, "basic_clean")
    found = window.page(Place.FEATURE)
    assert isinstance(found, FeaturePage)
    return found


def test_an_empty_form_invites_and_says_what_is_missing(page: FeaturePage):
    assert page.board.currentWidget() is page.board.zone
    assert not page.bar.primary.isEnabled()
    assert page.bar.reason == "请先添加图片"


def test_photos_dragged_over_the_form_reach_the_window(page: FeaturePage, window: MainWindow, photos: Photos):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in photos(2)])
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDragEnterEvent(QPoint(40, 40), offered, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)

    QApplication.sendEvent(page.board.zone, event)

    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction


def test_ten_photos_are_ten_thumbnails_and_cost_ten(page: FeaturePage, photos: Photos, qtbot: QtBot):
    fill(page, photos(10), qtbot)

    assert page.modes.value is Mode.BATCH
    assert page.board.grid.model().rowCount() == 10
    assert page.board.toolbar.text == "10 / 50"
    assert page.bar.quota.text == "已选择: 10 张图片 × 1 配额 = 10 配额"
    assert page.bar.primary.text() == "生成（消耗 10 配额）"


def test_delete_removes_what_is_selected_and_undo_brings_it_back(
    bench: Workbench, page: FeaturePage, photos: Photos, qtbot: QtBot
):
    told: list[Notice] = []
    bench.notices.told.connect(told.append)
    fill(page, photos(4), qtbot)
    page.board.grid.setCurrentIndex(page.board.grid.model().index(2, 0))

    qtbot.keyClick(page.board.grid, Qt.Key.Key_Delete)
    assert page.board.grid.model().rowCount() == 3
    assert told[-1].offer is not None
    told[-1].offer.act()

    assert page.board.grid.model().index(2, 0).data() == "衬衫 03.jpg"


def test_a_chip_leaves_out_every_duplicate_and_the_cost_follows(
    page: FeaturePage, photos: Photos, shoot: Path, qtbot: QtBot
):
    given = photos(3)
    for number in (1, 2):
        (shoot / f"copy{number}.jpg").write_bytes(given[0].read_bytes())
    fill(page, [*given, shoot / "copy1.jpg", shoot / "copy2.jpg"], qtbot)
    chip = next(chip for chip in page.board.findings.chips if chip.text() == "2 张重复 · 取消勾选")

    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.bar.quota.text == "已选择: 3 张图片 × 1 配额 = 3 配额")
    assert any(chip.text() == "2 张重复 · 重新勾选" for chip in page.board.findings.chips)


def test_ctrl_enter_asks_and_a_confirmed_batch_is_charged_and_shown(
    bench: Workbench, page: FeaturePage, photos: Photos, qtbot: QtBot
):
    fill(page, photos(3), qtbot)

    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(ConfirmDialog, qtbot)
    assert dialog.figures == ["3 张", "1 配额", "3 配额", "100 → 97"]
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bench.navigator.here.place is Place.TASK, timeout=30_000)
    qtbot.waitUntil(lambda: bench.wallet.quota is not None and bench.wallet.quota.balance == 97, timeout=30_000)
    assert not bench.drafts.batch.photos


def test_going_back_from_the_question_costs_nothing(bench: Workbench, page: FeaturePage, photos: Photos, qtbot: QtBot):
    fill(page, photos(2), qtbot)
    page.bar.primary.click()

    shown(ConfirmDialog, qtbot).back.click()

    assert bench.navigator.here.place is Place.FEATURE
    assert len(bench.drafts.batch.photos) == 2
    assert not bench.drafts.is_submitting


def test_one_photo_is_a_single_task(bench: Workbench, page: FeaturePage, photos: Photos, qtbot: QtBot):
    fill(page, photos(1), qtbot)
    assert page.modes.value is Mode.SINGLE
    page.bar.primary.click()
    shown(ConfirmDialog, qtbot).go.click()

    qtbot.waitUntil(lambda: bench.navigator.here.place is Place.TASK, timeout=30_000)
    task_id = bench.navigator.here.subject
    qtbot.waitUntil(lambda: bench.tasks.summary(task_id) is not None, timeout=30_000)
    task = bench.tasks.summary(task_id)
    assert task is not None
    assert not task.is_batch


def test_too_little_quota_says_how_much_is_missing_and_leads_to_renewing(
    bench: Workbench, page: FeaturePage, photos: Photos, qtbot: QtBot
):
    fill(page, photos(10), qtbot)
    assert bench.wallet.quota is not None
    bench.wallet._take(bench.wallet.quota.model_copy(update={"balance": 5, "spendable": 5}))

    qtbot.waitUntil(lambda: page.bar.quota.balance_text == "配额不足，还需 5 配额（余额 5）")
    page.bar.primary.click()
    dialog = shown(ShortageDialog, qtbot)
    dialog.renew.click()

    assert bench.navigator.here.place is Place.ACCOUNT
    shown(RenewDialog, qtbot).close()


def test_the_modes_keep_their_photos(bench: Workbench, page: FeaturePage, photos: Photos, qtbot: QtBot):
    fill(page, photos(2), qtbot)

    page.modes.segment(Mode.SINGLE).click()
    assert page.board.currentWidget() is page.board.zone
    page.modes.segment(Mode.BATCH).click()

    assert page.board.grid.isVisible()
    assert page.board.toolbar.text == "2 / 50"


def test_every_text_follows_the_language(bench: Workbench, page: FeaturePage, photos: Photos, qtbot: QtBot):
    fill(page, photos(2), qtbot)

    bench.speech.choose(Language.ENGLISH)

    qtbot.waitUntil(lambda: page.bar.primary.text() == "Generate (uses 2 quota)")
    assert page.title == "Garment clean & enhance"
    assert page.bar.quota.text == "Selected: 2 photos × 1 quota = 2 quota"


def fill(page: FeaturePage, paths: list[Path], qtbot: QtBot) -> None:
    page._drafts.add(paths)
    qtbot.waitUntil(lambda: page.bar.primary.isEnabled(), timeout=8_000)


def shown(kind: type[T], qtbot: QtBot) -> T:
    qtbot.waitUntil(lambda: any(isinstance(each, kind) for each in QApplication.topLevelWidgets()))
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())
