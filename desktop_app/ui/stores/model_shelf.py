"""The cut-out models on this computer, and the one that is being installed; files are touched in the background."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.imaging import models
from desktop_app.imaging.models import Model, State
from desktop_app.ui.bridge import Bridge, Call
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.speech import Speech

_USABLE = (State.INSTALLED, State.BUNDLED)


class _Stopped(Exception):  # noqa: N818 - not an error: nobody wants the model any more
    pass


class ModelShelf(QObject):
    """Which models are there. One is installed at a time."""

    changed = Signal()
    """Which are there, or which one is coming."""
    moved = Signal(float)
    """How much of the coming one is done, of 1."""
    arrived = Signal()
    """One was installed: the next photo is cut out with it."""

    def __init__(self, *, bridge: Bridge, notices: Notices, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.states: Mapping[str, State] = {}
        """Empty until somebody has looked."""
        self.coming = ""
        """The name of the model that is being installed."""
        self._bridge = bridge
        self._notices = notices
        self._speech = speech
        self._call: Call | None = None

    @property
    def is_bare(self) -> bool:
        """Whether somebody has looked and found no model that can be used."""
        return bool(self.states) and not any(state in _USABLE for state in self.states.values())

    def stand_in(self, name: str) -> Model | None:
        """What is used instead of a model that is not there."""
        others = [other for other, state in self.states.items() if other != name and state in _USABLE]
        return models.known()[others[0]] if others else None

    def look(self) -> None:
        """See which are there."""
        self._bridge.run(self, lambda: asyncio.to_thread(_states), done=self._take)

    def install(self, name: str, source: Path | None = None) -> None:
        """Fetch a model, or take it from a file; nothing happens while another one is coming."""
        if self.coming:
            return
        self.coming = name
        self._call = self._bridge.run(
            self, _stoppable(self._installing(name, source)), done=self._on_installed, failed=self._on_failed
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Give up the one that is coming; nothing of it stays."""
        if self._call is not None:
            self._call.cancel()
        self._end()

    def remove(self, name: str) -> None:
        """Take a model off this computer."""

        def work() -> Mapping[str, State]:
            from desktop_app.imaging import installing

            installing.remove(name)
            return _states()

        self._bridge.run(self, lambda: asyncio.to_thread(work), done=self._take, failed=self._on_failed)

    def _installing(self, name: str, source: Path | None) -> Callable[[threading.Event], Mapping[str, State]]:
        def work(stop: threading.Event) -> Mapping[str, State]:
            from desktop_app.imaging import installing

            def report(share: float) -> None:
                if stop.is_set():
                    raise _Stopped
                self._bridge.post(lambda: self._on_moved(name, share))

            if source is None:
                installing.install(name, report)
            else:
                installing.install_from(name, source, report)
            return _states()

        return work

    def _take(self, states: Mapping[str, State]) -> None:
        self.states = states
        self.changed.emit()

    def _on_moved(self, name: str, share: float) -> None:
        if self.coming == name:
            self.moved.emit(share)

    def _on_installed(self, states: Mapping[str, State]) -> None:
        title = self._speech.text(models.known()[self.coming].title)
        self.states = states
        self._end()
        told = self.tr("Cut-out model installed: {title}. The next photo is cut out with it.")
        self._notices.tell(Notice(told.format(title=title), tone=Tone.SUCCESS))
        self.arrived.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._notices.tell_error(error)

    def _end(self) -> None:
        self.coming, self._call = "", None
        self.changed.emit()


def _states() -> Mapping[str, State]:
    return {name: models.state(name) for name in models.known()}


def _stoppable(
    work: Callable[[threading.Event], Mapping[str, State]],
) -> Callable[[], Coroutine[Any, Any, Mapping[str, State]]]:
    """A job that works in a thread and tells it to stop when it is cancelled, also by the end of the window."""

    async def job() -> Mapping[str, State]:
        stop = threading.Event()
        try:
            return await asyncio.to_thread(work, stop)
        finally:
            stop.set()

    return job
