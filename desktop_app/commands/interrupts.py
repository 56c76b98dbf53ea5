"""Ctrl-C, understood: the first one stops the task in good order, the second one leaves at once."""

import asyncio
import signal
from types import FrameType
from typing import Any, Self


class Interrupts:
    """Counts Ctrl-C while a task runs; as a context manager, inside a loop of the main thread."""

    def __init__(self) -> None:
        self.stop = asyncio.Event()
        """Set by the first."""
        self.leave = False
        """Set by the second, which also cancels the asyncio task that entered."""
        self._before: Any = None
        self._loop: asyncio.AbstractEventLoop
        self._task: asyncio.Task[Any] | None

    def __enter__(self) -> Self:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._before = signal.signal(signal.SIGINT, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._count)

    def _count(self) -> None:
        if not self.stop.is_set():
            self.stop.set()
            return
        self.leave = True
        if self._task is not None:
            self._task.cancel()
