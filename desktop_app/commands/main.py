"""`cleanrack …` (being built: `serve` works, the rest follows)."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from desktop_app.core import paths

Serve = Callable[[Path, str | None], int]


def command_line(*, serve: Serve, args: Sequence[str] | None = None) -> None:
    """Run the command line."""

    @click.group()
    def cli() -> None: ...

    @cli.command("serve")
    @click.option("--data-dir", type=click.Path(path_type=Path))
    @click.option("--account", hidden=True)
    def _serve(data_dir: Path | None, account: str | None) -> None:
        sys.exit(serve(paths.data_dir(data_dir), account))

    cli.main(args=list(args) if args is not None else None)
