"""Closing the window, alone and while something runs."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import CreateTask, TaskStatus
from desktop_app.core import ids
from desktop_app.ui import placement
from desktop_app.ui.closing import Course, course
from desktop_app.ui.dialogs.close_dialog import CloseDialog, WhenClosed
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.workbench import Workbench
from tests.client.photos import jpeg, put

SCREEN = QRect(0, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("running", "when_closed", "can_hide", "expected"),
    [
        (0, WhenClosed.ASK, True, Course.END),
        (0, WhenClosed.TRAY, True, Course.END),
        (1, WhenClosed.ASK, True, Course.ASK),
        (1, WhenClosed.TRAY, True, Course.HIDE),
        (1, WhenClosed.TRAY, False, Course.ASK),
        (1, WhenClosed.PAUSE, False, Course.PAUSE),
    ],
)
def test_what_closing_leads_to(running, when_closed, can_hide, expected):
    assert course(running=running, when_closed=when_closed, can_hide=can_hide) is expected


def test_with_nothing_running_the_window_closes_and_the_application_ends(window: MainWindow, qtbot: QtBot):
    with qtbot.waitSignal(window.ended):
        window.close()

    assert window.isHidden()


def test_a_running_batch_is_asked_about_and_cancel_keeps_the_window(running: MainWindow, bench: Workbench):
    running.close()
    dialog = running.findChild(CloseDialog)
    dialog.reject()

    assert running.isVisible()
    assert bench.tasks.running


def test_without_a_tray_hiding_is_not_offered(running: MainWindow):
    running.close()

    offered = [button.text() for button in running.findChild(QDialog).findChildren(QPushButton) if button.isVisible()]
    assert len(offered) == 2
    running.findChild(CloseDialog).reject()


def test_keep_running_hides_the_window_and_is_remembered(running: MainWindow, bench: Workbench):
    running.closing.can_hide = True
    running.close()
    running.findChild(QCheckBox).click()
    answer(running, "_hide")

    assert running.isHidden()
    assert bench.preferences.value.when_closed == "tray"
    assert bench.tasks.running


def test_pause_and_quit_pauses_and_then_ends(running: MainWindow, bench: Workbench, qtbot: QtBot):
    running.close()

    with qtbot.waitSignal(running.ended, timeout=15_000):
        answer(running, "_pause")
    assert [task.status for task in bench.tasks.tasks] == [TaskStatus.PAUSED]


def test_when_the_system_ends_nothing_is_asked(running: MainWindow):
    running.closing.give_way()

    assert running.close()
    assert running.findChild(CloseDialog) is None


def test_a_setup_that_replaces_the_program_is_not_kept_waiting_by_a_question(running: MainWindow, qtbot: QtBot):
    with qtbot.waitSignal(running.ended):
        running.give_way()

    assert running.isHidden()
    assert running.findChild(CloseDialog) is None


def test_the_window_comes_back_where_it_was(window: MainWindow, bench: Workbench, qtbot: QtBot):
    first, second = QWidget(), QWidget()
    first.setGeometry(40, 60, 500, 300)
    first.show()

    placement.restore(second, placement.told(first))
    window.close()

    assert second.geometry() == QRect(40, 60, 500, 300)
    assert bench.preferences.value.window == placement.told(window)
    first.close()


@pytest.mark.parametrize(
    ("frame", "reachable"),
    [
        (QRect(100, 100, 1200, 800), True),
        (QRect(1900, 100, 1200, 800), False),
        (QRect(100, -700, 1200, 800), False),
        (QRect(-3000, 100, 1200, 800), False),
        (QRect(100, 1030, 1200, 800), False),
    ],
)
def test_a_window_is_reachable_where_its_title_is_on_a_screen(frame, reachable):
    assert placement.is_reachable(frame, [SCREEN]) is reachable


def test_a_window_without_a_place_is_centered_and_never_larger_than_the_screen():
    small = QRect(0, 0, 1024, 700)

    assert placement.centered(placement._USUAL, small) == small


def answer(window: MainWindow, name: str) -> None:
    getattr(window.findChild(CloseDialog), name).click()


@pytest.fixture
def running(window: MainWindow, bench: Workbench, qtbot: QtBot, shoot) -> MainWindow:
    """A window with a batch that takes a while."""
    paths = [put(shoot, f"{number}.jpg", jpeg(2400, seed=number)) for number in range(12)]

    async def submit(server):
        uploads = [await server.upload(path, path.name) for path in paths]
        request = CreateTask(feature_id="basic_clean", input_images=[upload.id for upload in uploads])
        return await server.create_batch(request, key=ids.new())

    bench.connection.ask(bench, submit)
    qtbot.waitUntil(lambda: bool(bench.tasks.running), timeout=20_000)
    return window
