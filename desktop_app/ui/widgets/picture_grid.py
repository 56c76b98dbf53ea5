"""The grid of pictures: the same for fifty photos of a form and five thousand of the library."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QStyle

from desktop_app.ui.delegates.card_layout import Columns, Spot
from desktop_app.ui.delegates.picture_delegate import PictureDelegate
from desktop_app.ui.models.roles import PictureRole, ThumbnailSource
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets import picture_drag

DragSource = Callable[[list[int]], list[Path]]
"""Gives the files of rows that are dragged out; may take some seconds."""

_SMALLEST_CARD = QSize(176, 256)
_Cursor = QAbstractItemView.CursorAction


class PictureGrid(QListView):
    """Shows a model that answers PictureRole; several can be selected."""

    removal_asked = Signal(list)
    """Rows (list[int]) that shall go: Delete was pressed, or a cross clicked."""
    opened = Signal(QModelIndex)
    """Enter or a double click."""
    menu_asked = Signal(QPoint, list)
    """Where (global) and for which rows (list[int]) a context menu is wanted."""

    def __init__(self, *, thumbnails: Thumbnails, theme: Theme, cell: QSize = _SMALLEST_CARD) -> None:
        super().__init__()
        self._smallest = cell
        self._columns = Columns.fitted(0, cell)
        self._pressed: tuple[Spot, QPersistentModelIndex, QPoint] | None = None
        self._drag_source: DragSource | None = None
        self._delegate = PictureDelegate(self, thumbnails=thumbnails, theme=theme)
        self.setItemDelegate(self._delegate)
        self._set_up()
        thumbnails.ready.connect(self._on_ready)

    def _set_up(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(48)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self._fit()

    def set_drag_source(self, source: DragSource) -> None:
        """Let rows be dragged out as files."""
        self._drag_source = source

    def selected_rows(self) -> list[int]:
        """Selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes()) if self.model() else []

    # size and place

    def _fit(self) -> None:
        """The room of the scroll bar, as Qt reckons it, is always left: its coming and going moves no card."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        self._columns = Columns.fitted(self.width() - bar, self._smallest)
        self._delegate.columns = self._columns
        self.setGridSize(self._columns.cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def rowsInserted(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        """What is looked at stays in sight when rows come before it; at the very top the new ones are shown."""
        super().rowsInserted(parent, start, end)
        bar, height, per_line = self.verticalScrollBar(), self._columns.cell.height(), self._columns.count
        first = bar.value() // height * per_line
        if bar.value() > 0 and start <= first:
            lines = (first + end - start + 1) // per_line - first // per_line
            self.executeDelayedItemsLayout()
            bar.setValue(bar.value() + lines * height)

    def _rows_in_sight(self) -> range:
        top, height, per_line = self.verticalScrollBar().value(), self._columns.cell.height(), self._columns.count
        end = (top + self.viewport().height()) // height * per_line + per_line
        return range(top // height * per_line, min(end, self.model().rowCount() if self.model() else 0))

    def _on_ready(self, source: ThumbnailSource) -> None:
        for row in self._rows_in_sight():
            index = self.model().index(row, 0)
            if index.data(PictureRole.SOURCE) == source:
                self.update(index)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        index = self.indexAt(position)
        spot = self._spot(position, index)
        self._pressed = None
        if event.button() is Qt.MouseButton.LeftButton and spot is not None:
            self._pressed = (spot, QPersistentModelIndex(index), position)
        if self._pressed is None or spot is Spot.BODY:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        spot, _, start = self._pressed
        far = (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        if far and spot is Spot.BODY and self._drag_source is not None:
            self._pressed = None
            self._drag_out(self._drag_source)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or pressed[0] is Spot.BODY:
            super().mouseReleaseEvent(event)
            return
        spot, index, _ = pressed
        position = event.position().toPoint()
        if index.isValid() and self.indexAt(position) == index and self._spot(position, index) is spot:
            self._act(spot, index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._spot(event.position().toPoint(), index) is Spot.BODY:
            self.opened.emit(index)
        else:
            self.mousePressEvent(event)

    def _act(self, spot: Spot, index: QPersistentModelIndex) -> None:
        if spot is Spot.CROSS:
            self.removal_asked.emit([index.row()])
        else:
            self._toggle([index.row()])

    def _spot(self, position: QPoint, index: QModelIndex | QPersistentModelIndex) -> Spot | None:
        if not index.isValid():
            return None
        return self._delegate.spot(self.visualRect(index), index, position)

    def _drag_out(self, source: DragSource) -> None:
        rows = self.selected_rows()
        if rows:
            picture = self._delegate.thumbnail(self.currentIndex())
            picture_drag.drag_out(self, lambda: source(rows), picture, count=len(rows))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Return: self._open_current,
            Qt.Key.Key_Enter: self._open_current,
            Qt.Key.Key_Delete: self._ask_removal,
            Qt.Key.Key_Backspace: self._ask_removal,
            Qt.Key.Key_Space: self._toggle_selected,
        }
        act = acts.get(Qt.Key(event.key()))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if act is None or not plain or not act():
            super().keyPressEvent(event)

    def _open_current(self) -> bool:
        if self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        return self.currentIndex().isValid()

    def _ask_removal(self) -> bool:
        rows = self.selected_rows()
        if rows:
            self.removal_asked.emit(rows)
        return bool(rows)

    def _toggle_selected(self) -> bool:
        rows = self.selected_rows()
        if self.currentIndex().data(Qt.ItemDataRole.CheckStateRole) is None:
            return False
        self._toggle(rows or [self.currentIndex().row()])
        return True

    def _toggle(self, rows: Iterable[int]) -> None:
        """All of them that have a tick box, to what the first of these is not."""
        indexes = [self.model().index(row, 0) for row in rows]
        ticks = [(index, index.data(Qt.ItemDataRole.CheckStateRole)) for index in indexes]
        boxes = [(index, Qt.CheckState(tick)) for index, tick in ticks if tick is not None]
        if not boxes:
            return
        turned = Qt.CheckState.Unchecked if boxes[0][1] is Qt.CheckState.Checked else Qt.CheckState.Checked
        for index, _ in boxes:
            self.model().setData(index, turned, Qt.ItemDataRole.CheckStateRole)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Row by row over the ends of lines, as in a file manager; Qt itself stops there."""
        count = self.model().rowCount() if self.model() else 0
        if not count:
            return QModelIndex()
        now = self.currentIndex().row()
        if now < 0:
            return self.model().index(0, 0)
        if action in (_Cursor.MoveHome, _Cursor.MoveEnd):
            return self.model().index(0 if action is _Cursor.MoveHome else count - 1, 0)
        wanted = now + self._steps(action)
        if action in (_Cursor.MoveUp, _Cursor.MoveDown) and not 0 <= wanted < count:
            wanted = now if wanted < 0 or not self._has_line_below(now, count) else count - 1
        return self.model().index(min(max(wanted, 0), count - 1), 0)

    def _steps(self, action: QAbstractItemView.CursorAction) -> int:
        line = self._columns.count
        page = line * max(1, self.viewport().height() // self._columns.cell.height())
        steps = {
            _Cursor.MoveLeft: -1,
            _Cursor.MovePrevious: -1,
            _Cursor.MoveRight: 1,
            _Cursor.MoveNext: 1,
            _Cursor.MoveUp: -line,
            _Cursor.MoveDown: line,
            _Cursor.MovePageUp: -page,
            _Cursor.MovePageDown: page,
        }
        return steps.get(action, 0)

    def _has_line_below(self, row: int, count: int) -> bool:
        line = self._steps(_Cursor.MoveDown)
        return row // line < (count - 1) // line

    # menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        rows = self.selected_rows()
        if not rows:
            return
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_asked.emit(place, rows)
