"""A window that is open for days: what was opened and closed, and what was worked off, leaves nothing behind."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pysqlite3.dbapi2 as sqlite
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import TaskView
from desktop_app.core.errors import InsufficientQuotaError
from desktop_app.ui.actions import Command
from desktop_app.ui.dialogs.close_dialog import CloseDialog
from desktop_app.ui.dialogs.confirm_dialog import ConfirmDialog
from desktop_app.ui.dialogs.retry_dialog import RetryDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.feature_page import FeaturePage
from desktop_app.ui.pages.library_page import LibraryPage
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.pages.tasks_page import TasksPage
from desktop_app.ui.stores.bill import Bill
from desktop_app.ui.task_verbs import ask_stop
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.item_actions import PREVIEW, REPORT
from desktop_app.ui.workbench import Workbench
from tests import depth
from tests.journeys.window.hand import Hand
from tests.journeys.window.test_acceptance import submit
from tests.ui.submitting import done

Photos = Callable[[int], list[Path]]
Opened = tuple[Place, Callable[[], object]]

FEATURE = "basic_clean"
WARM, ROUNDS = 8, depth.times(20, deep=50)
FIRST, BATCHES = 5, depth.times(10, deep=20)
ROUNDS_MAY_TAKE = 6_000_000
"""Bytes in 42 rounds. Measured: 0.1 MB for pages; 1 to 3 MB for dialogs, 1 MB of it in Qt's own file dialog."""
BATCHES_MAY_TAKE = 10_000_000
"""Bytes in 15 batches. Measured: 2 to 5.5 MB, most of it for threads and the records of 60 photos."""
CACHE = 2_000_000
"""Bytes of thumbnails that are kept here, so that the cache is full before the counting begins."""


@dataclass(frozen=True)
class Remains:
    """What there is when all is closed."""

    top_levels: int
    widgets: int
    dialogs: int
    """Also those that Qt has deleted and Python still holds."""
    visible: tuple[QWidget, ...]

    @classmethod
    def now(cls) -> "Remains":
        """Counted."""
        settle()
        return cls(
            len(QApplication.topLevelWidgets()),
            len(QApplication.allWidgets()),
            sum(issubclass(type(each), QDialog) for each in gc.get_objects()),
            tuple(each for each in QApplication.topLevelWidgets() if each.isVisible()),
        )


@pytest.fixture
def threads() -> set[threading.Thread]:
    """Those that run before there is a window."""
    return set(threading.enumerate())


@pytest.fixture
def task(bench: Workbench, photos: Photos, qtbot: QtBot) -> TaskView:
    """A finished task."""
    return done(bench, qtbot, photos(3))


def test_every_page_opened_again_and_again_leaves_nothing(
    bench: Workbench, window: MainWindow, task: TaskView, qtbot: QtBot
):
    subjects = {Place.FEATURE: FEATURE, Place.TASK: task.id}

    def tour() -> None:
        for place in Place:
            bench.navigator.go(place, subjects.get(place, ""))
            qtbot.wait(10)

    leaves_nothing(tour, window)


def test_every_dialog_and_menu_opened_and_closed_again_and_again_leaves_nothing(
    bench: Workbench, window: MainWindow, task: TaskView, qtbot: QtBot
):
    for place in Place:
        bench.navigator.go(place, {Place.FEATURE: FEATURE, Place.TASK: task.id}.get(place, ""))
    qtbot.waitUntil(lambda: library(window).model.rowCount() == 3, timeout=10_000)

    def tour() -> None:
        for place, opened in [*dialogs(bench, window, task), *menus(window)]:
            if bench.navigator.here.place is not place:
                bench.navigator.go(place, task.id if place is Place.TASK else "")
            opened()
            qtbot.wait(10)
            escape(window)

    leaves_nothing(tour, window)


def test_batch_after_batch_leaves_its_results_and_nothing_else(
    threads: set[threading.Thread], hand: Hand, bench: Workbench, photos: Photos
):
    bench.thumbnails._room = CACHE
    four, memory, remains = photos(4), [0], [Remains.now()]
    for number in range(1, BATCHES + 1):
        submit(hand, four)
        hand.until(lambda: (len(bench.tasks.tasks), bench.tasks.running) == (number, []), lambda: "the end of the run")  # noqa: B023
        memory.append(bytes_taken())
        remains.append(Remains.now())
        if number % 5 == 0:
            time_passes(bench.folder)

    assert memory[BATCHES] - memory[FIRST] < BATCHES_MAY_TAKE
    assert remains[BATCHES].visible == (hand.window,)
    assert (remains[BATCHES].top_levels, remains[BATCHES].dialogs) == (remains[FIRST].top_levels, 0)
    assert len(set(threading.enumerate()) - threads) <= len(("bridge", "handshake")) + executor_width()
    bench.close()
    hand.until(lambda: set(threading.enumerate()) <= threads, lambda: f"the end of {threading.enumerate()}")


def leaves_nothing(tour: Callable[[], None], window: MainWindow) -> None:
    """Go on the tour again and again: after the first few times nothing comes to stay."""
    for _ in range(WARM):
        tour()
    remains, memory = Remains.now(), bytes_taken()
    for _ in range(ROUNDS - WARM):
        tour()

    assert Remains.now() == remains
    assert remains.visible == (window,)
    assert bytes_taken() - memory < ROUNDS_MAY_TAKE


def dialogs(bench: Workbench, window: MainWindow, task: TaskView) -> Iterator[Opened]:
    """Where each dialog opens, and how."""
    verbs, feature = window.findChild(Verbs), bench.features.find(FEATURE)
    form, page = window.page(Place.FEATURE), window.page(Place.TASK)
    assert isinstance(form, FeaturePage)
    assert isinstance(page, TaskPage)
    assert verbs is not None
    assert feature is not None
    short = InsufficientQuotaError(required=10, available=4, shortfall=6)
    bill, shown = Bill(3, 1, 90), {"speech": bench.speech, "theme": bench.theme}
    yield Place.WORKSPACE, lambda: verbs.do(Command.SHOW_ABOUT)
    yield Place.WORKSPACE, lambda: verbs.do(Command.SHOW_SHORTCUTS)
    yield Place.WORKSPACE, lambda: verbs.do(Command.ADD_PHOTOS)
    yield Place.WORKSPACE, lambda: CloseDialog(running=1, can_hide=True, parent=window).open()
    yield Place.WORKSPACE, lambda: bench.bridge.failed.emit(short)
    yield Place.FEATURE, lambda: ConfirmDialog(bill, feature=feature.title, **shown, parent=form).open()  # type: ignore[arg-type]
    yield Place.FEATURE, lambda: form.side.panel.bar.save_as_requested.emit()
    yield Place.FEATURE, lambda: form.side.preview.enlarge()
    yield Place.TASK, lambda: page.verbs.treat(task.id, PREVIEW, [0])
    yield Place.TASK, lambda: page.verbs.treat(task.id, REPORT, [0])
    yield Place.TASK, lambda: RetryDialog(count=1, price=1, parent=page).ask(lambda: None)
    yield Place.TASK, lambda: ask_stop(bench.tasks, task, page)
    yield Place.LIBRARY, lambda: library(window).grid.opened.emit(library(window).model.index(0, 0))
    yield Place.ACCOUNT, lambda: bench.navigator.go(Place.ACCOUNT, "renew")


def menus(window: MainWindow) -> Iterator[Opened]:
    """Where each context menu opens, and how."""
    tasks, page, place = window.page(Place.TASKS), window.page(Place.TASK), QPoint(200, 200)
    assert isinstance(tasks, TasksPage)
    assert isinstance(page, TaskPage)
    yield Place.TASKS, lambda: tasks.rows.menu_asked.emit(place, [0])
    yield Place.TASK, lambda: page.photos.grid.menu_asked.emit(place, [0])
    yield Place.LIBRARY, lambda: library(window).grid.menu_asked.emit(place, [0])


def library(window: MainWindow) -> LibraryPage:
    """The page of the library."""
    page = window.page(Place.LIBRARY)
    assert isinstance(page, LibraryPage)
    return page


def escape(window: MainWindow) -> None:
    """Close by key what is in front; there is exactly one such."""
    (front,) = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not window)
    QTest.keyClick(front, Qt.Key.Key_Escape)
    assert not front.isVisible()


def settle() -> None:
    """Let go of everything that nobody holds."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()


def bytes_taken() -> int:
    """Memory of this process, once everything was let go of."""
    settle()
    taken: int = psutil.Process().memory_info().rss
    return taken


def executor_width() -> int:
    """How many threads asyncio keeps for what blocks, at most."""
    return min(32, (os.cpu_count() or 1) + 4)


def time_passes(folder: Path) -> None:
    """Let the batches up to now lie hours back: an hour may have no more than five."""
    with closing(sqlite.connect(str(folder / "cleanrack.db"), timeout=10, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")  # checkpoints are the server's alone
        connection.execute("UPDATE tasks SET created_at = strftime('%Y-%m-%d %H:%M:%f000', created_at, '-2 hours')")
