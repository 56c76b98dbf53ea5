"""A task's page through real batches: progress, partial failure, retry, stop, receipt and ZIP."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import PauseReason
from desktop_app.core.words import Language
from desktop_app.ui.dialogs.report_dialog import ReportDialog
from desktop_app.ui.dialogs.retry_dialog import RetryDialog
from desktop_app.ui.dialogs.stop_dialog import StopDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.stores.task_facts import Verb
from desktop_app.ui.workbench import Workbench
from tests.ui.submitting import broken, done, ended, submit

Photos = Callable[[int], list[Path]]
D = TypeVar("D", bound=QDialog)


def opened(bench: Workbench, window: MainWindow, task_id: str) -> TaskPage:
    bench.navigator.go(Place.TASK, task_id)
    page = window.page(Place.TASK)
    assert isinstance(page, TaskPage)
    return page


def dialog(kind: type[D]) -> D:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def click(qtbot: QtBot, page: TaskPage, verb: Verb) -> None:
    qtbot.mouseClick(page.header.buttons[verb], Qt.MouseButton.LeftButton)


def test_a_batch_moves_on_before_ones_eyes_and_never_back(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    page = opened(bench, window, submit(bench, qtbot, photos(4)))
    seen: list[float] = []
    watching = bench.tasks.changed.connect(lambda _: seen.append(page.progress.fraction))

    qtbot.waitUntil(lambda: page.progress.text == "已完成 4/4 (100%)", timeout=60_000)
    bench.tasks.changed.disconnect(watching)

    assert page.header.state == "已完成"
    assert seen == sorted(seen)
    assert page.photos.model.rowCount() == 4


def test_a_broken_photo_is_told_returned_and_can_be_tried_again(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    first, second, third = photos(3)
    task = done(bench, qtbot, [first, broken(second), third])
    page = opened(bench, window, task.id)
    assert page.receipt.accessibleName() == "扣除 3 = 使用 2 + 返还 1 + 待定 0"
    assert page.header.buttons[Verb.SAVE].text() == "全部下载 ZIP"

    click(qtbot, page, Verb.RETRY)
    asked = dialog(RetryDialog)
    assert "重试: 1 张图片 × 1 配额 = 1 配额" in asked.told.text()
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "扣除 4" in page.receipt.accessibleName(), timeout=20_000)
    ended(bench, qtbot, task.id)
    assert page.receipt.accessibleName() == "扣除 4 = 使用 2 + 返还 2 + 待定 0"


def test_stopping_asks_once_with_numbers_and_returns_the_rest(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    task_id = submit(bench, qtbot, photos(40))
    page = opened(bench, window, task_id)
    qtbot.waitUntil(lambda: page.header.buttons[Verb.STOP].isVisible(), timeout=20_000)

    click(qtbot, page, Verb.STOP)
    asked = dialog(StopDialog)
    assert "张图片不再处理" in asked.told.text()
    qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.header.state == "已停止", timeout=20_000)
    task = ended(bench, qtbot, task_id)
    assert task.receipt.used == task.batch_success < 40
    assert task.receipt.returned == 40 - task.batch_success


def test_a_task_that_the_server_paused_says_why_and_offers_to_go_on(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    task = done(bench, qtbot, photos(1))
    page = opened(bench, window, task.id)
    details = {"needed_megabytes": 900, "free_megabytes": 3, "folder": "D:/"}
    reason = PauseReason(code=5007, slug="disk-full", message="", details=details)

    bench.tasks._take(task.model_copy(update={"status": "paused", "pause_reason": reason}))

    assert page.banner.text.startswith("磁盘空间不足：D:/ 需要 900 MB，剩余 3 MB。")
    assert page.banner.isVisible()
    assert page.header.buttons[Verb.RESUME].isVisible()


def test_keys_work_on_the_selected_pictures(bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(2))
    page = opened(bench, window, task.id)
    qtbot.waitUntil(page.photos.grid.hasFocus)
    page.photos.grid.setCurrentIndex(page.photos.shown.index(1, 0))

    with qtbot.waitSignal(bench.exports.saved, timeout=20_000) as saved:
        qtbot.keyClick(page.photos.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert saved.args == [bench.preferences.output_folder / "衬衫 02.jpg"]


def test_the_list_keeps_the_selection_and_speaks_another_language_at_once(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    page = opened(bench, window, done(bench, qtbot, photos(2)).id)
    page.photos.grid.setCurrentIndex(page.photos.shown.index(1, 0))

    page.photos.switch()
    bench.speech.choose(Language.ENGLISH)
    QApplication.processEvents()

    assert page.photos.list.isVisible()
    assert page.photos.selected == [1]
    assert page.progress.text == "Done: 2/2 (100%)"
    assert page.header.buttons[Verb.SAVE].text() == "Download all as ZIP"


def test_the_zip_is_one_click_away(bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(2))
    page = opened(bench, window, task.id)

    with qtbot.waitSignal(bench.exports.saved, timeout=20_000) as saved:
        click(qtbot, page, Verb.SAVE)

    assert saved.args == [bench.preferences.output_folder / f"batch_{task.id}.zip"]


def test_a_bad_picture_is_reported_once_and_the_second_time_refused_where_one_asked(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    task = done(bench, qtbot, photos(2))
    page = opened(bench, window, task.id)
    page.verbs.treat(task.id, "report", [0])
    qtbot.mouseClick(dialog(ReportDialog).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "返还 1" in page.receipt.accessibleName(), timeout=20_000)

    late = ReportDialog(tasks=bench.tasks, task=task, indexes=[0], price=1, speech=bench.speech, parent=page)
    late.open()
    qtbot.mouseClick(late.yes, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: late.refusal.text() == "已返还过配额", timeout=20_000)
    assert late.isVisible()
    late.reject()


def test_a_single_task_shows_its_one_picture_large(bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(1), is_batch=False)

    page = opened(bench, window, task.id)

    qtbot.waitUntil(lambda: page.single.detail.startswith("120 × 160"), timeout=10_000)
    assert page.single.isVisible()
    assert page.header.buttons[Verb.SAVE].text() == "下载"


def test_a_task_that_does_not_exist_is_told(bench: Workbench, window: MainWindow, qtbot: QtBot):
    page = opened(bench, window, "no-such-task")

    qtbot.waitUntil(lambda: page.banner.text == "找不到该任务，可能已被删除。", timeout=10_000)
