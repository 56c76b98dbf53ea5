"""The list of tasks: a row for each, and below an opened one a row for each of its photos."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop_app.api.tasks import OPEN, TaskStatus, TaskSummary
from desktop_app.ui.models.item_model import Index, ItemRole, answers, source_of
from desktop_app.ui.models.roles import PictureRole, ThumbnailSource
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.task_facts import finished, is_of_old

_PICTURED = 30
"""Tasks whose photos are asked for only to show one: the newest that are looked at."""


class TaskRole(IntEnum):
    """What the list asks beside the roles of photos."""

    TASK = Qt.ItemDataRole.UserRole + 71
    """The TaskSummary; of a photo's row the task it belongs to."""
    IS_PHOTO = Qt.ItemDataRole.UserRole + 72
    FRACTION = Qt.ItemDataRole.UserRole + 73
    IS_EXPANDED = Qt.ItemDataRole.UserRole + 74
    CAN_EXPAND = Qt.ItemDataRole.UserRole + 75


class Which(IntEnum):
    """Which tasks are listed."""

    ALL = 0
    RUNNING = 1
    COMPLETED = 2
    ENDED = 3
    """Failed or stopped."""


class _Key(NamedTuple):
    """A row: a task, or with `photo` one of its photos."""

    task_id: str
    photo: int = -1


class TaskListModel(QAbstractListModel):
    """Newest first; rows come and go singly, so that selection and place stay."""

    def __init__(self, *, tasks: TaskBook, words: TaskWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._words = words
        self._rows: list[_Key] = []
        self._expanded: set[str] = set()
        self._looked: set[str] = set()
        self._which = Which.ALL
        self._text = ""
        self._of_photo = answers(words)
        self._of_task = self._task_answers()
        tasks.listed.connect(self._sync)
        tasks.changed.connect(self._on_changed)
        words.speech.changed.connect(self._say_again)
        words.changed.connect(self._say_again)
        self._sync()

    def choose(self, which: Which, text: str) -> None:
        """List these, if their name or id contains `text`."""
        self._which, self._text = which, text.strip().casefold()
        self._sync()

    def expand(self, task_id: str, *, expanded: bool) -> None:
        """Show a task's photos below it, or hide them."""
        if expanded:
            self._expanded.add(task_id)
            self._tasks.look(task_id)
        else:
            self._expanded.discard(task_id)
        self._sync()
        self._tell(task_id)

    def row_of(self, task_id: str) -> int | None:
        """Where a task stands, if it is listed."""
        key = _Key(task_id)
        return self._rows.index(key) if key in self._rows else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        key = self._rows[index.row()]
        task = self._tasks.summary(key.task_id)
        assert task is not None
        if key.photo >= 0:
            return self._photo_data(key, task, role)
        answer = self._of_task.get(role)
        return answer(task) if answer is not None else None

    def _photo_data(self, key: _Key, task: TaskSummary, role: int) -> Any:
        if role == TaskRole.IS_PHOTO:
            return True
        if role == TaskRole.TASK:
            return task
        view, answer = self._tasks.view(key.task_id), self._of_photo.get(role)
        return answer(key.task_id, view.batch_items[key.photo]) if view is not None and answer is not None else None

    def _task_answers(self) -> Mapping[int, Callable[[TaskSummary], Any]]:
        return {
            Qt.ItemDataRole.DisplayRole: self._words.title,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            TaskRole.TASK: lambda task: task,
            TaskRole.IS_PHOTO: lambda _: False,
            TaskRole.FRACTION: lambda task: self._tasks.progress(task.id),
            TaskRole.IS_EXPANDED: lambda task: task.id in self._expanded,
            TaskRole.CAN_EXPAND: lambda task: not is_of_old(task),
            PictureRole.SOURCE: self._source,
            ItemRole.INDEX: lambda _: None,
        }

    def _spoken(self, task: TaskSummary) -> str:
        opened = self.tr("expanded") if task.id in self._expanded else self.tr("collapsed")
        spoken = self._words.spoken(task)
        return spoken if is_of_old(task) else self.tr("{task}, {opened}").format(task=spoken, opened=opened)

    def _source(self, task: TaskSummary) -> ThumbnailSource | None:
        """The first finished picture, else the first photo; asked for once a row is painted."""
        view = self._tasks.view(task.id)
        if view is not None and view.batch_items:
            return source_of(task.id, next(iter([*finished(view), *view.batch_items])))
        if not is_of_old(task) and task.id not in self._looked and len(self._looked) < _PICTURED:
            self._looked.add(task.id)
            self._tasks.look(task.id)
        return None

    # keeping up

    def _on_changed(self, task_id: str) -> None:
        self._sync()
        self._tell(task_id)

    def _tell(self, task_id: str) -> None:
        row = self.row_of(task_id)
        if row is not None:
            photos = sum(1 for _ in self._photos_of(task_id))
            self.dataChanged.emit(self.index(row), self.index(min(row + photos, len(self._rows) - 1)))

    def _say_again(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _wanted(self) -> list[_Key]:
        listed = (task for task in self._tasks.tasks if self._is_listed(task))
        return [key for task in listed for key in (_Key(task.id), *self._photos_of(task.id))]

    def _photos_of(self, task_id: str) -> list[_Key]:
        view = self._tasks.view(task_id) if task_id in self._expanded else None
        return [_Key(task_id, photo) for photo in range(len(view.batch_items))] if view is not None else []

    def _is_listed(self, task: TaskSummary) -> bool:
        fits = {
            Which.ALL: True,
            Which.RUNNING: task.status in OPEN,
            Which.COMPLETED: task.status == TaskStatus.COMPLETED,
            Which.ENDED: task.status in (TaskStatus.FAILED, TaskStatus.CANCELLED),
        }
        return fits[self._which] and (not self._text or self._text in self._searched(task))

    def _searched(self, task: TaskSummary) -> str:
        view = self._tasks.view(task.id)
        names = [item.file_name for item in view.batch_items] if view is not None else []
        return "\n".join(
            [task.id, self._words.title(task), self._words.kind(task), self._words.place(task), *names]
        ).casefold()

    def _sync(self) -> None:
        """Only what differs between the ends that are alike is taken out and put in."""
        wanted = self._wanted()
        start = _alike(self._rows, wanted)
        end = _alike(self._rows[start:][::-1], wanted[start:][::-1])
        if gone := len(self._rows) - start - end:
            self.beginRemoveRows(QModelIndex(), start, start + gone - 1)
            del self._rows[start : start + gone]
            self.endRemoveRows()
        if come := wanted[start : len(wanted) - end]:
            self.beginInsertRows(QModelIndex(), start, start + len(come) - 1)
            self._rows[start:start] = come
            self.endInsertRows()


def _alike(one: list[_Key], other: list[_Key]) -> int:
    """How many rows both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, its) in pairs if mine != its), min(len(one), len(other)))
