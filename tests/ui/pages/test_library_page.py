"""The library with real finished pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.api.tasks import OPEN, CreateTask, TaskCreated
from desktop_app.ui.dialogs.picture_dialog import PictureDialog
from desktop_app.ui.models.roles import PictureRole
from desktop_app.ui.navigation import Place
from desktop_app.ui.notices import Notice
from desktop_app.ui.pages.library_page import LibraryPage
from desktop_app.ui.workbench import Workbench

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

Photos = Callable[[int], list[Path]]


@pytest.fixture
def page(bench: Workbench, qtbot: QtBot) -> Iterator[LibraryPage]:
    """The library, shown."""
    made = LibraryPage(
        connection=bench.connection,
        exports=bench.exports,
        thumbnails=bench.thumbnails,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    )
    made.resize(1000, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.arrive("")
    qtbot.waitUntil(lambda: made.model.shown_text is not None)
    yield made
    made.leave()


def test_an_empty_library_leads_to_the_form(page: LibraryPage, bench: Workbench, qtbot: QtBot):
    (button,) = [each for each in page.findChildren(QPushButton) if each.isVisible()]

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert bench.navigator.here.place is Place.FEATURE


def test_finished_pictures_appear_by_themselves_and_the_selection_stays(
    page: LibraryPage, bench: Workbench, photos: Photos, qtbot: QtBot
):
    finish(bench, photos(2), qtbot)
    qtbot.waitUntil(lambda: sorted(names(page)) == ["衬衫 01.jpg", "衬衫 02.jpg"], timeout=10_000)
    page.grid.setCurrentIndex(page.model.index(1))

    finish(bench, photos(3)[2:], qtbot)

    qtbot.waitUntil(lambda: len(names(page)) == 3, timeout=10_000)
    assert names(page)[0] == "衬衫 03.jpg"
    assert page.grid.selected_rows() == [2]
    source = page.model.index(0).data(PictureRole.SOURCE)
    qtbot.waitUntil(lambda: bench.thumbnails.stand_in(source) is not None, timeout=10_000)


def test_searching_finds_by_name_and_escape_brings_everything_back(
    page: LibraryPage, bench: Workbench, photos: Photos, qtbot: QtBot
):
    finish(bench, photos(3), qtbot)
    qtbot.waitUntil(lambda: len(names(page)) == 3, timeout=10_000)

    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.search.setText("02")
    qtbot.waitUntil(lambda: names(page) == ["衬衫 02.jpg"])
    page.search.setText("裤子")
    qtbot.waitUntil(lambda: names(page) == [])
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert page.search.text() == ""


def test_a_deletion_can_be_undone_and_puts_pictures_back_in_their_place(
    page: LibraryPage, bench: Workbench, photos: Photos, qtbot: QtBot
):
    told: list[Notice] = []
    bench.notices.told.connect(told.append)
    finish(bench, photos(3), qtbot)
    qtbot.waitUntil(lambda: len(names(page)) == 3, timeout=10_000)
    before = names(page)
    page.grid.setCurrentIndex(page.model.index(1))

    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert names(page) == [before[0], before[2]]
    qtbot.waitUntil(lambda: library(bench, qtbot) == [before[0], before[2]])
    offer = told[-1].offer
    assert offer is not None
    offer.act()

    qtbot.waitUntil(lambda: names(page) == before)
    assert library(bench, qtbot) == before


def test_selected_pictures_are_exported_and_dragged_out_as_files(
    page: LibraryPage, bench: Workbench, photos: Photos, qtbot: QtBot
):
    finish(bench, photos(2), qtbot)
    qtbot.waitUntil(lambda: len(names(page)) == 2, timeout=10_000)
    qtbot.keyClick(page.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.grid.selected_rows() == [0, 1])

    with qtbot.waitSignal(bench.exports.saved, timeout=10_000) as saved:
        page.selection.zip_asked.emit()
    lent = page._lend([0, 1])

    assert saved.args[0].suffix == ".zip"
    assert [file.name for file in lent] == names(page)
    assert all(file.read_bytes()[:3] == b"\xff\xd8\xff" for file in lent)


def test_the_menu_of_a_picture_opens_it_large_and_the_arrow_keys_go_on(
    page: LibraryPage, bench: Workbench, photos: Photos, qtbot: QtBot
):
    finish(bench, photos(2), qtbot)
    qtbot.waitUntil(lambda: len(names(page)) == 2, timeout=10_000)
    page.grid.setCurrentIndex(page.model.index(0))
    page._show_menu(page.mapToGlobal(page.rect().center()), [0])
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)

    menu.actions()[0].trigger()
    menu.close()
    dialog = page.findChild(PictureDialog)
    assert isinstance(dialog, PictureDialog)
    with qtbot.waitSignal(dialog.view.zoomed, timeout=10_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Right)

    assert dialog.picture.file_name == names(page)[1]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.findChild(PictureDialog) is None)


def finish(bench: Workbench, photos: list[Path], qtbot: QtBot) -> None:
    """Clean photos, up to their finished pictures."""

    async def create(server: "ServerClient") -> TaskCreated:
        uploads = [await server.upload(photo, photo.name) for photo in photos]
        images = [upload.id for upload in uploads]
        return await server.create_batch(CreateTask(feature_id="basic_clean", input_images=images))

    created: list[TaskCreated] = []
    bench.connection.ask(bench, create, done=created.append)
    qtbot.waitUntil(lambda: bool(created), timeout=20_000)

    def is_over() -> bool:
        task = bench.tasks.summary(created[0].task_id)
        return task is not None and task.status not in OPEN

    qtbot.waitUntil(is_over, timeout=30_000)


def library(bench: Workbench, qtbot: QtBot) -> list[str]:
    """What the server's library holds."""
    told: list[list[str]] = []
    bench.connection.ask(
        bench, lambda server: server.library(), done=lambda page: told.append([each.file_name for each in page.assets])
    )
    qtbot.waitUntil(lambda: bool(told))
    return told[0]


def names(page: LibraryPage) -> list[str]:
    return [asset.file_name for asset in page.model.pictures]
