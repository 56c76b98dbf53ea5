"""A list of rows that can be dragged out as files, and copied only."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.ui.widgets import picture_drag

DragSource = Callable[[list[int]], list[Path]]
"""The files of rows."""


class RowList(QListView):
    """Rows of one height each, scrolled by pixels."""

    menu_asked = Signal(QPoint, list)
    """A place on the screen, and the selected rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drag_source: DragSource | None = None
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(32)

    @property
    def rows(self) -> list[int]:
        """The selected rows."""
        return sorted(index.row() for index in self.selectedIndexes())

    def set_drag_source(self, source: DragSource) -> None:
        """Let rows be dragged out as these files."""
        self._drag_source = source
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def startDrag(self, supported: Qt.DropAction) -> None:
        source, rows = self._drag_source, self.rows
        if source is not None and rows:
            picture_drag.drag_out(self, lambda: source(rows), None, count=len(rows))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_key:
            index = self.currentIndex()
        if not index.isValid():
            return
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self.menu_asked.emit(place, self.rows or [index.row()])
