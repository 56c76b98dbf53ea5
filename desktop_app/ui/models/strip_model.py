"""The pictures under the viewer: the worst first, each with what is thought of it."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop_app.api.tasks import ItemView, TaskView
from desktop_app.ui.models.item_model import Index, answers
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.stores.review import Mark, Reviews, worst_first


class StripRole(IntEnum):
    """What the strip asks beside the picture roles."""

    MARK = Qt.ItemDataRole.UserRole + 61
    """A Mark, or None."""


class StripModel(QAbstractListModel):
    """Keeps the order it began with, whatever becomes of the pictures."""

    def __init__(self, *, task: TaskView, words: TaskWords, reviews: Reviews, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task_id = task.id
        self._reviews = reviews
        self._items = worst_first(task.batch_items)
        self._answers = answers(words)
        reviews.changed.connect(self._on_marked)

    def show_task(self, task: TaskView) -> None:
        """The same task as it now stands."""
        by_index = {item.index: item for item in task.batch_items}
        for row, item in enumerate(self._items):
            if (now := by_index.get(item.index, item)) != item:
                self._items[row] = now
                self.dataChanged.emit(self.index(row), self.index(row))

    def item(self, row: int) -> ItemView:
        """The item of a row."""
        return self._items[row]

    def row_of(self, index: int) -> int:
        """The row of an item."""
        return next(row for row, item in enumerate(self._items) if item.index == index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == StripRole.MARK:
            return self._reviews.mark(self._task_id, item.index)
        answer = self._answers.get(role)
        return answer(self._task_id, item) if answer is not None else None

    def _on_marked(self, task_id: str, index: int) -> None:
        if task_id == self._task_id:
            changed = self.index(self.row_of(index))
            self.dataChanged.emit(changed, changed)


MARKS: dict[Mark, tuple[str, str]] = {
    Mark.KEEP: ("thumbs-up", "success"),
    Mark.LATER: ("clock", "warning"),
    Mark.BAD: ("thumbs-down", "danger"),
}
"""The icon and colour of each mark."""
