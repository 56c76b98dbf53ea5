"""The composition root: one function for each way to start; each imports only what its way needs."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from desktop_app.core.cloud_settings import CloudSettings
    from desktop_app.core.words import Language


def main() -> None:
    """`cleanrack …`: the command line, which shows the window where no command is given."""
    from multiprocessing import freeze_support

    freeze_support()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some reads every installed package
    from desktop_app.commands import command_line

    command_line(serve=serve, window=window, others={"quit": _quit_command, **_operators()})


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


def worker(settings: "CloudSettings", jobs: int, processes: int, heartbeat: float, metrics: str) -> int:
    """Carry out batches of the cloud until asked to stop; answers the exit code."""
    from desktop_app.server.operating import request_log
    from desktop_app.server.worker_home import WorkerHome, WorkerOptions

    request_log.to_stderr()
    options = WorkerOptions(jobs=jobs, processes=processes, heartbeat_seconds=heartbeat, metrics=metrics)
    with closing(WorkerHome(settings=settings, options=options)) as home:
        home.work()
    return 0


def _quit_command(language: "Language") -> "click.Command":
    from desktop_app.commands.quit import command

    return command(language, dismiss)


def _operators() -> "Mapping[str, Callable[[Language], click.Command]]":
    """The commands of those who run a cloud, where its libraries are installed: the frozen application has none."""
    from importlib.util import find_spec

    return {"worker": _worker_command} if find_spec("pgqueuer") else {}


def _worker_command(language: "Language") -> "click.Command":
    from desktop_app.commands.worker import command

    return command(language, worker)
