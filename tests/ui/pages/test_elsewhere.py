"""Tasks of other computers and of the cloud, and the choice of where a run is carried out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import Place as Where
from desktop_app.ui.closing import Closing
from desktop_app.ui.dialogs.confirm_dialog import ConfirmDialog
from desktop_app.ui.dialogs.viewer_dialog import ViewerDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.models.task_list_model import TaskListModel
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.feature_page import FeaturePage
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.pages.tasks_page import TasksPage
from desktop_app.ui.stores.review import reportable
from desktop_app.ui.stores.task_facts import Verb, verbs
from desktop_app.ui.widgets.item_actions import REPORT, RETRY, SAVE, possible
from desktop_app.ui.workbench import Workbench
from tests.ui.signed_in import TABLET, believe, task_of

Photos = Callable[[int], list[Path]]


def test_a_task_of_another_computer_is_not_steered_here_and_says_why(bench: Workbench, window: MainWindow):
    believe(bench)
    bench.tasks._take(task_of("t1", TABLET))

    bench.navigator.go(Place.TASK, "t1")
    page = window.page(Place.TASK)

    assert isinstance(page, TaskPage)
    assert not any(page.header.buttons[verb].isVisible() for verb in (Verb.PAUSE, Verb.STOP, Verb.RETRY))
    assert page.header.buttons[Verb.SAVE].isVisible()
    assert page.elsewhere.text.startswith("该任务由“MacBook-Pro-of-the-photographer.local”处理")


def test_a_task_of_the_cloud_is_steered_from_here(bench: Workbench, window: MainWindow):
    bench.tasks._take(task_of("t1", "cloud"))

    bench.navigator.go(Place.TASK, "t1")
    page = window.page(Place.TASK)

    assert isinstance(page, TaskPage)
    assert page.header.buttons[Verb.PAUSE].isVisible()
    assert page.header.buttons[Verb.STOP].isVisible()
    assert page.elsewhere.isHidden()


def test_the_list_names_the_place_and_can_be_searched_for_it(bench: Workbench, window: MainWindow):
    believe(bench)
    bench.tasks._take(task_of("t1", TABLET))
    bench.tasks._take(task_of("t2", "cloud"))
    bench.navigator.go(Place.TASKS)
    page = window.page(Place.TASKS)
    assert isinstance(page, TasksPage)

    spoken = {page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)}
    page.search.setText("云端")

    assert any("MacBook-Pro-of-the-photographer.local" in row for row in spoken)
    assert isinstance(page.model, TaskListModel)
    assert (page.model.row_of("t1"), page.model.row_of("t2")) == (None, 0)


def test_only_its_own_computer_retries_and_reports(bench: Workbench):
    elsewhere = task_of("t1", TABLET)

    assert possible(elsewhere, [0, 1, 2]) & {RETRY, REPORT} == frozenset()
    assert SAVE in possible(elsewhere, [0])
    assert reportable(task_of("t2", "cloud"), [0]) == [0]
    assert Verb.RETRY not in verbs(elsewhere.model_copy(update={"status": "failed"}))


def test_a_window_closes_though_another_computer_is_at_work(bench: Workbench, window: MainWindow):
    bench.tasks._take(task_of("t1", TABLET))
    closing = window.findChild(Closing)

    assert bench.tasks.running == []
    assert isinstance(closing, Closing)
    assert closing.ask(may_hide=False)


def test_a_picture_that_cannot_be_fetched_says_why(bench: Workbench, window: MainWindow, qtbot: QtBot):
    believe(bench)
    bench.tasks._take(task_of("t1", TABLET))
    bench.navigator.go(Place.TASK, "t1")
    page = window.page(Place.TASK)
    assert isinstance(page, TaskPage)

    page.verbs.preview("t1", 0, "taobao")
    viewer = next(each for each in window.findChildren(ViewerDialog) if each.isVisible())
    item = viewer.item
    qtbot.waitUntil(lambda: page.previews.problem("t1", item) is not None)

    assert not viewer.picture.is_busy
    assert not viewer.shop.redo.isVisible()
    viewer.close()


@pytest.fixture
def form(bench: Workbench, window: MainWindow, photos: Photos, qtbot: QtBot) -> FeaturePage:
    """The form with two photos that have arrived."""
    qtbot.waitUntil(lambda: bool(bench.features.features), timeout=30_000)
    bench.navigator.go(Place.FEATURE, "basic_clean")
    page = window.page(Place.FEATURE)
    assert isinstance(page, FeaturePage)
    bench.drafts.add(photos(2))
    qtbot.waitUntil(lambda: page.bar.primary.isEnabled(), timeout=8_000)
    return page


def test_the_place_is_asked_only_with_an_account_and_remembered(form: FeaturePage, bench: Workbench, qtbot: QtBot):
    before = form.bar.places.isVisible(), form.where
    believe(bench)
    qtbot.waitUntil(form.bar.places.isVisible)

    qtbot.mouseClick(form.bar.places.segment(Where.CLOUD), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.bar.quota.balance_text == "当前可用：400 配额，生成后剩余 398")
    qtbot.waitUntil(form.bar.primary.isEnabled)
    form.bar.primary.click()
    asked = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ConfirmDialog))

    assert before == (False, Where.LOCAL)
    assert bench.preferences.value.where == "cloud"
    assert asked.figures[-1] == "400 → 398"
    asked.close()


def test_another_account_is_sent_the_photos_anew(form: FeaturePage, bench: Workbench, qtbot: QtBot):
    sent = {photo.upload.id for photo in bench.drafts.batch.photos if photo.upload is not None}

    bench.drafts.send_anew()
    qtbot.waitUntil(lambda: bool(bench.drafts.batch.photos) and not bench.drafts.batch.on_their_way, timeout=8_000)

    anew = {photo.upload.id for photo in bench.drafts.batch.photos if photo.upload is not None}
    assert len(anew) == len(sent) == 2
    assert not anew & sent
