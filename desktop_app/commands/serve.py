"""`cleanrack serve`: the bundled server by itself, as the window and the other commands start it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.commands.given import Given, with_global_options
from desktop_app.commands.help import Command, Option
from desktop_app.core import words
from desktop_app.core.words import Language

Serve = Callable[[Path, str | None], int]


def command(language: Language, serve: Serve) -> Command:
    """The command."""

    def run(account: str | None, **_: Any) -> int:
        return serve(Given.current().folder, account)

    return Command(
        "serve",
        language=language,
        callback=run,
        help=words.say(language, "cli.serve-help"),
        params=with_global_options(language, [Option(["--account"], metavar="ID", hidden=True)]),
    )
