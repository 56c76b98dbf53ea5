"""A session outlives its server."""

import asyncio
import os
import signal
from pathlib import Path

import psutil
import pytest

from desktop_app.client.server import ServerClient
from desktop_app.client.session import Patience, Session
from desktop_app.core.errors import ServerLostError
from desktop_app.core.words import Language


def test_a_watched_server_is_started_again_until_patience_is_out(tmp_path: Path):
    told: list[str] = []

    async def life() -> None:
        session = Session(
            tmp_path / "data",
            Language.ENGLISH,
            on_restart=lambda: told.append("gone"),
            on_restarted=lambda: told.append("back"),
            patience=Patience(restarts=1, seconds=60),
        )
        async with session:
            watching = asyncio.ensure_future(session.watch())
            first = session.server
            kill(session)
            while session.server is first:
                await asyncio.sleep(0.05)
            assert (await session.ask(ServerClient.quota)).balance == 100
            kill(session)
            await watching

    with pytest.raises(ServerLostError):
        asyncio.run(asyncio.wait_for(life(), 60))

    assert told == ["gone", "back"]


def test_a_call_that_outlives_its_session_starts_no_server_again(tmp_path: Path):
    before = servers()

    async def life() -> None:
        session = Session(tmp_path / "data", Language.ENGLISH, on_restart=lambda: None)
        async with session:
            asking = asyncio.ensure_future(session.ask(lost_too_late))
        with pytest.raises(ServerLostError):
            await asking

    async def lost_too_late(_: ServerClient) -> None:
        while servers() - before:
            await asyncio.sleep(0.05)
        raise ServerLostError(reason="for the test")

    asyncio.run(asyncio.wait_for(life(), 60))

    assert servers() == before


def servers() -> set[psutil.Process]:
    """What this process has started and what still runs; those of other tests too."""
    return set(psutil.Process().children())


def kill(session: Session) -> None:
    os.kill(session._bundled.handshake.pid, signal.SIGKILL)
