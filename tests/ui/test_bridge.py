"""The bridge between the window's thread and the background."""

import asyncio
import gc
import threading

import anyio
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui.bridge import Bridge


def test_what_runs_when_the_bridge_closes_ends_its_own_tasks_in_good_order(qtbot: QtBot) -> None:
    bridge, owner, busy, ended = Bridge(), QObject(), threading.Event(), list[str]()

    async def spawning() -> None:
        try:
            async with anyio.create_task_group() as group:
                while True:
                    group.start_soon(anyio.lowlevel.checkpoint)  # one has not begun whenever the end comes
                    await asyncio.sleep(0)
                    busy.set()
        finally:
            ended.append("in good order")

    bridge.run(owner, spawning)
    busy.wait(10)
    bridge.close()
    gc.collect()  # a library's coroutine that was never awaited says so now, and fails this test

    assert ended == ["in good order"]
