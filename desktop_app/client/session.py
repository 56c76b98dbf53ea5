"""The bundled server for as long as somebody works with it, started again when it dies."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from desktop_app.api.events import Event
from desktop_app.client.bundled import BundledServer
from desktop_app.client.server import ServerClient
from desktop_app.core.errors import ServerLostError, ShuttingDownError
from desktop_app.core.words import Language

T = TypeVar("T")

LOST = (ServerLostError, ShuttingDownError)


@dataclass(frozen=True)
class Patience:
    """How often a dead server is started again before somebody is told."""

    restarts: int = 1
    seconds: float = float("inf")
    """Counted within so much time."""


def _untold() -> None:
    """A restart nobody asked to hear of."""


class Session:
    """The server and a client of it. A batch that was running goes on by itself after a new start."""

    def __init__(
        self,
        folder: Path,
        language: Language,
        *,
        on_restart: Callable[[], None],
        on_restarted: Callable[[], None] = _untold,
        patience: Patience | None = None,
    ) -> None:
        self._folder = folder
        self._language = language
        self._on_restart = on_restart
        self._on_restarted = on_restarted
        self._patience = patience or Patience()
        self._restarts: deque[float] = deque()
        self._one_at_a_time = asyncio.Lock()
        self.is_over = False
        """Ended on purpose: nobody starts its server again."""
        self._bundled: BundledServer
        self._clients: list[ServerClient] = []
        """Also those of a lost server: calls in hand still end on them."""
        self.server: ServerClient

    async def __aenter__(self) -> Self:
        await self._start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.is_over = True
        async with self._one_at_a_time:  # a server that is just being started again ends too
            for client in self._clients:
                await client.close()
            await self._bundled.__aexit__()

    async def ask(self, call: Callable[[ServerClient], Awaitable[T]]) -> T:
        """The answer of `call`, asked again of a new server if this one is lost. Give calls that move quota a key."""
        asked = self.server
        try:
            return await call(asked)
        except LOST as exc:
            await self.revive(asked, exc)
        return await call(self.server)

    async def revive(self, lost: ServerClient, reason: Exception) -> None:
        """Start the server again in place of `lost`, unless somebody did; raises `reason` once patience is out."""
        async with self._one_at_a_time:
            if self.server is not lost:
                return
            if self.is_over or not self._may_restart():
                raise reason
            self._on_restart()
            await self._bundled.__aexit__()
            await self._start()
            self._on_restarted()

    async def renew(self) -> None:
        """End the server and start it anew, so that it reads its settings again; calls in hand are asked again."""
        async with self._one_at_a_time:
            await self._bundled.__aexit__()
            await self._start()

    async def events(self) -> AsyncGenerator[Event, None]:
        """What is going on, through every restart; each new server begins with a ResyncEvent."""
        while True:
            heard = self.server
            try:
                async with aclosing(heard.events()) as events:
                    async for event in events:
                        yield event
            except LOST as exc:
                await self.revive(heard, exc)

    async def watch(self) -> None:
        """Start the server again as soon as it dies, for ever; raises ServerLostError once patience is out."""
        while True:
            watched = self.server
            await self._bundled.death()
            await self.revive(watched, ServerLostError(reason="the process has ended"))

    def _may_restart(self) -> bool:
        now = time.monotonic()
        while self._restarts and now - self._restarts[0] > self._patience.seconds:
            self._restarts.popleft()
        if len(self._restarts) >= self._patience.restarts:
            return False
        self._restarts.append(now)
        return True

    async def _start(self) -> None:
        self._bundled = await BundledServer(self._folder).__aenter__()
        self.server = ServerClient.local(self._bundled.handshake, self._language)
        self._clients.append(self.server)
