"""What becomes of running tasks when the window is closed."""

from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.close_dialog import CloseDialog, WhenClosed
from desktop_app.ui.notices import Notice, Notices
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.task_book import TaskBook

_PAUSE_SECONDS = 10


class Course(StrEnum):
    """What a wish to close leads to."""

    END = "end"
    ASK = "ask"
    HIDE = "hide"
    PAUSE = "pause"


def course(*, running: int, when_closed: WhenClosed, can_hide: bool) -> Course:
    """Nothing runs: end. Otherwise as the merchant has chosen; hiding needs a place from which one can come back."""
    if not running:
        return Course.END
    if when_closed is WhenClosed.TRAY and can_hide:
        return Course.HIDE
    return Course.PAUSE if when_closed is WhenClosed.PAUSE else Course.ASK


class Closing(QObject):
    """Decides whether the window may close; asks where it has to."""

    ended = Signal()
    """Nothing holds the window any more: the application may end."""
    hidden = Signal()
    """The window goes, the tasks go on."""

    def __init__(self, *, tasks: TaskBook, preferences: Preferences, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._preferences = preferences
        self._notices = notices
        self._window = window
        self._dialog: CloseDialog | None = None
        self._is_over = False
        self._is_pausing = False
        self.can_hide = False
        """Whether there is a tray to come back from."""

    def ask(self, *, may_hide: bool = True) -> bool:
        """Whether the window may close now; if not, the merchant is asked, or the tasks are being paused."""
        if self._is_over:
            return True
        if self._is_pausing or self._dialog is not None:
            return False
        can_hide = self.can_hide and may_hide
        chosen = WhenClosed(self._preferences.value.when_closed)
        found = course(running=len(self._tasks.running), when_closed=chosen, can_hide=can_hide)
        if found is Course.END:
            self.end()
        elif found is Course.ASK:
            self._open_dialog(can_hide)
        else:
            self._on_decided(WhenClosed.TRAY if found is Course.HIDE else WhenClosed.PAUSE, False)
        return self._is_over

    def give_way(self) -> None:
        """The system ends: ask nothing. The tasks go on by themselves at the next start."""
        self._is_over = True

    def end(self) -> None:
        """Let the application end; twice is once."""
        if not self._is_over:
            self._is_over = True
            self.ended.emit()

    def _open_dialog(self, can_hide: bool) -> None:
        self._dialog = CloseDialog(running=len(self._tasks.running), can_hide=can_hide, parent=self._window)
        self._dialog.decided.connect(self._on_decided)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None

    def _on_decided(self, answer: WhenClosed, remembered: bool) -> None:
        if remembered:
            self._preferences.change(when_closed=answer.value)
        if answer is WhenClosed.TRAY:
            self.hidden.emit()
        else:
            self._pause()

    def _pause(self) -> None:
        self._is_pausing = True
        self._notices.tell(Notice(self.tr("Pausing, then CleanRack closes…"), seconds=0))
        for task in self._tasks.running:
            self._tasks.pause(task.id)
        self._tasks.changed.connect(self._on_task_changed)
        QTimer.singleShot(_PAUSE_SECONDS * 1000, self, self.end)
        self._on_task_changed()

    def _on_task_changed(self) -> None:
        if not self._tasks.running:
            QTimer.singleShot(0, self, self.end)
