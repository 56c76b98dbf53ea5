"""Progress on the window's button in the taskbar, where there is one that shows it: on Windows."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.ui.platform.windows_taskbar import STEPS, WindowsTaskbar
from desktop_app.ui.stores.task_book import TaskBook


class Taskbar(QObject):
    """Shows how far all running tasks are in sum."""

    def __init__(self, *, tasks: TaskBook, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._shown = -1
        self._bar = WindowsTaskbar(int(window.winId())) if sys.platform == "win32" else None
        tasks.listed.connect(self._look)
        tasks.changed.connect(self._look)

    def _look(self) -> None:
        shown = share(self._tasks)
        if self._bar is not None and shown != self._shown:
            self._shown = shown
            self._bar.show(shown)


def share(tasks: TaskBook) -> int:
    """How far all running tasks are in sum, 0 to 1000; -1 while none runs."""
    running = [(max(task.batch_total, 1), tasks.progress(task.id)) for task in tasks.running]
    total = sum(weight for weight, _ in running)
    return round(STEPS * sum(weight * done for weight, done in running) / total) if total else -1
