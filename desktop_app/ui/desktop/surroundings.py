"""The desktop around the window: tray, messages of the system, a computer that stays awake, a second start."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent, QGuiApplication

from desktop_app.ui.desktop.notifier import Notifier
from desktop_app.ui.desktop.stay_awake import StayAwake
from desktop_app.ui.desktop.taskbar import Taskbar
from desktop_app.ui.desktop.tray import Tray
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.platform.single_instance import SingleInstance
from desktop_app.ui.workbench import Workbench


class Surroundings(QObject):
    """Connects one window with the desktop; begun once the window is on the screen."""

    def __init__(self, *, bench: Workbench, window: MainWindow, instance: SingleInstance) -> None:
        super().__init__(window)
        self._window = window
        self._instance = instance
        self._awake = StayAwake(tasks=bench.tasks, preferences=bench.preferences, parent=self)
        self._taskbar = Taskbar(tasks=bench.tasks, window=window, parent=self)
        self._tray = Tray(tasks=bench.tasks, speech=bench.speech, parent=self) if Tray.is_available() else None
        self._notifier = Notifier(
            window=window,
            tasks=bench.tasks,
            preferences=bench.preferences,
            navigator=bench.navigator,
            tell=self._tray.tell if self._tray else None,
            parent=self,
        )
        if self._tray is not None:
            self._connect(self._tray)
        instance.called.connect(self._on_called)
        instance.dismissed.connect(window.give_way)
        instance.listen()
        self._application = QGuiApplication.instance()
        if self._application is not None and sys.platform == "darwin":  # a filter here sees every event there is
            self._application.installEventFilter(self)

    def close(self) -> None:
        """Leave the desktop as it was."""
        self._awake.release()
        self._instance.close()
        if self._tray is not None:
            self._tray.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._application and isinstance(event, QFileOpenEvent):  # "Open with", or onto the dock
            self._on_called([Path(event.file())])
            return True
        return False

    def _connect(self, tray: Tray) -> None:
        tray.show_asked.connect(self._window.come_forward)
        tray.quit_asked.connect(self._on_quit_asked)
        tray.message_clicked.connect(self._on_message_clicked)
        tray.show()
        self._window.closing.can_hide = True

    def _on_quit_asked(self) -> None:
        self._window.come_forward()
        self._window.quit()

    def _on_message_clicked(self) -> None:
        self._window.come_forward()
        self._notifier.open_told()

    def _on_called(self, files: Sequence[Path]) -> None:
        self._window.come_forward()
        self._window.intake.take(files)
