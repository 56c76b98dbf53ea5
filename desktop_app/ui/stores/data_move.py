"""The data folder's move as the window makes it: the server rests, files are copied in the background, a new start."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.relocation import moving
from desktop_app.relocation.moving import Plan
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.task_book import TaskBook


class Stage(StrEnum):
    """How far it is."""

    NONE = "none"
    LOOKING = "looking"
    PLANNED = "planned"
    MOVING = "moving"
    DONE = "done"


class _Stopped(Exception):  # noqa: N818 - not an error: the merchant wants it no more
    pass


class DataMove(QObject):
    """One move at a time. Until it is done everything stays as it was, whatever happens."""

    changed = Signal()
    """The stage."""
    planned = Signal(Plan)
    """It can be made; somebody has to agree."""
    moved = Signal(float)
    """How much is done, of 1."""
    restart_wanted = Signal()
    """It is done, and the merchant has read so: this program must start anew on the new folder."""

    def __init__(
        self,
        *,
        connection: Connection,
        bridge: Bridge,
        preferences: Preferences,
        tasks: TaskBook,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.stage = Stage.NONE
        self._connection = connection
        self._bridge = bridge
        self._preferences = preferences
        self._tasks = tasks
        self._notices = notices
        self._stop = threading.Event()

    def consider(self, target: Path) -> None:
        """See whether the data can be moved there; `planned` or a red notice tells."""
        if self.stage is not Stage.NONE:
            return
        if self._tasks.running:
            self._tell_busy()
            return
        source = self._preferences.folder
        self._set(Stage.LOOKING)
        self._bridge.run(
            self,
            lambda: asyncio.to_thread(moving.look, source, target),
            done=self._on_planned,
            failed=self._on_refused,
        )

    def begin(self, plan: Plan, *, keep: bool) -> None:
        """Let the server rest and move. A batch that has begun meanwhile holds it back."""
        if self._tasks.running:
            self._set(Stage.NONE)
            self._tell_busy()
            return
        self._stop.clear()
        self._set(Stage.MOVING)

        def carry_out() -> None:
            self._bridge.run(self, self._job(plan, keep), done=lambda _: self._on_done(plan), failed=self._on_failed)

        self._connection.rest(done=carry_out)

    def stop(self) -> None:
        """Give it up: soon `changed` tells that it is over."""
        self._stop.set()

    def put_aside(self) -> None:
        """The plan is not agreed to."""
        self._set(Stage.NONE)

    def start_again(self) -> None:
        """Leave this folder for the new one."""
        self.restart_wanted.emit()

    def _job(self, plan: Plan, keep: bool) -> Callable[[], Coroutine[Any, Any, None]]:
        stop = self._stop

        def report(share: float) -> None:
            if stop.is_set():
                raise _Stopped
            self._bridge.post(lambda: self.moved.emit(share))

        async def job() -> None:
            try:
                await asyncio.to_thread(moving.move, plan, keep=keep, report=report)
            finally:
                stop.set()  # also where the window ends in the middle of it

        return job

    def _on_planned(self, plan: Plan) -> None:
        self._set(Stage.PLANNED)
        self.planned.emit(plan)

    def _on_refused(self, error: Exception) -> None:
        self._set(Stage.NONE)
        self._notices.tell_error(error)

    def _on_done(self, plan: Plan) -> None:
        self._preferences.folder = plan.target  # what is still saved belongs there
        self._set(Stage.DONE)

    def _on_failed(self, error: Exception) -> None:
        self._set(Stage.NONE)
        self._connection.open()
        if isinstance(error, _Stopped):
            self._notices.tell(Notice(self.tr("The data folder stays where it is.")))
        else:
            self._notices.tell_error(error)

    def _tell_busy(self) -> None:
        told = self.tr("A batch is running. Move the data folder once it has ended, or pause it first.")
        self._notices.tell(Notice(told, tone=Tone.WARNING))

    def _set(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()
