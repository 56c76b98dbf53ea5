"""The list of tasks with its keys: Enter opens, Right and Left show and hide a task's photos."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.ui.models.task_list_model import TaskRole
from desktop_app.ui.widgets.row_list import RowList


class TaskRows(RowList):
    """Shows a TaskListModel."""

    expansion_asked = Signal(str, bool)
    """A task's id, and whether its photos shall be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or not self.currentIndex().isValid():
            super().keyPressEvent(event)
            return
        index = self.currentIndex()
        expanded = event.key() == Qt.Key.Key_Right
        task_id = index.data(TaskRole.TASK).id
        if index.data(TaskRole.IS_PHOTO):
            self._to_task(task_id, expanded=expanded)
        elif index.data(TaskRole.CAN_EXPAND) and index.data(TaskRole.IS_EXPANDED) is not expanded:
            self.expansion_asked.emit(task_id, expanded)

    def _to_task(self, task_id: str, *, expanded: bool) -> None:
        """Left on a photo goes to its task."""
        rows = range(self.currentIndex().row(), -1, -1)
        above = (self.model().index(row, 0) for row in rows)
        if not expanded:
            self.setCurrentIndex(next(index for index in above if not index.data(TaskRole.IS_PHOTO)))
