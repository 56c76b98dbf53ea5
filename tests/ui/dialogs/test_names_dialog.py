"""Names are seen before they are exported, and are in the ZIP as they were seen."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import TaskView
from desktop_app.ui.dialogs.names_dialog import NamesDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.workbench import Workbench
from tests.ui.submitting import done

Photos = Callable[[int], list[Path]]


def opened(bench: Workbench, window: MainWindow, task: TaskView) -> NamesDialog:
    bench.navigator.go(Place.TASK, task.id)
    page = window.page(Place.TASK)
    assert isinstance(page, TaskPage)
    page.verbs.treat(task.id, "names", [])
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, NamesDialog))


def test_the_names_that_were_shown_are_those_in_the_zip(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos, tmp_path: Path
):
    table = tmp_path / "款号.csv"
    table.write_text("文件名,款号\n衬衫 01,K1\n衬衫 02,K1\n不存在,K9\n", encoding="utf-8-sig")
    dialog = opened(bench, window, done(bench, qtbot, photos(3)))

    dialog.source.read(table)
    qtbot.waitUntil(lambda: dialog.source.table is not None, timeout=10_000)
    dialog.field.line.clear()
    qtbot.mouseClick(dialog.field.tokens["{sku}"], Qt.MouseButton.LeftButton)

    assert dialog.rows.names == ["K1.jpg", "K1 (2).jpg", "衬衫 03.jpg"]
    assert "不存在" in dialog.oddities.text()
    assert "1 个重名已自动加上编号" in dialog.oddities.text()
    with qtbot.waitSignal(bench.exports.saved, timeout=20_000) as saved:
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert zipfile.ZipFile(saved.args[0]).namelist() == ["K1.jpg", "K1 (2).jpg", "衬衫 03.jpg", "manifest.csv"]
    assert bench.preferences.value.name_template == "{sku}"


def test_a_template_that_cannot_be_used_is_told_at_once_and_exports_nothing(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    dialog = opened(bench, window, done(bench, qtbot, photos(1)))

    dialog.field.line.setText("{sku}_{colour}")

    assert dialog.problem.text() == "命名模板不认识 {colour}，请使用下方的标记。"
    assert not dialog.export.isEnabled()
    dialog.close()
