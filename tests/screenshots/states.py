"""The states, in the order they are reached: each is a function that brings the window there."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QScrollArea

from desktop_app.api.pictures import Measures
from desktop_app.ui.dialogs.names_dialog import NamesDialog
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.stores.data_move import Stage as MoveStage
from desktop_app.ui.stores.draft import Draft
from tests.client.feeds import FAR, Feeds, Operator
from tests.journeys import photos as drawn
from tests.screenshots import account_states
from tests.screenshots.stage import FEATURE, Stage

State = Callable[[Stage], None]


def first_run(stage: Stage) -> None:
    """The workspace before anything was done."""
    stage.go(Place.WORKSPACE)


def release_news(stage: Stage) -> None:
    """A newer version, told above the page."""
    operator = Operator()
    with Feeds() as server:
        server.document = operator.issues("0.2.0", expires_at=FAR)
        stage.bench.preferences.change(release_keys=operator.keys)
        stage.bench.preferences.change(release_feed=server.address)
        stage.wait(lambda: stage.bench.news.standing.is_news)
    stage.go(Place.WORKSPACE)


def release_settings(stage: Stage) -> None:
    """Where it is switched off."""
    stage.go(Place.SETTINGS)
    page = stage.window.page(Place.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.findChild(QScrollArea).ensureWidgetVisible(page.updates, 0, 300)
    stage.live(0.3)
    stage.bench.news.skip()


def move_question(stage: Stage) -> None:
    """The data folder, about to be moved."""
    os.environ["XDG_CONFIG_HOME"] = str(stage.folder / "config")  # where nobody else's choice is
    stage.go(Place.SETTINGS)
    page = stage.window.page(Place.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.findChild(QScrollArea).ensureWidgetVisible(page.data_folder, 0, 200)
    stage.bench.mover.consider(stage.folder / "移动硬盘" / "CleanRack")
    stage.wait(stage.dialogs)
    stage.live(0.3)


def move_under_way(stage: Stage) -> None:
    """Half of it is done."""
    move_question(stage)
    stage.bench.mover._set(MoveStage.MOVING)
    stage.bench.mover.moved.emit(0.62)
    stage.live(0.3)


def move_done(stage: Stage) -> None:
    """It has moved."""
    stage.bench.mover._set(MoveStage.NONE)
    move_question(stage)
    stage.bench.mover._set(MoveStage.DONE)
    stage.live(0.3)


def move_over(stage: Stage) -> None:
    """The page after it."""
    stage.bench.mover._set(MoveStage.NONE)
    stage.live(0.3)


def library_empty(stage: Stage) -> None:
    """The library before anything was done."""
    stage.go(Place.LIBRARY)


def tasks_empty(stage: Stage) -> None:
    """The list before anything was done."""
    stage.go(Place.TASKS)


def form_empty(stage: Stage) -> None:
    """The form with its drop zone."""
    stage.go(Place.FEATURE, FEATURE)


def form_refused(stage: Stage) -> None:
    """A GIF and a 20 MB photo among the rest."""
    folder = stage.folder / "odd"
    folder.mkdir(exist_ok=True)
    (folder / "file1.gif").write_bytes(drawn.gif())
    (folder / "大图 20MB.jpg").write_bytes(drawn.heavy(20_000_000))
    stage.bench.drafts.add([*sorted(folder.iterdir()), *stage.photos[:2]])
    stage.live(1.5)


def form_uploading(stage: Stage) -> None:
    """Photos on their way."""
    stage.bench.drafts.add(stage.photos)
    stage.live(0.25)


def form_ready(stage: Stage) -> None:
    """All photos there, looked at, with the preview of one."""
    stage.wait(lambda: settled(stage.bench.drafts.batch))
    stage.live(3)


def form_51(stage: Stage) -> None:
    """More than fifty."""
    folder = stage.folder / "many"
    folder.mkdir(exist_ok=True)
    for number in range(1, 61):
        (folder / f"SKU{number:03}.jpg").write_bytes(drawn.garment(number))
    stage.bench.drafts.add(sorted(folder.iterdir()))
    stage.live(2.5)


def confirm(stage: Stage) -> None:
    """What it costs."""
    stage.wait(lambda: settled(stage.bench.drafts.batch))
    press_primary(stage)
    stage.wait(stage.dialogs)


def task_running(stage: Stage) -> None:
    """A batch on its way."""
    press_primary(stage)
    stage.wait(lambda: stage.dialogs())
    press_primary(stage)
    stage.wait(lambda: bool(stage.bench.tasks.tasks))
    stage.task_id = stage.bench.tasks.tasks[0].id
    stage.wait(lambda: stage.bench.tasks.tasks[0].batch_success >= 6)
    stage.bench.tasks.pause(stage.task_id)  # it would be over before all pictures are taken
    stage.wait(lambda: stage.bench.tasks.tasks[0].status == "paused")
    stage.live(0.8)


def task_done(stage: Stage) -> None:
    """Results, receipt, ZIP."""
    stage.bench.tasks.resume(stage.task_id)
    stage.wait(lambda: not stage.bench.tasks.running and stage.bench.tasks.tasks[0].status == "completed")
    stage.go(Place.TASK, stage.task_id)
    stage.live(2)


def task_list_view(stage: Stage) -> None:
    """The same as rows."""
    click(stage, "列表视图")
    stage.live(0.5)


def viewer(stage: Stage) -> None:
    """Before and after, large."""
    stage.go(Place.TASK, stage.task_id)
    click(stage, "网格视图")
    view = next(each for each in stage.window.findChildren(QAbstractItemView) if each.isVisible())
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.live(2.5)


def names_dialog(stage: Stage) -> None:
    """Old and new names, with a table of SKUs that does not quite fit."""
    table = stage.folder / "款号.csv"
    rows = [f"{photo.name},K{number:03}" for number, photo in enumerate(stage.photos[:3], 1)]
    table.write_text("\n".join(["文件名,款号", *rows, "没有这张.jpg,K999"]), encoding="utf-8-sig")
    task_page(stage).verbs.treat(stage.task_id, "names", [])
    dialog = next(each for each in stage.dialogs() if isinstance(each, NamesDialog))
    dialog.field.line.setText("{sku}_{index:03}")
    dialog.source.read(table)
    stage.live(1)


def task_with_warnings(stage: Stage) -> None:
    """Pictures to look at: a doubtful edge, a colour that moved. What is shown was put there, not measured."""
    told: dict[int, dict[str, Any]] = {
        0: {"measures": Measures(border_white=1.0, fill=0.86, delta_e=0.3)},
        1: {"measures": Measures(border_white=0.97, fill=0.71, delta_e=0.6), "notes": ["check-soft-edge"]},
        2: {"measures": Measures(border_white=1.0, fill=0.9, delta_e=4.2)},
    }
    view = stage.bench.tasks.view(stage.task_id)
    assert view is not None
    items = [
        item.model_copy(
            update={"output": item.output.model_copy(update={"notes": [], **told.get(item.index, told[0])})}
        )
        for item in view.batch_items
        if item.output is not None
    ]
    stage.bench.tasks._take(view.model_copy(update={"batch_items": items}))
    stage.live(0.5)


def viewer_shop_check(stage: Stage) -> None:
    """A picture beside what a shop asks for."""
    task_page(stage).verbs.preview(stage.task_id, 1, "taobao")
    stage.live(2.5)


def listing_set_form(stage: Stage) -> None:
    """The form of the second feature."""
    stage.bench.drafts.batch.release([photo.id for photo in stage.bench.drafts.batch.photos])
    stage.go(Place.FEATURE, "listing_set")
    click(stage, "批量模式")
    stage.bench.drafts.add(stage.photos[:3])
    stage.wait(lambda: settled(stage.bench.drafts.batch))
    stage.live(3)


def partial_failure(stage: Stage) -> None:
    """Some photos failed, with reasons."""
    folder = stage.folder / "half"
    folder.mkdir(exist_ok=True)
    for number in range(1, 7):
        (folder / f"连衣裙 {number:02}.jpg").write_bytes(drawn.garment(number, (900, 1200)))
    stage.go(Place.FEATURE, FEATURE)
    stage.bench.drafts.add(sorted(folder.iterdir()))
    stage.live(1)
    stage.wait(lambda: settled(stage.bench.drafts.batch))
    for photo in stage.bench.drafts.batch.photos[1::2]:
        assert photo.upload is not None
        sha256 = photo.upload.sha256
        (stage.bench.folder / "blobs" / sha256[:2] / sha256).unlink()
    press_primary(stage)
    stage.wait(lambda: stage.dialogs())
    press_primary(stage)
    stage.wait(lambda: len(stage.bench.tasks.tasks) == 2 and stage.bench.tasks.tasks[0].status == "completed")
    stage.go(Place.TASK, stage.bench.tasks.tasks[0].id)
    stage.live(1.5)


def retry_question(stage: Stage) -> None:
    """What retrying costs."""
    click(stage, "重试失败项")
    stage.live(0.5)


def tasks(stage: Stage) -> None:
    """The list with a batch expanded."""
    stage.go(Place.TASKS)
    view = next(each for each in stage.window.findChildren(QAbstractItemView) if each.isVisible())
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    stage.live(1.5)


def library(stage: Stage) -> None:
    """Finished pictures, some chosen."""
    stage.go(Place.LIBRARY)
    stage.live(2)
    view = next(each for each in stage.window.findChildren(QAbstractItemView) if each.isVisible())
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    stage.live(0.5)


def workspace(stage: Stage) -> None:
    """The workspace of a working day."""
    stage.go(Place.WORKSPACE)
    stage.live(0.5)


def account(stage: Stage) -> None:
    """Balance and statement."""
    stage.go(Place.ACCOUNT)
    stage.live(1)


def settings(stage: Stage) -> None:
    """Everything that can be chosen."""
    stage.go(Place.SETTINGS)
    stage.live(0.5)


def shortage(stage: Stage) -> None:
    """Not enough quota."""
    from desktop_app.core.errors import InsufficientQuotaError

    stage.bench.bridge.failed.emit(InsufficientQuotaError(required=50, available=30, shortfall=20))
    stage.live(0.5)


def server_lost(stage: Stage) -> None:
    """The server does not come back."""
    from desktop_app.core.errors import ServerStartError

    stage.bench.connection._on_failed(ServerStartError(reason="exit code 1"))
    stage.live(0.5)


def single(stage: Stage) -> None:
    """Single mode with one photo."""
    stage.bench.connection._set_state(stage.bench.connection.state.READY)
    stage.go(Place.FEATURE, FEATURE)
    click(stage, "单张模式")
    stage.bench.drafts.add(stage.photos[3:4])
    stage.wait(lambda: settled(stage.bench.drafts.single))
    stage.live(3)


STATES: Mapping[str, State] = {
    "workspace-first-run": first_run,
    "release-news": release_news,
    "release-settings": release_settings,
    "move-question": move_question,
    "move-under-way": move_under_way,
    "move-done": move_done,
    "settings-data": move_over,
    "library-empty": library_empty,
    "tasks-empty": tasks_empty,
    "form-empty": form_empty,
    "form-refused": form_refused,
    "form-uploading": form_uploading,
    "form-ready": form_ready,
    "confirm": confirm,
    "task-paused": task_running,
    "task-done": task_done,
    "task-list": task_list_view,
    "viewer": viewer,
    "names-dialog": names_dialog,
    "viewer-shop-check": viewer_shop_check,
    "task-with-warnings": task_with_warnings,
    "task-partial-failure": partial_failure,
    "retry-question": retry_question,
    "tasks": tasks,
    "library": library,
    "workspace": workspace,
    "account": account,
    "settings": settings,
    "shortage": shortage,
    "server-lost": server_lost,
    "form-single": single,
    "form-51": form_51,
    "listing-set-form": listing_set_form,
    **account_states.STATES,
}


def task_page(stage: Stage) -> TaskPage:
    """The page of a task."""
    page = stage.window.page(Place.TASK)
    assert isinstance(page, TaskPage)
    return page


def settled(draft: Draft) -> bool:
    """Whether all photos have arrived."""
    return bool(draft.photos) and not draft.on_their_way


def press_primary(stage: Stage) -> None:
    """Press the one primary button of what is in front."""
    top = next(iter(reversed(stage.dialogs())), stage.window)
    buttons = [each for each in top.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    primary = [each for each in buttons if each.property("role") == "primary"]
    assert primary, f"no primary button among {[each.text() for each in buttons]}"
    QTest.mouseClick(primary[-1], Qt.MouseButton.LeftButton)
    stage.live(0.2)


def click(stage: Stage, text: str) -> None:
    """Click the button that says so."""
    buttons = [each for top in [*stage.dialogs(), stage.window] for each in top.findChildren(QAbstractButton)]
    found = [each for each in buttons if each.isVisible() and text in (each.text(), each.accessibleName())]
    assert found, f"{text!r} among {[each.text() or each.accessibleName() for each in buttons if each.isVisible()]}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    stage.live(0.2)
