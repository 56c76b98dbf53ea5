"""Keeps the computer from sleeping while a batch runs; quietly not where the system has no way."""

import logging
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop_app.ui.platform.wakefulness import Hold, ways
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.task_book import TaskBook

log = logging.getLogger(__name__)


class StayAwake(QObject):
    """Awake while tasks run and the merchant wants it."""

    def __init__(
        self,
        *,
        tasks: TaskBook,
        preferences: Preferences,
        holds: Sequence[Hold] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._preferences = preferences
        self._holds = ways(sys.platform, self) if holds is None else holds
        self.held = False
        """Whether the computer is kept awake just now."""
        tasks.listed.connect(self._look)
        tasks.changed.connect(self._look)
        preferences.changed.connect(self._look)

    def release(self) -> None:
        """Let the computer sleep; twice is once."""
        self._set(False)

    def _look(self) -> None:
        self._set(bool(self._tasks.running) and self._preferences.value.stay_awake)

    def _set(self, held: bool) -> None:
        if held == self.held:
            return
        self.held = held
        log.info("the computer is %s", "kept awake" if held else "free to sleep")
        for hold in self._holds:
            hold.take() if held else hold.release()
