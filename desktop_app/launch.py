"""The composition root: one function for each way to start; each imports only what its way needs."""

from contextlib import closing
from pathlib import Path


def main() -> None:
    """`cleanrack …`: the command line, which may start the bundled server as its child."""
    from multiprocessing import freeze_support

    freeze_support()
    from desktop_app.commands import command_line

    command_line(serve=serve)


def serve(folder: Path, account_id: str | None) -> int:
    """Run the bundled server on a data folder until the parent is gone; answers the exit code."""
    from desktop_app.core.errors import CleanRackError
    from desktop_app.server import local
    from desktop_app.server.home import LocalHome

    try:
        with local.data_folder(folder), closing(LocalHome(folder=folder, account_id=account_id)) as home:
            local.log_to(folder)
            home.serve()
    except CleanRackError as exc:
        local.announce(local.announced_failure(exc))
        return 1
    return 0
