"""Somebody who sees what is on the screen and uses mouse and keys; knows words, no classes of ours."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui.main_window import MainWindow

SECONDS = 60


class Hand:
    """The merchant at the window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    # seeing

    def texts(self) -> Iterator[str]:
        """Everything that can be read just now, rows of grids and lists included."""
        for top in self._fronts():
            for widget in top.findChildren(QWidget):
                if widget.isVisible():
                    yield from _said(widget)

    def sees(self, text: str) -> bool:
        """Whether a text (or a regular expression) is on the screen."""
        return any(re.search(text, said) for said in self.texts())

    def wait_to_see(self, text: str, seconds: float = SECONDS) -> None:
        """Wait until a text is on the screen."""
        self.until(
            lambda: self.sees(text), lambda: f"{text!r} among {[said for said in self.texts() if said]}", seconds
        )

    def wait_for_no(self, text: str, seconds: float = SECONDS) -> None:
        """Wait until a text is gone."""
        self.until(lambda: not self.sees(text), lambda: f"{text!r} gone", seconds)

    def until(self, come: Callable[[], object], what: Callable[[], str], seconds: float = SECONDS) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + seconds
        while not come():
            assert time.monotonic() < end, f"waited in vain for {what()}"
            self.qtbot.wait(20)

    def rows(self) -> list[str]:
        """The rows of grids and lists, as a screen reader tells them."""
        return [text for view in self._views() for text in _rows(view.model())]

    # doing

    def click(self, text: str) -> None:
        """Click the button that says so, once it can be clicked; of several, the one in front."""
        self.until(lambda: self._button(text) is not None, lambda: f"a button {text!r} among {self._buttons()}")
        button = self._button(text)
        assert button is not None
        button.click()  # QTest.mouseClick can hold the interpreter's lock while a worker that has Qt's waits for it
        self.qtbot.wait(30)

    def drop(self, paths: Sequence[Path]) -> None:
        """Drop files and folders on the window."""
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        target, place = self._under(self.window.rect().center())
        offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(place, offered, dropped, buttons, keys)
        QApplication.sendEvent(target, entering)
        assert entering.isAccepted()
        dropping = QDropEvent(QPointF(place), offered, dropped, buttons, keys)
        QApplication.sendEvent(target, dropping)
        assert dropping.dropAction() is Qt.DropAction.CopyAction, "a Move would take the merchant's file away"

    def point_at(self, row: str) -> tuple[QAbstractItemView, QModelIndex]:
        """Click a row of a grid or list."""
        self.until(lambda: self._row(row) is not None, lambda: f"a row {row!r} among {self.rows()}")
        found = self._row(row)
        assert found is not None
        view, index = found
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        return view, index

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        # Without a window manager nothing makes the window active again after a dialog.
        target = QApplication.focusWidget() or self.window.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.qtbot.wait(30)

    def choose(self, row: str, action: str) -> None:
        """Right-click a row and choose from the menu."""
        view, index = self.point_at(row)
        place = view.visualRect(index).center()
        asking = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), asking)
        self.until(lambda: self._menu() is not None, lambda: "a menu")
        menu = self._menu()
        assert menu is not None
        chosen = [each for each in menu.actions() if action in each.text() and each.isEnabled()]
        assert chosen, f"{action!r} among {[each.text() for each in menu.actions()]}"
        chosen[0].trigger()
        menu.close()

    def type_into(self, name: str, text: str) -> None:
        """Type into the field of that accessible name or placeholder."""
        fields = [
            each
            for top in self._fronts()
            for each in top.findChildren(QLineEdit)
            if each.isVisible() and (name in each.accessibleName() or name in each.placeholderText())
        ]
        assert fields, f"a field {name!r}"
        fields[0].setFocus()
        fields[0].clear()
        QTest.keyClicks(fields[0], text)

    def _fronts(self) -> list[QWidget]:
        """Dialogs in front first, then the window."""
        tops = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window]
        return [*reversed(tops), self.window]

    def _buttons(self) -> list[str]:
        return [each.text() or each.accessibleName() for each in self._usable()]

    def _usable(self) -> list[QAbstractButton]:
        modal = QApplication.activeModalWidget()
        tops = [modal] if modal is not None else self._fronts()
        found = [each for top in tops for each in top.findChildren(QAbstractButton)]
        return [each for each in found if each.isVisible() and each.isEnabled()]

    def _button(self, text: str) -> QAbstractButton | None:
        usable = self._usable()
        exact = [each for each in usable if text in (each.text().strip(), each.accessibleName())]
        alike = [each for each in usable if text in each.text() or text in each.accessibleName()]
        return next(iter([*exact, *alike]), None)

    def _views(self) -> list[QAbstractItemView]:
        return [
            view
            for top in self._fronts()
            for view in top.findChildren(QAbstractItemView)
            if view.isVisible() and view.model() is not None
        ]

    def _row(self, text: str) -> tuple[QAbstractItemView, QModelIndex] | None:
        for view in self._views():
            for row, said in enumerate(_rows(view.model())):
                if text in said:
                    return view, view.model().index(row, 0)
        return None

    def _menu(self) -> QMenu | None:
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else None

    def _under(self, place: QPoint) -> tuple[QWidget, QPoint]:
        """Who takes a drop there: the innermost widget that accepts drops."""
        found: QWidget | None = self.window.childAt(place)
        while found is not None and found is not self.window and not found.acceptDrops():
            found = found.parentWidget()
        target = found or self.window
        return target, target.mapFrom(self.window, place) if target is not self.window else place


def _rows(model: QAbstractItemModel) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [model.index(row, 0).data(role) or model.index(row, 0).data() for row in range(model.rowCount())]
    return [str(each or "") for each in told]


def _said(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _rows(widget.model())
    yield widget.accessibleName()
