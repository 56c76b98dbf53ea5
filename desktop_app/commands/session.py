"""A bundled server for the length of one command, started once more if it dies."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self, TypeVar

from desktop_app.client.bundled import BundledServer
from desktop_app.client.server import ServerClient
from desktop_app.commands.screen import WARN, Screen
from desktop_app.core.errors import ServerLostError, ShuttingDownError
from desktop_app.core.words import Language

T = TypeVar("T")

LOST = (ServerLostError, ShuttingDownError)


class Session:
    """The server and a client of it. A batch that was running goes on by itself after a new start."""

    def __init__(self, folder: Path, language: Language, *, on_restart: Callable[[], None]) -> None:
        self._folder = folder
        self._language = language
        self._on_restart = on_restart
        self._restarted = False
        self._one_at_a_time = asyncio.Lock()
        self._bundled: BundledServer
        self._clients: list[ServerClient] = []
        """Also those of a lost server: calls in hand still end on them."""
        self.server: ServerClient

    async def __aenter__(self) -> Self:
        await self._start()
        return self

    async def __aexit__(self, *_: object) -> None:
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
        """Start the server again in place of `lost`, unless somebody did; raises `reason` the second time."""
        async with self._one_at_a_time:
            if self.server is not lost:
                return
            if self._restarted:
                raise reason
            self._restarted = True
            self._on_restart()
            await self._bundled.__aexit__()
            await self._start()

    async def _start(self) -> None:
        self._bundled = await BundledServer(self._folder).__aenter__()
        self.server = ServerClient.local(self._bundled.handshake, self._language)
        self._clients.append(self.server)


def in_session(screen: Screen, folder: Path, job: Callable[[Session], Awaitable[T]]) -> T:
    """The answer of `job`, done with a server on the data folder."""

    async def run() -> T:
        session = Session(folder, screen.language, on_restart=lambda: screen.tell("restarted", WARN))
        async with AsyncExitStack() as stack:
            with screen.waiting("starting"):
                await stack.enter_async_context(session)
            return await job(session)

    return asyncio.run(run())
