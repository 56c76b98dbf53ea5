"""Two pictures of one thing, before and after, to look at with mouse and keys."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.compare_canvas import STEP, CompareCanvas, CompareMode

__all__ = ["CompareMode", "CompareView"]

REACH = 18.0
"""Logical pixels from the divider that still take hold of it."""
NUDGE = 0.02
LEAP = 0.1


class _Drag(StrEnum):
    NONE = "none"
    DIVIDER = "divider"
    PICTURE = "picture"


class CompareView(CompareCanvas):
    """Shows a picture before and after.

    Left and Right move the divider (or the picture, where there is none), Space held or B pressed shows the picture
    before, + and − and the wheel zoom, 0 shows all, 1 shows pixel by pixel, V changes the mode; dragging moves the
    divider or what is zoomed. All of it stands in the context menu too.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._drag = _Drag.NONE
        self._dragged_from = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.retranslate()

    def words(self) -> tuple[str, str]:
        return self.tr("Before"), self.tr("After")

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Before and after"))
        self.told()
        self.update()

    def told(self) -> None:
        if self._before is None and self._after is None:
            self.setAccessibleDescription(self._placeholder[1])
            return
        zoom = self.tr("{mode}, zoom {percent} %").format(mode=self._mode_in_words(), percent=round(100 * self.zoom))
        self.setAccessibleDescription(zoom)

    def _mode_in_words(self) -> str:
        if self.shows_before:
            return self.words()[0]
        return {
            CompareMode.SPLIT: self.tr("Split at {percent} %").format(percent=round(100 * self.divider)),
            CompareMode.SIDE_BY_SIDE: self.tr("Side by side"),
            CompareMode.SINGLE: self.words()[1],
        }[self.mode]

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._drag = self._drag_at(event.position())
        self._is_dragged = self._drag is _Drag.DIVIDER
        self._dragged_from = event.position()
        self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is _Drag.NONE:
            self.setCursor(_CURSORS[self._drag_at(event.position())])
        self._drag_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag, self._is_dragged = _Drag.NONE, False
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.is_fit:
            self.zoom_to(1.0, event.position())
        else:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.stage().isEmpty():
            event.ignore()
            return
        self.zoom_to(self.zoom * STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Everything the mouse and the keys do."""
        menu = QMenu(self)
        for text, key, command in (
            (self.tr("Show all"), "0", self.fit),
            (self.tr("Actual size (100 %)"), "1", self.show_actual_size),
            (self.tr("Zoom in"), "+", self.zoom_in),
            (self.tr("Zoom out"), "-", self.zoom_out),
        ):
            menu.addAction(f"{text}\t{key}").triggered.connect(command)
        menu.addSeparator()
        before = _checkable(menu.addAction(self.tr("Before only") + "\tB"), self.shows_before)
        before.toggled.connect(self.show_before)
        menu.addSeparator()
        self._add_modes(menu)
        return menu

    def _add_modes(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for mode, text in (
            (CompareMode.SPLIT, self.tr("Split")),
            (CompareMode.SIDE_BY_SIDE, self.tr("Side by side")),
            (CompareMode.SINGLE, self.tr("One at a time")),
        ):
            action = _checkable(menu.addAction(text), mode is self.mode)
            group.addAction(action)
            action.triggered.connect(lambda _=False, mode=mode: self.set_mode(mode))

    def _drag_at(self, at: QPointF) -> _Drag:
        pans = self.panes()[0].can_pan(self._sight)
        if self.is_split and (not pans or abs(at.x() - self.divider_x()) <= REACH):
            return _Drag.DIVIDER
        return _Drag.PICTURE if pans else _Drag.NONE

    def _drag_to(self, at: QPointF) -> None:
        if self._drag is _Drag.DIVIDER:
            visible = self.panes()[0].visible(self._sight)
            self.set_divider((at.x() - visible.left()) / max(1.0, visible.width()))
        elif self._drag is _Drag.PICTURE:
            self.pan(at - self._dragged_from)
            self._dragged_from = at

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Space:
            self._hold_before(True)
        elif key in _ARROWS:
            self._nudge(QPointF(*_ARROWS[key]), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _KEYS and not event.modifiers() & _COMMANDING:
            _KEYS[key](self)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hold_before(False)
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.unsetCursor()
        super().leaveEvent(event)

    def _hold_before(self, held: bool) -> None:
        if held is not self._held:
            self._held = held
            self.told()
            self.update()

    def _nudge(self, way: QPointF, far: bool) -> None:
        if self.is_split and way.x():
            self.set_divider(self.divider + way.x() * (LEAP if far else NUDGE))
        else:
            self.pan(-way * (200 if far else 40))

    def next_mode(self) -> None:
        """Share the view the next way."""
        modes = list(CompareMode)
        self.set_mode(modes[(modes.index(self.mode) + 1) % len(modes)])


_CURSORS = MappingProxyType(
    {
        _Drag.NONE: Qt.CursorShape.ArrowCursor,
        _Drag.DIVIDER: Qt.CursorShape.SplitHCursor,
        _Drag.PICTURE: Qt.CursorShape.OpenHandCursor,
    }
)

_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

_ARROWS: Mapping[Qt.Key, tuple[float, float]] = MappingProxyType(
    {
        Qt.Key.Key_Left: (-1.0, 0.0),
        Qt.Key.Key_Right: (1.0, 0.0),
        Qt.Key.Key_Up: (0.0, -1.0),
        Qt.Key.Key_Down: (0.0, 1.0),
    }
)

_KEYS: Mapping[Qt.Key, Callable[[CompareView], None]] = MappingProxyType(
    {
        Qt.Key.Key_B: lambda view: view.show_before(not view.shows_before),
        Qt.Key.Key_Plus: CompareView.zoom_in,
        Qt.Key.Key_Equal: CompareView.zoom_in,
        Qt.Key.Key_Minus: CompareView.zoom_out,
        Qt.Key.Key_0: CompareView.fit,
        Qt.Key.Key_1: CompareView.show_actual_size,
        Qt.Key.Key_V: CompareView.next_mode,
        Qt.Key.Key_Home: lambda view: view.set_divider(0.0),
        Qt.Key.Key_End: lambda view: view.set_divider(1.0),
    }
)


def _checkable(action: QAction, checked: bool) -> QAction:
    action.setCheckable(True)
    action.setChecked(checked)
    return action
