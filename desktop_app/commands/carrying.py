"""A task watched to its end, through Ctrl-C and a dying server."""

import asyncio
from collections.abc import Iterable
from contextlib import aclosing, suppress
from dataclasses import dataclass

from desktop_app.api.tasks import TaskView
from desktop_app.client.following import follow
from desktop_app.client.server import ServerClient
from desktop_app.client.session import LOST, Session
from desktop_app.commands.board import RunBoard
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.interrupts import Interrupts
from desktop_app.commands.screen import WARN, Screen
from desktop_app.core import ids
from desktop_app.core.errors import StateConflictError


@dataclass(frozen=True)
class Carried:
    """How it ended."""

    task: TaskView
    stopped: bool
    """By Ctrl-C."""


async def carry_out(session: Session, screen: Screen, task_id: str, *, told: Iterable[tuple[int, int]] = ()) -> Carried:
    """Show a task until it has ended, was stopped or paused. `told` are (index, attempt) that need no line any more.

    Raises CommandError where the merchant leaves at once.
    """
    names = [item.file_name for item in (await session.ask(lambda server: server.task(task_id))).batch_items]
    with Interrupts() as interrupts, RunBoard(screen, labels=names, told=told) as board:
        stopping = asyncio.ensure_future(_stop_when_asked(session, screen, task_id, interrupts))
        try:
            task = await _watched(session, task_id, board)
        except asyncio.CancelledError:
            if interrupts.leave:
                raise CommandError("left", Exit.STOPPED, id=task_id) from None
            raise
        finally:
            stopping.cancel()
            await asyncio.gather(stopping, return_exceptions=True)
    return Carried(task, interrupts.stop.is_set())


async def _watched(session: Session, task_id: str, board: RunBoard) -> TaskView:
    while True:
        asked = session.server
        try:
            return await _followed(asked, task_id, board)
        except LOST as exc:
            await session.revive(asked, exc)


async def _followed(server: ServerClient, task_id: str, board: RunBoard) -> TaskView:
    async with aclosing(follow(server, task_id)) as states:
        async for task in states:
            board.show(task)
    return task


async def _stop_when_asked(session: Session, screen: Screen, task_id: str, interrupts: Interrupts) -> None:
    await interrupts.stop.wait()
    screen.tell("stopping", WARN)
    key = ids.new()
    with suppress(StateConflictError):  # it has ended in the meantime
        await session.ask(lambda server: server.cancel(task_id, key=key))
