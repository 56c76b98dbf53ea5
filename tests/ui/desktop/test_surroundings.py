"""What the desktop is told while tasks run and when they end."""

import sys
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import TaskStatus, TaskSummary
from desktop_app.core import clock
from desktop_app.ui.desktop.notifier import Notifier
from desktop_app.ui.desktop.stay_awake import StayAwake
from desktop_app.ui.desktop.taskbar import share
from desktop_app.ui.desktop.tray import Tray
from desktop_app.ui.navigation import Destination, Place
from desktop_app.ui.platform.wakefulness import ChildHold
from desktop_app.ui.workbench import Workbench


@dataclass
class Told:
    """What a system heard."""

    words: list[str] = field(default_factory=list)

    def take(self) -> None:
        self.words.append("awake")

    def release(self) -> None:
        self.words.append("asleep")

    def tell(self, title: str, text: str) -> None:
        self.words.append(f"{title}: {text}")


def test_the_computer_stays_awake_while_something_runs_and_no_longer(bench: Workbench):
    told = Told()
    awake = StayAwake(tasks=bench.tasks, preferences=bench.preferences, holds=[told])

    set_task(bench, TaskStatus.PROCESSING)
    set_task(bench, TaskStatus.COMPLETED)
    awake.release()

    assert told.words == ["awake", "asleep"]


def test_staying_awake_is_a_matter_of_taste(bench: Workbench):
    told = Told()
    awake = StayAwake(tasks=bench.tasks, preferences=bench.preferences, holds=[told])
    set_task(bench, TaskStatus.PROCESSING)

    bench.preferences.change(stay_awake=False)
    assert not awake.held
    bench.preferences.change(stay_awake=True)

    assert told.words == ["awake", "asleep", "awake"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
def test_a_program_that_keeps_awake_ends_with_the_hold(qtbot: QtBot):
    owner = QObject()
    hold = ChildHold(["cat"], owner)
    hold.take()
    qtbot.waitUntil(lambda: hold._process.state() is hold._process.ProcessState.Running)

    hold.release()

    assert hold._process.state() is hold._process.ProcessState.NotRunning


def test_a_batch_that_ends_behind_other_windows_is_told_and_leads_to_the_task(bench: Workbench, qtbot: QtBot):
    told, window = Told(), QWidget()
    qtbot.addWidget(window)
    notifier = notifying(bench, window, told)
    set_task(bench, TaskStatus.PROCESSING)

    set_task(bench, TaskStatus.COMPLETED)
    notifier.open_told()

    assert told.words == ["已完成: 10 张图片中 8 张成功，其余配额已返还。"]
    assert bench.navigator.here == Destination(Place.TASK, "t1")


def test_a_merchant_who_wants_no_notices_gets_none(bench: Workbench, qtbot: QtBot):
    told, window = Told(), QWidget()
    qtbot.addWidget(window)
    notifying(bench, window, told)
    bench.preferences.change(notify=False)
    set_task(bench, TaskStatus.PROCESSING)

    set_task(bench, TaskStatus.COMPLETED)

    assert told.words == []


def test_the_tray_tells_how_far_it_is_and_offers_what_is_possible(bench: Workbench):
    tray = Tray(tasks=bench.tasks, speech=bench.speech)
    idle = (tray._pause.isEnabled(), tray._icon.toolTip())

    set_task(bench, TaskStatus.PROCESSING)
    running = (tray._pause.text(), tray._icon.toolTip())
    set_task(bench, TaskStatus.PAUSED)

    assert idle == (False, "衣净 CleanRack")
    assert running == ("全部暂停", "衣净 CleanRack · 90%")
    assert (tray._pause.text(), tray._pause.isEnabled()) == ("全部继续", True)
    tray.close()


def test_the_taskbar_shows_all_running_tasks_as_one(bench: Workbench):
    before = share(bench.tasks)

    set_task(bench, TaskStatus.PROCESSING)

    assert (before, share(bench.tasks)) == (-1, 900)


def notifying(bench: Workbench, window: QWidget, told: Told) -> Notifier:
    return Notifier(
        window=window,
        tasks=bench.tasks,
        preferences=bench.preferences,
        navigator=bench.navigator,
        tell=told.tell,
        parent=window,
    )


def set_task(bench: Workbench, status: TaskStatus) -> None:
    task = TaskSummary(
        id="t1",
        feature_id="basic_clean",
        type="batch",
        status=status,
        is_batch=True,
        batch_total=10,
        batch_success=8,
        batch_failed=1,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    bench.tasks._order = ["t1"]
    bench.tasks._replace(task)
