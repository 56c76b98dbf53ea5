"""The workspace, with real tasks."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import CreateTask, TaskCreated
from desktop_app.core import ids
from desktop_app.core.words import Language
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Destination, Place
from desktop_app.ui.page_table import PAGES
from desktop_app.ui.pages.workspace_page import WorkspacePage
from desktop_app.ui.widgets.feature_card import FeatureCard
from desktop_app.ui.workbench import Workbench

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

Photos = Callable[[int], list[Path]]


@pytest.fixture
def page(bench: Workbench, qtbot: QtBot) -> WorkspacePage:
    """The workspace with the server's features."""
    made = PAGES[Place.WORKSPACE](bench)
    assert isinstance(made, WorkspacePage)
    qtbot.addWidget(made)
    made.resize(1100, 740)
    made.show()
    qtbot.waitUntil(lambda: bool(bench.features.features))
    return made


def submitted(bench: Workbench, qtbot: QtBot, photos: list[Path]) -> str:
    """The id of a batch of these photos, once it has ended."""
    key = ids.new()

    async def submit(server: "ServerClient") -> TaskCreated:
        uploads = [await server.upload(photo, photo.name) for photo in photos]
        images = [upload.id for upload in uploads]
        kept = {"background": "keep"}  # which is quick
        request = CreateTask(feature_id="basic_clean", input_images=images, input_data=kept)
        return await server.create_batch(request, key=key)

    made: list[TaskCreated] = []
    bench.connection.ask(bench, submit, done=made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    task_id = made[0].task_id
    qtbot.waitUntil(lambda: _status(bench, task_id) in ("completed", "failed"), timeout=60_000)
    return task_id


def _status(bench: Workbench, task_id: str) -> str:
    task = bench.tasks.summary(task_id)
    return task.status if task is not None else ""


def test_a_newcomer_sees_how_it_goes_and_what_the_trial_is(page: WorkspacePage):
    assert page.first_steps.isVisible()
    assert page.recent == []
    assert page.quota.balance.number == "100"
    assert page.samples.told.text() == "用 12 张示例照片试试：预览免费，每清理一张消耗 1 配额。"


def test_a_feature_card_tells_price_and_limit_and_opens_the_form_by_key(
    page: WorkspacePage, bench: Workbench, qtbot: QtBot
):
    card = page.offered.cards[0]
    assert isinstance(card, FeatureCard)
    assert card.accessibleName().startswith("服装清理增强，批量 · 最多 50 张，1 配额 / 张")

    qtbot.keyClick(card, Qt.Key.Key_Return)

    assert bench.navigator.here == Destination(Place.FEATURE, "basic_clean")


def test_a_finished_batch_stands_among_the_latest_tasks_and_opens(
    page: WorkspacePage, bench: Workbench, photos: Photos, qtbot: QtBot
):
    task_id = submitted(bench, qtbot, photos(2))

    qtbot.waitUntil(lambda: [card.task.status for card in page.recent] == ["completed"])
    card = page.recent[0]
    assert "批量，已完成，2/2 (100%)" in card.accessibleName()
    assert not page.first_steps.isVisible()
    qtbot.waitUntil(lambda: page.quota.balance.number == "98")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)

    assert bench.navigator.here == Destination(Place.TASK, task_id)


def test_sample_photos_go_to_the_form(window: MainWindow, bench: Workbench, qtbot: QtBot):
    page = window.page(Place.WORKSPACE)
    assert isinstance(page, WorkspacePage)

    with qtbot.waitSignal(bench.drafts.added, timeout=10_000):
        qtbot.mouseClick(page.samples.take, Qt.MouseButton.LeftButton)

    assert bench.navigator.here.place is Place.FEATURE
    assert len(bench.drafts.batch.photos) == 12


def test_the_whole_page_changes_its_language(page: WorkspacePage, bench: Workbench, qtbot: QtBot):
    bench.speech.choose(Language.ENGLISH)

    assert page.title == "Workspace"
    qtbot.waitUntil(lambda: page.offered.cards[0].accessibleName().startswith("Garment clean & enhance, Batch"))
