"""Tells by the system that a task is over, when the window is not in front."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.api.tasks import TaskStatus, TaskSummary
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.task_book import TaskBook

Tell = Callable[[str, str], None]
"""Shows a title and a text; what the tray does."""


class Notifier(QObject):
    """A message of the system for each task that ends unseen."""

    def __init__(
        self,
        *,
        window: QWidget,
        tasks: TaskBook,
        preferences: Preferences,
        navigator: Navigator,
        tell: Tell | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._tasks = tasks
        self._preferences = preferences
        self._navigator = navigator
        self._tell = tell
        self._told = ""
        tasks.ended.connect(self._on_ended)

    def open_told(self) -> None:
        """Show the task of the last message."""
        if self._told:
            self._navigator.go(Place.TASK, self._told)

    def _on_ended(self, task_id: str) -> None:
        task = self._tasks.summary(task_id)
        if task is None or self._window.isActiveWindow() or not self._preferences.value.notify:
            return
        QApplication.alert(self._window)
        if self._tell is not None and task.status != TaskStatus.CANCELLED:
            self._told = task_id
            self._tell(*self._worded(task))

    def _worded(self, task: TaskSummary) -> tuple[str, str]:
        if task.status == TaskStatus.FAILED:
            return self.tr("No photo succeeded"), self.tr("Their quota has been returned.")
        if task.batch_failed:
            text = self.tr("{done} of {total} photos succeeded. The quota of the others has been returned.")
            return self.tr("Finished"), text.format(done=task.batch_success, total=task.batch_total)
        return self.tr("Finished"), self.tr("%n photo(s) ready", "", max(task.batch_success, 1))
