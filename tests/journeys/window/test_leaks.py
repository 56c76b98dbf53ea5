"""A window that is open for days: nothing that was opened and closed stays behind."""

import gc
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pysqlite3.dbapi2 as sqlite
import pytest
from PySide6.QtCore import QEvent
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
from desktop_app.ui.stores.bill import Bill
from desktop_app.ui.task_verbs import ask_stop
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.item_actions import PREVIEW, REPORT
from desktop_app.ui.workbench import Workbench
from tests.journeys.window.hand import Hand
from tests.journeys.window.test_acceptance import submit
from tests.ui.submitting import done

Photos = Callable[[int], list[Path]]

WARM, ROUNDS = 10, 50
FEATURE = "basic_clean"


def test_pages_opened_fifty_times_leave_nothing(window, bench, photos, qtbot):
    task = done(bench, qtbot, photos(3))
    subjects = {Place.FEATURE: FEATURE, Place.TASK: task.id}

    def tour():
        for place in Place:
            bench.navigator.go(place, subjects.get(place, ""))
            live(qtbot, 15)

    figures(tour, window, "pages")


def figures(act, window, what):
    import time
    t = time.time()
    for n in range(ROUNDS + 1):
        act()
        if n in (0, 5, 10, 20, 30, 40, 50):
            gc.collect(); 
            print(what, n, round(rss() / 1e6, 2), len(QApplication.topLevelWidgets()), len(QApplication.allWidgets()), len(gc.get_objects()), threading.active_count(), round(time.time() - t, 1), flush=True)


def dialogs(window, bench, task):
    library, form, page = (window.page(p) for p in (Place.LIBRARY, Place.FEATURE, Place.TASK))
    verbs = window.findChild(Verbs)
    feature = bench.features.find(FEATURE)
    return {
        "about": (Place.WORKSPACE, lambda: verbs.do(Command.SHOW_ABOUT)),
        "shortcuts": (Place.WORKSPACE, lambda: verbs.do(Command.SHOW_SHORTCUTS)),
        "close": (Place.WORKSPACE, lambda: CloseDialog(running=1, can_hide=True, parent=window).open()),
        "shortage": (Place.WORKSPACE, lambda: bench.bridge.failed.emit(InsufficientQuotaError(required=10, available=4, shortfall=6))),
        "confirm": (Place.FEATURE, lambda: ConfirmDialog(Bill(3, 1, 90), feature=feature.title, speech=bench.speech, theme=bench.theme, parent=form).open()),
        "preset": (Place.FEATURE, form.side.panel.bar.save_as_requested.emit),
        "preview": (Place.FEATURE, form.side.preview.enlarge),
        "viewer": (Place.TASK, lambda: page.verbs.treat(task.id, PREVIEW, [0])),
        "report": (Place.TASK, lambda: page.verbs.treat(task.id, REPORT, [0])),
        "retry": (Place.TASK, lambda: RetryDialog(count=1, price=1, parent=page).ask(lambda: None)),
        "stop": (Place.TASK, lambda: ask_stop(bench.tasks, task, page)),
        "picture": (Place.LIBRARY, lambda: library.grid.opened.emit(library.model.index(0, 0))),
        "renew": (Place.ACCOUNT, lambda: bench.navigator.go(Place.ACCOUNT, "renew")),
    }


@pytest.mark.parametrize("name", ["all"])
def test_dialogs(window, bench, photos, qtbot, name):
    task = done(bench, qtbot, photos(3))
    for place, s in ((Place.FEATURE, FEATURE), (Place.TASK, task.id), (Place.LIBRARY, ""), (Place.ACCOUNT, ""), (Place.WORKSPACE, "")):
        bench.navigator.go(place, s)
        qtbot.wait(100)
    qtbot.waitUntil(lambda: window.page(Place.LIBRARY).model.rowCount() > 0)

    def tour():
        for n, (place, opened) in dialogs(window, bench, task).items():
            if name not in ("all", n):
                continue
            if bench.navigator.here.place is not place:
                bench.navigator.go(place, {Place.TASK: task.id, Place.FEATURE: FEATURE}.get(place, ""))
            opened()
            live(qtbot, 15)
            fronts = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
            assert len(fronts) == 1, (n, fronts)
            fronts[0].reject()
            del fronts
            live(qtbot, 1)

    figures(tour, window, name)


def test_twenty(hand, bench, photos):
    import time
    t = time.time()
    four = photos(4)
    bench.thumbnails._room = 4_000_000
    for number in range(1, 21):
        if number % 5 == 1 and number > 1:
            time_passes(bench.folder)
        submit(hand, four)
        hand.until(lambda: len(bench.tasks.tasks) == number and not bench.tasks.running, lambda: "end")
        gc.collect(); print(number, round(rss() / 1e6, 2), len(QApplication.topLevelWidgets()), len(QApplication.allWidgets()), len(gc.get_objects()), threading.active_count(), round(time.time() - t, 1), flush=True)


def time_passes(folder):
    connection = sqlite.connect(str(folder / "cleanrack.db"), timeout=10, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("UPDATE tasks SET created_at = strftime('%Y-%m-%d %H:%M:%f000', created_at, '-2 hours')")
    connection.close()


def live(qtbot, ms):
    qtbot.wait(ms)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def rss():
    gc.collect()
    return psutil.Process().memory_info().rss
