"""`cleanrack tasks`: look at tasks and steer them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from desktop_app.api.tasks import ItemStatus, TaskStatus, TaskSummary, TaskView
from desktop_app.client.server import ServerClient
from desktop_app.client.session import Session
from desktop_app.commands import asking, ending, naming, verbs
from desktop_app.commands.board import RunBoard
from desktop_app.commands.carrying import carry_out
from desktop_app.commands.ending import Outcome
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.given import Given
from desktop_app.commands.help import Argument, Command, Group, Option
from desktop_app.commands.kinds import Place, Whole
from desktop_app.commands.saving import Wish, require_writable, task_zip
from desktop_app.commands.screen import BAD, GOOD, QUIET, STRONG, WARN, Screen
from desktop_app.commands.session import in_session
from desktop_app.core import ids, words
from desktop_app.core.words import Language
from desktop_app.imaging.features import FEATURES

_STYLES: Mapping[str, str] = {
    TaskStatus.COMPLETED: GOOD,
    TaskStatus.FAILED: BAD,
    TaskStatus.CANCELLED: QUIET,
    TaskStatus.PAUSED: WARN,
}
_SHORT = 8
"""Characters of an id that are shown; any unambiguous beginning is understood."""


def command(language: Language) -> Group:
    """The commands under `cleanrack tasks`."""
    builders = (_list, _show, _retry, _cancel, _pause, _resume, _zip)
    return verbs.group("tasks", language, (build(language) for build in builders))


def _id(language: Language) -> Argument:
    return Argument(["task_id"], metavar="ID", help=words.say(language, "cli.task-id-help"))


def _option(language: Language, *names: str, key: str, **settings: Any) -> Option:
    return Option(names, help=words.say(language, f"cli.{key}"), **settings)


def _list(language: Language) -> Command:
    def run(limit: int) -> int:
        given = Given.current()
        screen = given.screen()
        page = in_session(screen, given.folder, lambda session: session.ask(lambda server: server.tasks(limit=limit)))
        if given.as_json:
            screen.document({"tasks": [task.model_dump(mode="json") for task in page.tasks]})
        elif page.tasks:
            screen.show(_table(screen, page.tasks))
        else:
            screen.tell("no-tasks", QUIET)
        return Exit.OK

    limit = _option(language, "--limit", key="limit-help", type=Whole(language, low=1, high=200), default=20)
    return verbs.verb("tasks list", language, run, [limit])


def _show(language: Language) -> Command:
    def run(task_id: str) -> int:
        return _answered(lambda session: _found(session, task_id))

    return verbs.verb("tasks show", language, run, [_id(language)])


def _pause(language: Language) -> Command:
    def run(task_id: str) -> int:
        async def job(session: Session) -> TaskView:
            task = await _found(session, task_id)
            return await session.ask(lambda server: server.pause(task.id))

        return _answered(job)

    return verbs.verb("tasks pause", language, run, [_id(language)])


def _cancel(language: Language) -> Command:
    def run(task_id: str) -> int:
        async def job(session: Session) -> TaskView:
            task, key = await _found(session, task_id), ids.new()
            return await session.ask(lambda server: server.cancel(task.id, key=key))

        return _answered(job)

    return verbs.verb("tasks cancel", language, run, [_id(language)])


def _resume(language: Language) -> Command:
    def run(task_id: str) -> int:
        async def job(session: Session) -> tuple[TaskView, TaskView]:
            task = await _found(session, task_id)
            if task.status != TaskStatus.PAUSED:
                return task, task  # live tasks go on by themselves; carrying out answers for the others
            return task, await session.ask(lambda server: server.resume(task.id))

        return _carried(job)

    return verbs.verb("tasks resume", language, run, [_id(language)])


def _retry(language: Language) -> Command:
    def run(task_id: str, yes: bool) -> int:
        given = Given.current()
        asking.require_answerable(yes=yes, as_json=given.as_json)

        async def job(session: Session) -> tuple[TaskView, TaskView]:
            task, key = await _found(session, task_id), ids.new()
            again = [item for item in task.batch_items if item.status in (ItemStatus.FAILED, ItemStatus.CANCELLED)]
            price = FEATURES[task.feature_id].quota_cost if task.feature_id in FEATURES else 1
            if again:
                balance = await session.ask(ServerClient.quota)
                asking.agree(given.screen(), balance, pictures=len(again), unit_price=price, yes=yes, key="retry-cost")
            return task, await session.ask(lambda server: server.retry_failed(task.id, key=key))

        return _carried(job)

    return verbs.verb(
        "tasks retry", language, run, [_id(language), _option(language, "--yes", "-y", key="yes-help", is_flag=True)]
    )


def _zip(language: Language) -> Command:
    def run(task_id: str, zip_file: Path | None, **values: Any) -> int:
        given = Given.current()
        screen = given.screen()

        async def job(session: Session) -> tuple[Path, Path | None]:
            task = await _found(session, task_id)
            wish = Wish(zip=zip_file or Path(f"batch_{task.id}.zip"), **naming.chosen(values))
            require_writable(wish)
            naming.tell_odd_skus(screen, wish, [item.file_name for item in task.batch_items])
            return await task_zip(session, task, wish), wish.zip

        stored, wanted = in_session(screen, given.folder, job)
        if given.as_json:
            screen.document({"zip": str(stored.absolute())})
        ending.tell_zip(screen, stored, wanted)
        return Exit.OK

    target = Argument(
        ["zip_file"],
        metavar="[FILE]",
        required=False,
        type=Place(language, "FILE"),
        help=words.say(language, "cli.zip-file-help"),
    )
    return verbs.verb("tasks zip", language, run, [_id(language), target, *naming.options(language)])


def _answered(job: Callable[[Session], Awaitable[TaskView]]) -> int:
    """Do it and show the task as it now stands."""
    given = Given.current()
    screen = given.screen()
    task = in_session(screen, given.folder, job)
    if given.as_json:
        screen.document(task.model_dump(mode="json"))
    else:
        tell_task(screen, task)
    return Exit.OK


def _carried(job: Callable[[Session], Awaitable[tuple[TaskView, TaskView]]]) -> int:
    """Do it, then carry the task out; photos that had ended before get no line again."""
    given = Given.current()
    screen = given.screen()

    async def run(session: Session) -> Outcome:
        before, _ = await job(session)
        told = [(item.index, item.attempt) for item in before.batch_items]
        fresh = [pair for pair, item in zip(told, before.batch_items, strict=True) if item.status in _UNTOLD]
        carried = await carry_out(session, screen, before.id, told=set(told) - set(fresh))
        balance = await session.ask(ServerClient.quota)
        return Outcome(task=carried.task, balance=balance, stopped=carried.stopped)

    return ending.report(screen, in_session(screen, given.folder, run), as_json=given.as_json)


_UNTOLD = (ItemStatus.PENDING, ItemStatus.PROCESSING)


async def _found(session: Session, beginning: str) -> TaskView:
    """The task whose id begins so."""
    if len(beginning) == len(ids.new()):
        return await session.ask(lambda server: server.task(beginning))

    async def look(server: ServerClient) -> list[str]:
        return [task.id async for task in server.all_tasks() if task.id.startswith(beginning)]

    found = await session.ask(look)
    if len(found) != 1:
        raise CommandError("which-task" if found else "no-such-task", Exit.REFUSED, given=beginning, count=len(found))
    return await session.ask(lambda server: server.task(found[0]))


def tell_task(screen: Screen, task: TaskView) -> None:
    """One task with its photos and receipt."""
    screen.show(_table(screen, [task]))
    screen.show()
    board = RunBoard(screen)
    board.show(task)
    ending.tell_receipt(screen, task)


def _table(screen: Screen, tasks: Sequence[TaskSummary]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=QUIET)
    for key in ("column-id", "column-kind", "column-state", "column-done", "column-failed", "column-made"):
        table.add_column(screen.say(key), no_wrap=True)
    for task in tasks:
        done = f"{task.batch_success}/{task.batch_total} ({task.batch_success / max(1, task.batch_total):.0%})"
        table.add_row(
            task.id[:_SHORT],
            screen.say("kind-batch" if task.is_batch else "kind-single"),
            Text(screen.say(f"status-{task.status}"), style=_STYLES.get(task.status, STRONG)),
            done,
            str(task.batch_failed or ""),
            _when(task.created_at),
        )
    return table


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
