"""Events for whoever listens, in memory. They are hints: a listener that missed some is told to ask again."""

import asyncio
import itertools
import threading
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from dataclasses import dataclass

from desktop_app.api.events import Event, ResyncEvent
from desktop_app.core import ids

_REMEMBERED = 2000
_HEARTBEAT_SECONDS = 15.0


@dataclass(frozen=True)
class Sent:
    """An event with its id, as it goes over the wire; `event` None is a heartbeat."""

    id: str
    event: Event | None


class EventHub:
    """Hands events to the listeners of an account, and remembers the last ones for those who come back."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        """Held while one reads what one then publishes: what is read later is told later."""
        self._launch = ids.new()[:8]
        self._numbers = itertools.count(1)
        self._remembered: dict[str, deque[Sent]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._listeners: dict[str, set[asyncio.Queue[Sent | None]]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """The loop that listeners live on."""
        self._loop = loop

    def publish(self, account: str, event: Event) -> None:
        """Tell an account's listeners; callable from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._append, account, event)

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
