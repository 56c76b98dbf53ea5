"""The grid of pictures, with keys and mouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection
from desktop_app.ui.delegates.card_layout import CardLayout, Columns
from desktop_app.ui.models.roles import FileSource, PictureRole, PictureState
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets import picture_drag
from desktop_app.ui.widgets.picture_grid import PictureGrid
from tests.journeys import photos as drawn

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Photos(QAbstractListModel):
    """Rows of photos with tick boxes."""

    def __init__(self, file: Path, count: int) -> None:
        super().__init__()
        self.file = file
        self.ticks = [True] * count
        self.boxless: set[int] = set()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.ticks)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        ticked = Qt.CheckState.Checked if self.ticks[index.row()] else Qt.CheckState.Unchecked
        return {
            Qt.ItemDataRole.DisplayRole: f"衬衫 {index.row()}.jpg",
            Qt.ItemDataRole.CheckStateRole: None if index.row() in self.boxless else ticked,
            PictureRole.SOURCE: FileSource(self.file),
            PictureRole.STATE: list(PictureState)[index.row() % len(PictureState)],
            PictureRole.BADGE: "上传中",
            PictureRole.PROGRESS: 0.5,
            PictureRole.DETAIL: "240 × 320",
            PictureRole.REMOVABLE: True,
        }.get(role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.ticks[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [role])
        return True

    def add_on_top(self, count: int) -> None:
        self.beginInsertRows(_ROOT, 0, count - 1)
        self.ticks[:0] = [True] * count
        self.endInsertRows()


@pytest.fixture
def grid(qtbot: QtBot, shoot: Path) -> Iterator[PictureGrid]:
    """A grid of three columns with 40 photos, shown and focused."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    (shoot / "1.jpg").write_bytes(drawn.garment())
    bridge = Bridge()
    thumbnails = Thumbnails(Connection(bridge, shoot))
    made = PictureGrid(thumbnails=thumbnails, theme=Theme(application, Scheme.LIGHT))
    model = Photos(shoot / "1.jpg", 40)
    made.setModel(model)
    made.resize(640, 620)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    yield made
    thumbnails.close()
    bridge.close()


def test_the_arrow_keys_walk_over_the_ends_of_lines_and_stay_in_the_column(grid: PictureGrid, qtbot: QtBot):
    places = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(grid, key)
        places.append(grid.currentIndex().row())

    assert places == [0, 1, 4, 5, 6, 3]
    for key, row in ((Qt.Key.Key_Up, 0), (Qt.Key.Key_End, 39), (Qt.Key.Key_Down, 39), (Qt.Key.Key_Left, 38)):
        qtbot.keyClick(grid, key)
        assert grid.currentIndex().row() == row
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == 38


def test_delete_asks_for_the_removal_of_what_is_selected(grid: PictureGrid, qtbot: QtBot):
    press(grid, 2, qtbot)
    press(grid, 0, qtbot, Qt.KeyboardModifier.ControlModifier)

    with qtbot.waitSignal(grid.removal_asked) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Delete)

    assert asked.args == [[0, 2]]


def test_enter_and_a_double_click_open(grid: PictureGrid, qtbot: QtBot):
    press(grid, 4, qtbot)

    with qtbot.waitSignal(grid.opened) as by_key:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(grid.opened) as by_mouse:
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=card(grid, 1).thumbnail.center())

    assert (by_key.args[0].row(), by_mouse.args[0].row()) == (4, 1)


def test_a_click_on_the_tick_box_ticks_and_selects_nothing(grid: PictureGrid, qtbot: QtBot):
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=card(grid, 1).tick.center())

    assert ticks(grid)[:3] == [True, False, True]
    assert grid.selected_rows() == []


def test_space_turns_the_ticks_of_all_selected_photos_the_same_way(grid: PictureGrid, qtbot: QtBot):
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=card(grid, 1).tick.center())
    qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    qtbot.keyClick(grid, Qt.Key.Key_Space)

    assert not any(ticks(grid))


def test_space_passes_over_a_selected_photo_without_a_tick_box(grid: PictureGrid, qtbot: QtBot):
    photos = grid.model()
    assert isinstance(photos, Photos)
    photos.boxless = {0}
    press(grid, 0, qtbot)
    press(grid, 2, qtbot, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClick(grid, Qt.Key.Key_Space)

    assert ticks(grid)[:4] == [True, False, False, True]


def test_a_click_on_the_cross_asks_for_that_photo_alone(grid: PictureGrid, qtbot: QtBot):
    press(grid, 0, qtbot)

    with qtbot.waitSignal(grid.removal_asked) as asked:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=card(grid, 2).cross.center())

    assert asked.args == [[2]]


def test_the_cross_shows_on_the_photo_with_the_focus_and_on_the_one_pointed_at(grid: PictureGrid, qtbot: QtBot):
    def scrim(row: int) -> bool:
        place = card(grid, row).cross.center() + QPoint(9, 0)
        return grid.viewport().grab().toImage().pixelColor(place).lightness() < 90

    grid.setCurrentIndex(grid.model().index(0, 0))
    QTest.mouseMove(grid.viewport(), card(grid, 1).thumbnail.center())

    qtbot.waitUntil(lambda: [scrim(row) for row in range(3)] == [True, True, False])


def test_the_menu_key_and_the_right_button_ask_for_a_menu(grid: PictureGrid, qtbot: QtBot):
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, pos=card(grid, 3).thumbnail.center())
    place = card(grid, 3).thumbnail.center()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        with qtbot.waitSignal(grid.menu_asked) as asked:
            event = QContextMenuEvent(reason, place, grid.viewport().mapToGlobal(place))
            QApplication.sendEvent(grid.viewport(), event)

        where, rows = asked.args
        assert rows == [3]
        assert card(grid, 3).card.contains(grid.viewport().mapFromGlobal(where))


def test_new_photos_on_top_do_not_move_what_is_looked_at_nor_what_is_selected(grid: PictureGrid, qtbot: QtBot):
    press(grid, 3, qtbot)
    grid.scrollTo(grid.model().index(30, 0))
    QApplication.processEvents()
    before = grid.visualRect(grid.model().index(30, 0)).top()

    photos = grid.model()
    assert isinstance(photos, Photos)
    photos.add_on_top(6)
    QApplication.processEvents()

    assert grid.visualRect(grid.model().index(36, 0)).top() == before
    assert grid.selected_rows() == [9]


def test_dragging_a_selection_out_offers_its_files_with_a_count(
    grid: PictureGrid, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    lent: list[list[int]] = []
    monkeypatch.setattr(picture_drag, "drag_out", lambda view, files, picture, *, count: files())
    grid.set_drag_source(lambda rows: lent.append(rows) or [])  # type: ignore[func-returns-value]
    press(grid, 0, qtbot)
    press(grid, 1, qtbot, Qt.KeyboardModifier.ShiftModifier)

    start = card(grid, 1).thumbnail.center()
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(grid.viewport(), start + QPoint(40, 0))
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))

    assert lent == [[0, 1]]
    assert picture_drag.drawn(None, 2, grid).size().width() > picture_drag.drawn(None, 1, grid).size().width() - 1


@pytest.mark.parametrize("width", range(200, 2600, 37))
def test_cards_fill_every_width_and_keep_their_smallest_size(width: int):
    columns = Columns.fitted(width, QSize(176, 256))

    assert columns.card.width() >= 176
    assert columns.card.height() >= 256
    assert columns.count * columns.pitch <= max(width, 192)


def card(grid: PictureGrid, row: int) -> CardLayout:
    """Where a row's card lies."""
    columns = Columns.fitted(grid.width() - 16, QSize(176, 256))
    return CardLayout.within(grid.visualRect(grid.model().index(row, 0)), columns.card)


def press(
    grid: PictureGrid,
    row: int,
    qtbot: QtBot,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Click a photo."""
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, keys, card(grid, row).thumbnail.center())


def ticks(grid: PictureGrid) -> list[bool]:
    photos = grid.model()
    assert isinstance(photos, Photos)
    return photos.ticks
