"""The dispatcher of one computer: what cannot be carried on now waits for the sweep, and says so once."""

import asyncio
import logging

import pytest

from desktop_app.core.errors import FrozenError
from desktop_app.server.processing.dispatch import LocalDispatcher


def test_a_task_of_a_frozen_account_waits_quietly_and_goes_on_after_the_thaw(caplog: pytest.LogCaptureFixture) -> None:
    frozen, carried_out = True, []

    async def run(task_id: str) -> None:
        if frozen:
            raise FrozenError(reason="mismatch")
        carried_out.append(task_id)

    async def hours() -> None:
        nonlocal frozen
        dispatcher = LocalDispatcher()
        dispatcher.attach(asyncio.get_running_loop(), run)
        for _ in range(20):
            await _swept(dispatcher)
        frozen = False
        await _swept(dispatcher)
        await dispatcher.stop()

    with caplog.at_level(logging.INFO):
        asyncio.run(hours())

    assert carried_out == ["t1"]
    assert [record.levelname for record in caplog.records if "t1" in record.getMessage()] == ["WARNING"]


async def _swept(dispatcher: LocalDispatcher) -> None:
    dispatcher.dispatch("t1")
    for _ in range(5):
        await asyncio.sleep(0)
