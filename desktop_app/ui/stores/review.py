"""Looking through finished pictures: the worst first, a mark for each, and what the bad ones bring back."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop_app.api.tasks import ItemStatus, ItemView, TaskView
from desktop_app.ui.stores import doubts
from desktop_app.ui.stores.task_facts import is_elsewhere


class Mark(StrEnum):
    """What the merchant thinks of a picture."""

    KEEP = "keep"
    LATER = "later"
    """To be looked at again."""
    BAD = "bad"


_RANK = {
    ItemStatus.FAILED: 0,
    ItemStatus.CANCELLED: 4,
    ItemStatus.PROCESSING: 6,
    ItemStatus.PENDING: 7,
}
_NOTED, _UNSURE, _REFUNDED, _FINE = 1, 2, 3, 5


def worst_first(items: Iterable[ItemView]) -> list[ItemView]:
    """Failed ones, those with notes, unsure cut-outs, refunded, stopped, fine and unfinished ones.

    Within each, those whose colour moved most; where it did not, in their order.
    """
    return sorted(items, key=lambda item: (_rank(item), -_moved(item), item.index))


def _rank(item: ItemView) -> int:
    if item.status is not ItemStatus.SUCCESS:
        return _RANK[item.status]
    if item.refunded:
        return _REFUNDED
    if item.output is None:
        return _FINE
    if doubts.is_noted(item.output):
        return _NOTED
    return _UNSURE if doubts.is_unsure(item.output) else _FINE


def _moved(item: ItemView) -> float:
    """In tenths, as it is shown: what looks the same keeps its order."""
    moved = doubts.delta_e(item.output) if item.output is not None else None
    return round(moved or 0.0, 1)


def reportable(task: TaskView, indexes: Sequence[int]) -> list[int]:
    """Those of `indexes` whose quota can be asked back here: finished, and not given back before."""
    wanted = set() if is_elsewhere(task) else set(indexes)
    return [
        item.index
        for item in task.batch_items
        if item.index in wanted and item.status is ItemStatus.SUCCESS and not item.refunded
    ]


class Reviews(QObject):
    """Marks by task and item, for as long as the window lives."""

    changed = Signal(str, int)
    """A task's id and an item's index."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: dict[str, dict[int, Mark]] = {}

    def mark(self, task_id: str, index: int) -> Mark | None:
        """What was thought of this picture."""
        return self._marks.get(task_id, {}).get(index)

    def put(self, task_id: str, index: int, mark: Mark | None) -> None:
        """Think this of it from now on; None thinks nothing."""
        marks = self._marks.setdefault(task_id, {})
        if mark is None:
            marks.pop(index, None)
        else:
            marks[index] = mark
        self.changed.emit(task_id, index)

    def bad(self, task: TaskView) -> list[int]:
        """The pictures marked as bad whose quota can still be asked back."""
        marks = self._marks.get(task.id, {})
        return reportable(task, [index for index, mark in marks.items() if mark is Mark.BAD])
