"""Events for whoever listens, in memory. They are hints: a listener that missed some is told to ask again."""

import asyncio
import itertools
import threading
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.api.events import Event, ResyncEvent
from desktop_app.core import ids

_REMEMBERED = 2000
_HEARTBEAT_SECONDS = 15.0
_AWAITED_SECONDS = 120.0
"""How long events are remembered for an account whose last listener has gone: it may only have lost its line."""


class Announcer(Protocol):
    """How what happens gets to the listeners, wherever they are."""

    def publish(self, account: str, event: Event) -> None:
        """Tell an account's listeners; callable from any thread."""

    def moved(self, account: str, task_id: str, read: Callable[[], Sequence[Event]]) -> None:
        """A task has moved: tell what `read` finds, so that what is read later is told later."""


@dataclass(frozen=True)
class Sent:
    """An event with its id, as it goes over the wire; `event` None is a heartbeat."""

    id: str
    event: Event | None


class EventHub:
    """Hands events to the listeners of an account, and remembers the last ones for those who come back."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._launch = ids.new()[:8]
        self._numbers = itertools.count(1)
        self._remembered: dict[str, deque[Sent]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._listeners: dict[str, set[asyncio.Queue[Sent | None]]] = defaultdict(set)
        self._left: dict[str, float] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """The loop that listeners live on."""
        self._loop = loop

    def publish(self, account: str, event: Event) -> None:
        """Tell an account's listeners; callable from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._append, account, event)

    def moved(self, account: str, task_id: str, read: Callable[[], Sequence[Event]]) -> None:
        """Read and publish, one task after the other; callable from any thread."""
        with self._turn:
            for event in read():
                self.publish(account, event)

    def is_listened(self, account: str) -> bool:
        """Whether somebody listens for the account, or may come back for what was missed."""
        left = self._left.get(account)
        return bool(self._listeners.get(account)) or (left is not None and time.monotonic() < left + _AWAITED_SECONDS)

    def resync(self) -> None:
        """Tell every listener to ask again: events were missed on their way here."""
        for account in [account for account in self._listeners if self.is_listened(account)]:
            self.publish(account, ResyncEvent())

    def forget(self) -> None:
        """Let go of what is remembered for accounts that nobody listens for any more."""
        for account in [account for account in self._remembered if not self.is_listened(account)]:
            del self._remembered[account]
            self._listeners.pop(account, None)
            self._left.pop(account, None)

    def turn_out(self, account: str) -> None:
        """End the streams of an account's listeners: whoever comes back may come for another one."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._turn_out, account)

    def _turn_out(self, account: str) -> None:
        for listener in self._listeners.get(account, ()):
            listener.put_nowait(None)

    def close(self) -> None:
        """End every listener's stream."""
        for listener in itertools.chain.from_iterable(self._listeners.values()):
            listener.put_nowait(None)

    async def listen(self, account: str, last_id: str | None) -> AsyncIterator[Sent]:
        """Events of an account from now on, or from after `last_id`; begins with a ResyncEvent if some were missed."""
        mine: asyncio.Queue[Sent | None] = asyncio.Queue()
        for sent in self._since(account, last_id):
            mine.put_nowait(sent)
        self._listeners[account].add(mine)
        try:
            while (sent_or_end := await self._next(mine)) is not None:
                yield sent_or_end
        finally:
            self._listeners[account].discard(mine)
            self._left[account] = time.monotonic()

    def _append(self, account: str, event: Event) -> None:
        sent = Sent(f"{self._launch}-{next(self._numbers)}", event)
        self._remembered[account].append(sent)
        for listener in self._listeners[account]:
            listener.put_nowait(sent)

    def _since(self, account: str, last_id: str | None) -> list[Sent]:
        if last_id is None:
            return []
        remembered = list(self._remembered[account])
        for place, sent in enumerate(remembered):
            if sent.id == last_id:
                return remembered[place + 1 :]
        newest = remembered[-1].id if remembered else f"{self._launch}-0"
        return [] if last_id == newest else [Sent(newest, ResyncEvent())]

    @staticmethod
    async def _next(queue: "asyncio.Queue[Sent | None]") -> Sent | None:
        try:
            return await asyncio.wait_for(queue.get(), _HEARTBEAT_SECONDS)
        except TimeoutError:
            return Sent("", None)
