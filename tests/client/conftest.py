"""A bundled server as the application starts it, and a client of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import pytest

from desktop_app.client.bundled import BundledServer
from desktop_app.client.server import ServerClient
from desktop_app.core.words import Language

T = TypeVar("T")
Ask = Callable[[Callable[[ServerClient], Awaitable[T]]], T]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BundledServer]:
    """A running child on a fresh data folder, with the trial account's 100 quota."""
    with BundledServer(tmp_path_factory.mktemp("数据")) as running:
        yield running


@pytest.fixture
def ask(bundled: BundledServer) -> Ask:
    """Does something with a client of the running child, in a loop of its own."""

    def run(work: Callable[[ServerClient], Awaitable[T]]) -> T:
        async def inside() -> T:
            async with ServerClient.local(bundled.handshake, Language.CHINESE) as client:
                return await work(client)

        return asyncio.run(inside())

    return run
