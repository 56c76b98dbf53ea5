"""The line above the page, and the navigation beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.core.words import Language
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Destination, Place
from desktop_app.ui.widgets.header_bar import HeaderBar
from desktop_app.ui.widgets.navigation_bar import NavigationBar, NavigationButton
from desktop_app.ui.widgets.running_button import RunningButton
from desktop_app.ui.workbench import Workbench
from tests.ui.desktop.test_surroundings import set_task


@pytest.mark.parametrize(("balance", "tone"), [(100, ""), (6, ""), (5, "danger"), (0, "danger")])
def test_the_pill_tells_the_balance_and_warns_when_little_is_left(
    window: MainWindow, bench: Workbench, qtbot: QtBot, balance: int, tone: str
):
    assert bench.wallet.quota is not None
    bench.wallet._take(bench.wallet.quota.model_copy(update={"balance": balance}))
    pill = next(each for each in window.findChild(HeaderBar).findChildren(QPushButton) if "配额" in each.text())

    assert pill.text().strip() == f"{balance} 配额"
    assert pill.property("tone") == tone
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert bench.navigator.here.place is Place.ACCOUNT


def test_a_running_batch_is_shown_small_and_leads_to_its_task(window: MainWindow, bench: Workbench, qtbot: QtBot):
    button = window.findChild(RunningButton)
    before = button.isVisible()

    set_task(bench, "processing")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert not before
    assert bench.navigator.here == Destination(Place.TASK, "t1")
    assert button.isHidden()


def test_the_tasks_carry_the_number_of_running_ones(window: MainWindow, bench: Workbench):
    set_task(bench, "processing")

    assert names(window)[1] == "任务列表, 1 个正在运行"


def test_a_narrow_window_shows_icons_that_still_have_names(window: MainWindow, qtbot: QtBot):
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: window.findChild(NavigationBar).width() < 100)

    assert {button.text() for button in window.findChildren(NavigationButton)} == {""}
    assert names(window) == ["工作台", "任务列表", "素材库", "账户", "设置"]


@pytest.mark.parametrize(("place", "row"), [(Place.FEATURE, "工作台"), (Place.TASK, "任务列表")])
def test_a_page_without_a_row_marks_its_parents_and_offers_the_way_back(
    window: MainWindow, bench: Workbench, place: Place, row: str
):
    bench.navigator.go(place, "basic_clean" if place is Place.FEATURE else "unknown")

    rows = window.findChildren(NavigationButton)
    assert [button.accessibleName() for button in rows if button.property("within") == "true"] == [row]
    assert not any(button.isChecked() for button in rows), "a screen reader could not go there"
    assert window.findChild(HeaderBar)._back.isVisible()


def test_the_language_changes_while_the_window_runs(window: MainWindow, bench: Workbench, qtbot: QtBot):
    bench.speech.choose(Language.ENGLISH)

    qtbot.waitUntil(lambda: names(window) == ["Workspace", "Tasks", "Library", "Account", "Settings"])
    assert window.windowTitle() == "CleanRack"


def names(window: MainWindow) -> list[str]:
    return [button.accessibleName() for button in window.findChildren(NavigationButton)]
