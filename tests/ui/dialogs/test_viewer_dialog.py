"""Looking through pictures with keys, and reporting the bad ones."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialogs.report_dialog import ReportDialog
from desktop_app.ui.dialogs.viewer_dialog import ViewerDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.models.strip_model import StripRole
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.stores.review import Mark
from desktop_app.ui.workbench import Workbench
from tests.ui.submitting import broken, done, ended, submit

Photos = Callable[[int], list[Path]]


def viewed(bench: Workbench, window: MainWindow, qtbot: QtBot, task_id: str, index: int) -> ViewerDialog:
    bench.navigator.go(Place.TASK, task_id)
    page = window.page(Place.TASK)
    assert isinstance(page, TaskPage)
    page.verbs.treat(task_id, "preview", [index])
    viewer = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ViewerDialog))
    viewer.activateWindow()
    qtbot.waitUntil(viewer.isActiveWindow)
    return viewer


def test_keys_mark_pictures_and_the_bad_ones_bring_their_quota_back(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    first, second, third = photos(3)
    task = done(bench, qtbot, [first, broken(second), third])
    viewer = viewed(bench, window, qtbot, task.id, 0)
    assert viewer.strip_model.item(0).index == 1  # the failed one is the worst

    qtbot.keyClick(viewer.strip, Qt.Key.Key_1)
    qtbot.keyClick(viewer.strip, Qt.Key.Key_3)
    marks = [viewer.strip_model.index(row).data(StripRole.MARK) for row in range(3)]
    assert marks == [None, Mark.KEEP, Mark.BAD]
    assert viewer.report.text == "1 张不合格：返还 1 配额"
    viewer.report.pressed.emit()
    asked = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ReportDialog))
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: viewer.report.text == "", timeout=20_000)
    assert bench.tasks.view(task.id).receipt.returned == 2
    viewer.close()


def test_of_a_listing_set_each_shop_has_its_picture_its_check_and_its_file(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    shops = {"shops": ["taobao", "zalando"]}
    task = ended(bench, qtbot, submit(bench, qtbot, photos(1), feature="listing_set", **shops))
    viewer = viewed(bench, window, qtbot, task.id, 0)
    assert viewer.shop.choice.currentText() == "淘宝 / 天猫"

    viewer.versions.step(1)

    assert viewer.shop.choice.currentText() == "Zalando"
    assert viewer.output is not None
    assert f"通过: 画面 {viewer.output.width}×{viewer.output.height}，需要 1:1.44" in viewer.shop.texts
    qtbot.waitUntil(lambda: viewer.picture.stage().height() == viewer.output.height, timeout=20_000)
    with qtbot.waitSignal(bench.exports.saved, timeout=20_000) as saved:
        qtbot.mouseClick(viewer.save, Qt.MouseButton.LeftButton)
    assert saved.args[0].name == "zalando_衬衫 01.jpg"
    viewer.close()


def test_marks_are_there_again_when_one_comes_back(bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(2))
    viewer = viewed(bench, window, qtbot, task.id, 0)
    qtbot.keyClick(viewer.picture, Qt.Key.Key_2)
    viewer.close()
    QApplication.processEvents()

    again = viewed(bench, window, qtbot, task.id, 1)

    assert again.strip_model.index(0).data(StripRole.MARK) == Mark.LATER
    qtbot.keyClick(again.strip, Qt.Key.Key_PageUp)
    assert again.item.index == 0
    again.close()
