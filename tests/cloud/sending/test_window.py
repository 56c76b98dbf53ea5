"""A batch sent to the cloud from the window: chosen on the form, carried out there, steered and shown here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import Place as Where
from desktop_app.ui.dialogs.confirm_dialog import ConfirmDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Destination, Place
from desktop_app.ui.pages.account_page import AccountPage
from desktop_app.ui.pages.feature_page import FeaturePage
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.workbench import Workbench
from tests.cloud.workers.fleet import Fleet
from tests.sync.cloud import Cloud
from tests.sync.test_window import bench, page, sign_in, window
from tests.ui.conftest import photos

__all__ = ["bench", "page", "photos", "window"]

_LONG = 60_000


def test_a_batch_chosen_for_the_cloud_is_carried_out_there_and_opens_here(
    page: AccountPage,
    bench: Workbench,
    window: MainWindow,
    photos: Callable[[int], list[Path]],
    cloud: Cloud,
    fleet: Fleet,
    qtbot: QtBot,
):
    fleet.start()
    sign_in(page, cloud, qtbot, sign_up=True)
    qtbot.waitUntil(lambda: bench.account.is_signed_in, timeout=_LONG)
    qtbot.keyClicks(page.top_up.code, cloud.code(10))
    qtbot.keyClick(page.top_up.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.balance.balance.number == "10", timeout=_LONG)

    bench.navigator.go(Place.FEATURE, "basic_clean")
    form = window.page(Place.FEATURE)
    assert isinstance(form, FeaturePage)
    bench.drafts.add(photos(2))
    qtbot.mouseClick(form.bar.places.segment(Where.CLOUD), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(form.bar.primary.isEnabled, timeout=_LONG)
    form.bar.primary.click()
    next(each for each in form.findChildren(ConfirmDialog) if each.isVisible()).accept()
    qtbot.waitUntil(lambda: bench.navigator.here.place is Place.TASK, timeout=_LONG)

    task_id = bench.navigator.here.subject
    shown = window.page(Place.TASK)
    assert isinstance(shown, TaskPage)
    qtbot.waitUntil(lambda: bench.tasks.view(task_id) is not None, timeout=_LONG)
    qtbot.waitUntil(lambda: bench.tasks.view(task_id).status == "completed", timeout=_LONG)
    task = bench.tasks.view(task_id)
    assert bench.navigator.here == Destination(Place.TASK, task_id)
    assert shown.words.place(task) == "云端"
    qtbot.waitUntil(lambda: shown.previews.pair(task_id, task.batch_items[0])[1] is not None, timeout=_LONG)
    qtbot.waitUntil(lambda: bench.wallet.quota.balance == 8, timeout=_LONG)
