"""The list of tasks: what stands on the cards, what opens below them, and tasks from before batch came."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.server import local
from desktop_app.server.database.sqlite import migration_engine
from desktop_app.server.migrations import upgrading
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.models.item_model import ItemRole
from desktop_app.ui.models.task_list_model import TaskRole, Which
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.pages.tasks_page import TasksPage
from desktop_app.ui.workbench import Workbench
from tests.ui.conftest import workbench
from tests.ui.submitting import broken, done

Photos = Callable[[int], list[Path]]


def listed(bench: Workbench, window: MainWindow) -> TasksPage:
    bench.navigator.go(Place.TASKS)
    page = window.page(Place.TASKS)
    assert isinstance(page, TasksPage)
    return page


def spoken(page: TasksPage, row: int = 0) -> str:
    return str(page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_batch_card_says_batch_and_how_many_succeeded(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    first, *rest = photos(4)
    done(bench, qtbot, [broken(first), *rest])

    page = listed(bench, window)

    assert spoken(page).startswith("服装清理增强，批量，已完成，3/4 (75%)，")


def test_right_shows_the_photos_and_left_hides_them(bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos):
    done(bench, qtbot, photos(3))
    page = listed(bench, window)
    page.rows.setCurrentIndex(page.model.index(0))

    qtbot.keyClick(page.rows, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=10_000)
    assert [page.model.index(row).data(ItemRole.INDEX) for row in (1, 2, 3)] == [0, 1, 2]
    qtbot.keyClick(page.rows, Qt.Key.Key_Left)

    assert page.model.rowCount() == 1


def test_enter_opens_the_task(bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(1))
    page = listed(bench, window)
    page.rows.setCurrentIndex(page.model.index(0))

    qtbot.keyClick(page.rows, Qt.Key.Key_Return)

    assert (bench.navigator.here.place, bench.navigator.here.subject) == (Place.TASK, task.id)


def test_search_and_filter_narrow_the_list_and_say_when_nothing_fits(
    bench: Workbench, window: MainWindow, qtbot: QtBot, photos: Photos
):
    task = done(bench, qtbot, photos(1))
    page = listed(bench, window)

    qtbot.keyClicks(page.search, task.id[:6])
    assert page.model.rowCount() == 1
    qtbot.mouseClick(page.chips.segment(Which.ENDED), Qt.MouseButton.LeftButton)

    assert page.model.rowCount() == 0
    assert page.empty.isVisible()
    page.empty.acted.emit()
    assert page.model.rowCount() == 1


def test_an_empty_list_leads_to_the_form(bench: Workbench, window: MainWindow, qtbot: QtBot):
    page = listed(bench, window)
    assert page.empty.isVisible()

    page.empty.acted.emit()

    assert bench.navigator.here.place is Place.FEATURE


@pytest.fixture
def old_bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    """A workbench on a data folder of the single-image era, with tasks in the words of that time."""
    folder = tmp_path / "data"
    folder.mkdir()
    engine = migration_engine(folder / local.DATABASE)
    upgrading.upgrade(engine, "0001")
    engine.dispose()
    with closing(sqlite.connect(str(folder / local.DATABASE))) as connection:
        for number, status in enumerate(("completed", "已退款", "pending")):
            made = f"2024-03-0{number + 1} 08:00:00.000000"
            values = (f"old-{number}", "local", "old_feature", status, "批处理前", json.dumps({"亮度": 10}), made, made)
            columns = "id, user_id, feature_id, status, type, params, created_at, updated_at"
            connection.execute(f"INSERT INTO tasks ({columns}) VALUES ({', '.join('?' * 8)})", values)
        connection.commit()
    yield from workbench(folder, qtbot)


def test_tasks_of_the_single_image_era_are_listed_and_open_with_what_is_known(old_bench: Workbench, qtbot: QtBot):
    window = MainWindow(old_bench)
    window.show()
    page = listed(old_bench, window)
    assert [page.model.index(row).data(TaskRole.TASK).status for row in range(3)] == ["pending", "已退款", "completed"]
    assert spoken(page, 1).startswith("old_feature，单张，已退款，")

    old_bench.navigator.go(Place.TASK, "old-1")
    shown = window.page(Place.TASK)
    assert isinstance(shown, TaskPage)

    qtbot.waitUntil(lambda: "状态：已退款" in shown.old.text, timeout=10_000)
    assert "亮度: 10" in shown.old.text
    assert not any(button.isVisible() for button in shown.header.buttons.values())
    window.hide()
    window.deleteLater()
    QApplication.processEvents()
