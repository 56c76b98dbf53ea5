"""The composition root: one function for each way to start; each imports only what its way needs."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from desktop_app.commands.cloud import Desk
    from desktop_app.core.cloud_settings import CloudSettings
    from desktop_app.core.words import Language


def main() -> None:
    """`cleanrack …`: the command line, which shows the window where no command is given."""
    from multiprocessing import freeze_support

    freeze_support()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some reads every installed package
    from desktop_app.commands import command_line

    command_line(serve=serve, window=window, others=offered())


def window(folder: Path, language: "Language", files: Sequence[Path]) -> int:
    """Show the window on a data folder until it is closed; answers the exit code. Raises ImportError without Qt."""
    import gc

    from desktop_app.commands.exits import CommandError, Exit
    from desktop_app.ui.platform import display

    gc.disable()  # until the first frame: what is imported stays anyway
    display.require_plugin()
    if not display.answers():
        raise CommandError("no-screen", Exit.NO_WINDOW)
    from desktop_app.ui import application

    return application.run(folder, language=language, files=files)


def dismiss(folder: Path) -> bool:
    """Ask the window on a data folder to end; answers whether none is left. Raises ImportError without Qt."""
    from PySide6.QtCore import QCoreApplication

    from desktop_app.ui.platform.single_instance import SingleInstance

    application = QCoreApplication.instance() or QCoreApplication([])
    ended = SingleInstance(folder).dismiss(seconds=20.0)
    del application
    return ended


def serve(folder: Path, account_id: str | None) -> int:
    """Run the bundled server on a data folder until the parent is gone; answers the exit code."""
    import gc

    gc.disable()  # until it takes calls: what is imported stays anyway
    from desktop_app.core.errors import CleanRackError
    from desktop_app.server import local
    from desktop_app.server.home import LocalHome
    from desktop_app.sync.side import AccountSide

    try:
        with (
            local.data_folder(folder),
            closing(LocalHome(folder=folder, account_id=account_id, side=AccountSide)) as home,
        ):
            local.log_to(folder)
            home.serve()
    except CleanRackError as exc:
        local.announce(local.announced_failure(exc))
        return 1
    return 0


def serve_cloud(settings: "CloudSettings") -> int:
    """Run one process of the cloud's API until asked to stop; answers the exit code."""
    with _cloud_parts():
        from desktop_app.server.cloud_home import CloudHome
        from desktop_app.server.operating import request_log

    request_log.to_stderr()
    with closing(CloudHome(settings=settings)) as home:
        home.serve()
    return 0


def operate(settings: "CloudSettings") -> "AbstractContextManager[Desk]":
    """What an operator does to the cloud by hand."""
    with _cloud_parts():
        from desktop_app.server.operator_home import OperatorHome

    return closing(OperatorHome(settings=settings))


def worker(settings: "CloudSettings", jobs: int, processes: int, heartbeat: float, metrics: str) -> int:
    """Carry out batches of the cloud until asked to stop; answers the exit code."""
    with _cloud_parts():
        from desktop_app.server.operating import request_log
        from desktop_app.server.worker_home import WorkerHome, WorkerOptions

    request_log.to_stderr()
    options = WorkerOptions(jobs=jobs, processes=processes, heartbeat_seconds=heartbeat, metrics=metrics)
    with closing(WorkerHome(settings=settings, options=options)) as home:
        home.work()
    return 0


@contextmanager
def _cloud_parts() -> Iterator[None]:
    """A block that imports what only the cloud home needs. Raises CloudPartsError where it is not installed."""
    from desktop_app.core.errors import CloudPartsError

    try:
        yield
    except ModuleNotFoundError as exc:
        raise CloudPartsError(name=exc.name) from exc


def _serve_command(language: "Language") -> "click.Command":
    from desktop_app.commands.serve import command

    return command(language, serve, serve_cloud)


def _cloud_command(language: "Language") -> "click.Command":
    from desktop_app.commands.cloud import command

    return command(language, operate)


def _quit_command(language: "Language") -> "click.Command":
    from desktop_app.commands.quit import command

    return command(language, dismiss)


def _worker_command(language: "Language") -> "click.Command":
    from desktop_app.commands.worker import command

    return command(language, worker)


OTHERS: "Mapping[str, Callable[[Language], click.Command]]" = MappingProxyType(
    {"quit": _quit_command, "serve": _serve_command, "worker": _worker_command, "cloud": _cloud_command}
)
"""Commands that start what only this root can build."""
_OF_OPERATORS = frozenset({"worker", "cloud"})


def offered() -> "Mapping[str, Callable[[Language], click.Command]]":
    """Those of them that can be used here: the installed application brings none of the cloud's libraries."""
    from importlib.util import find_spec

    left_out = frozenset[str]() if find_spec("pgqueuer") else _OF_OPERATORS
    return {name: build for name, build in OTHERS.items() if name not in left_out}
