"""The icon beside the clock: what runs, and the way back to a hidden window."""

import sys

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop_app.api.tasks import TaskStatus
from desktop_app.ui import brand
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.task_book import TaskBook


class Tray(QObject):
    """The tray icon with its menu."""

    show_asked = Signal()
    quit_asked = Signal()
    message_clicked = Signal()

    def __init__(self, *, tasks: TaskBook, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._menu = QMenu()
        self._show = QAction(self)
        self._pause = QAction(self)
        self._quit = QAction(self)
        self._icon = QSystemTrayIcon(brand.icon(), self)
        self._lay_out()
        self._show.triggered.connect(self.show_asked)
        self._pause.triggered.connect(self._on_pause)
        self._quit.triggered.connect(self.quit_asked)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)
        tasks.listed.connect(self._retranslate)
        tasks.changed.connect(self._retranslate)
        speech.changed.connect(self._retranslate)
        self._retranslate()

    @staticmethod
    def is_available() -> bool:
        """Whether this desktop has a place for it."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Put it beside the clock."""
        self._icon.show()

    def tell(self, title: str, text: str) -> None:
        """Show a message of the system."""
        self._icon.showMessage(title, text, brand.icon())

    def close(self) -> None:
        """Take it away."""
        self._icon.hide()
        self._menu.deleteLater()

    def _lay_out(self) -> None:
        self._menu.addAction(self._show)
        self._menu.addAction(self._pause)
        self._menu.addSeparator()
        self._menu.addAction(self._quit)
        self._menu.setDefaultAction(self._show)
        self._icon.setContextMenu(self._menu)

    def _retranslate(self) -> None:
        running = self._tasks.running
        self._show.setText(self.tr("Show CleanRack"))
        self._pause.setText(self.tr("Pause all") if running else self.tr("Resume all"))
        self._pause.setEnabled(bool(running or self._paused()))
        self._quit.setText(self.tr("Quit"))
        shares = [f"{self._tasks.progress(task.id):.0%}" for task in running]
        self._icon.setToolTip(" · ".join([QCoreApplication.translate("NavigationBar", "CleanRack"), *shares]))

    def _paused(self) -> list[str]:
        return [task.id for task in self._tasks.tasks if task.status == TaskStatus.PAUSED]

    def _on_pause(self) -> None:
        if running := self._tasks.running:
            for task in running:
                self._tasks.pause(task.id)
            return
        for task_id in self._paused():
            self._tasks.resume(task_id)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if sys.platform == "darwin":
            return  # a click opens the menu there
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.show_asked.emit()
