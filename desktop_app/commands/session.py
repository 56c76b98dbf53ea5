"""A session for the length of one command."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TypeVar

from desktop_app.client.session import Session
from desktop_app.commands.screen import WARN, Screen

T = TypeVar("T")


def in_session(screen: Screen, folder: Path, job: Callable[[Session], Awaitable[T]]) -> T:
    """The answer of `job`, done with a server on the data folder; it is started once more if it dies."""

    async def run() -> T:
        session = Session(folder, screen.language, on_restart=lambda: screen.tell("restarted", WARN))
        async with AsyncExitStack() as stack:
            with screen.waiting("starting"):
                await stack.enter_async_context(session)
            return await job(session)

    return asyncio.run(run())
