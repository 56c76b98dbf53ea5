"""The photos of one task, answering what picture grids and rows ask; it changes row by row and keeps its place."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from desktop_app.api.tasks import ItemStatus, ItemView, TaskView
from desktop_app.ui.models.roles import ItemSource, PictureRole, PictureState, ThumbnailSource, UploadSource
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.stores import doubts

Index = QModelIndex | QPersistentModelIndex


class ItemRole(IntEnum):
    """What rows of a task ask beside the picture roles."""

    INDEX = Qt.ItemDataRole.UserRole + 51
    """The item's index in its task."""
    STATUS = Qt.ItemDataRole.UserRole + 52
    """An ItemStatus."""


def state_of(item: ItemView, words: TaskWords) -> PictureState:
    """How a photo looks."""
    if item.status is ItemStatus.SUCCESS:
        noted = (
            item.refunded or words.asks_for_a_look(item) or (item.output is not None and doubts.is_noted(item.output))
        )
        return PictureState.WARNING if noted else PictureState.DONE
    states = {
        ItemStatus.PENDING: PictureState.WAITING,
        ItemStatus.PROCESSING: PictureState.BUSY,
        ItemStatus.FAILED: PictureState.FAILED,
    }
    return states.get(item.status, PictureState.PLAIN)


def source_of(task_id: str, item: ItemView) -> ThumbnailSource:
    """The finished picture where there is one, else the photo."""
    if item.status is ItemStatus.SUCCESS and item.output is not None:
        return ItemSource(task_id, item.index, item.output.sha256)
    return UploadSource(item.upload_id)


def answers(words: TaskWords) -> Mapping[int, Callable[[str, ItemView], Any]]:
    """What is answered for each role, of a task's id and an item."""
    return {
        Qt.ItemDataRole.DisplayRole: lambda _, item: item.file_name,
        Qt.ItemDataRole.ToolTipRole: lambda _, item: "\n".join(filter(None, [item.file_name, words.item_detail(item)])),
        Qt.ItemDataRole.AccessibleTextRole: lambda _, item: words.item_spoken(item),
        PictureRole.SOURCE: source_of,
        PictureRole.STATE: lambda _, item: state_of(item, words),
        PictureRole.BADGE: lambda _, item: words.item_state(item),
        PictureRole.PROGRESS: lambda _, item: item.progress if item.status is ItemStatus.PROCESSING else None,
        PictureRole.DETAIL: lambda _, item: words.item_detail(item),
        PictureRole.REMOVABLE: lambda _, item: False,
        ItemRole.INDEX: lambda _, item: item.index,
        ItemRole.STATUS: lambda _, item: item.status,
    }


class ItemModel(QAbstractListModel):
    """One row for each photo of a task."""

    def __init__(self, *, words: TaskWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task_id = ""
        self._items: list[ItemView] = []
        self._answers = answers(words)
        words.speech.changed.connect(self._say_again)

    def show_task(self, task: TaskView) -> None:
        """Show a task; the same one again changes only the rows that have changed."""
        if task.id != self._task_id or len(task.batch_items) != len(self._items):
            self.beginResetModel()
            self._task_id, self._items = task.id, list(task.batch_items)
            self.endResetModel()
            return
        for row, (before, now) in enumerate(zip(self._items, task.batch_items, strict=True)):
            if before != now:
                self._items[row] = now
                self.dataChanged.emit(self.index(row), self.index(row), _roles(before, now))

    def item(self, row: int) -> ItemView:
        """The item of a row."""
        return self._items[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self._task_id, self._items[index.row()])

    def _say_again(self) -> None:
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))


def _roles(before: ItemView, now: ItemView) -> list[int]:
    """Nothing but the bar while it merely moves on: painters need not ask for the rest."""
    moved = before.status is now.status is ItemStatus.PROCESSING
    return [PictureRole.PROGRESS, Qt.ItemDataRole.AccessibleTextRole] if moved else []


class Shown(IntEnum):
    """Which photos are shown."""

    ALL = 0
    SUCCESS = 1
    FAILED = 2
    RUNNING = 3


_SHOWN = {
    Shown.SUCCESS: {ItemStatus.SUCCESS},
    Shown.FAILED: {ItemStatus.FAILED, ItemStatus.CANCELLED},
    Shown.RUNNING: {ItemStatus.PROCESSING, ItemStatus.PENDING},
}


class ItemFilterModel(QSortFilterProxyModel):
    """The photos of a task that are to be seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown.ALL

    def choose(self, shown: Shown) -> None:
        """Show these."""
        self.beginFilterChange()
        self._shown = shown
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def indexes(self, rows: list[int]) -> list[int]:
        """The items' indexes of rows as they are shown."""
        return [self.index(row, 0).data(ItemRole.INDEX) for row in rows]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        status = self.sourceModel().index(source_row, 0, source_parent).data(ItemRole.STATUS)
        return self._shown is Shown.ALL or status in _SHOWN[self._shown]
