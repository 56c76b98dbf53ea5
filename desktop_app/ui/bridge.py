"""The one bridge between threads: coroutines run in a background loop, and what they give comes home as calls here."""

import asyncio
import logging
import threading
from collections.abc import Callable, Collection, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

log = logging.getLogger(__name__)

T = TypeVar("T")
Job = Callable[[], Coroutine[Any, Any, T]]
"""Makes the coroutine; called in the background, so that even its imports do not hold up the window."""
Failed = Callable[[Exception], None]


class Bridge(QObject):
    """One background thread with an asyncio loop. No widget is touched there; nothing is waited for here."""

    failed = Signal(object)
    """An Exception that nobody in particular wanted to hear of."""

    _homecoming = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._homecoming.connect(_call, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._carrying: set[asyncio.Task[None]] = set()
        """What runs, as the background's thread knows it."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._live, name="bridge", daemon=True)
        self._thread.start()

    def run(
        self, owner: QObject, job: Job[T], *, done: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> "Call":
        """Run `job` in the background; `done` hears its answer here, `failed` its error. Neither once `owner` is gone
        or the bridge is closed.

        Without `failed`, the signal of that name tells the error.
        """
        call = Call(owner)
        if self._closed:
            call.cancel()
            return call
        call.future = asyncio.run_coroutine_threadsafe(self._carried(job, call, done, failed), self._loop)
        return call

    def post(self, action: Callable[[], None]) -> None:
        """From the background: have `action` called in the window's thread."""
        try:
            self._homecoming.emit(action)
        except RuntimeError:  # the window is gone, and with it everybody who would care
            log.debug("posted after the end")

    def close(self, seconds: float = 15.0) -> None:
        """Cancel what runs, wait for it and end the thread. Twice is once."""
        if self._closed:
            return
        self._closed = True
        ending = asyncio.run_coroutine_threadsafe(self._cancel_all(), self._loop)
        ending.add_done_callback(lambda _: self._loop.call_soon_threadsafe(self._loop.stop))
        self._thread.join(seconds)

    async def _carried(
        self, job: Job[T], call: "Call", done: Callable[[T], None] | None, failed: Failed | None
    ) -> None:
        carrying = asyncio.current_task()
        assert carrying is not None
        self._carrying.add(carrying)
        carrying.add_done_callback(self._carrying.discard)
        try:
            answer = await job()
        except Exception as exc:  # the thread border: whatever it is, it goes home and is told there
            error = exc
            self.post(lambda: call.end(failed or self.failed.emit, error))
            return
        if done is not None:
            self.post(lambda: call.end(done, answer))

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _cancel_all(self) -> None:
        # First what was asked for: it ends its own tasks in good order, those of a library among them. Then, again and
        # again, what is left: what is cancelled may begin something else on its way out.
        pending: Collection[asyncio.Task[Any]] = tuple(self._carrying)
        while pending:
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            pending = asyncio.all_tasks() - {asyncio.current_task()}


class Call:
    """Something asked for in the background."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._cancelled = False
        self.future: Future[None] = Future()

    def cancel(self) -> None:
        """Nobody wants the answer any more: neither `done` nor `failed` is called after this."""
        self._cancelled = True
        self.future.cancel()

    def end(self, listener: Callable[[T], None], told: T) -> None:
        """Tell how it ended, if there is still somebody to tell; in the window's thread."""
        if not self._cancelled and isValid(self._owner):
            tell(listener, told)


def tell(listener: Callable[[T], None], told: T) -> None:
    """Call a listener, unless it is a method of a widget that was deleted."""
    if not _is_gone(listener):
        listener(told)


def _is_gone(listener: Callable[..., None]) -> bool:
    """Whether it is a method of a widget that was deleted: a store may own the call and a page listen to it."""
    listening = getattr(listener, "__self__", None)
    return isinstance(listening, QObject) and not isValid(listening)


def _call(action: Callable[[], None]) -> None:
    action()
