"""`cleanrack`: its commands in one table, and the one gate where every error becomes a sentence and an exit code."""

import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import click

from desktop_app.commands.exits import CommandError, Exit, exit_for
from desktop_app.commands.given import Given, language_of, settle, with_global_options
from desktop_app.commands.help import Group, Option, usage_sentence
from desktop_app.commands.serve import Serve
from desktop_app.commands.serve import command as serve_command
from desktop_app.commands.window import Window, show
from desktop_app.commands.window import command as window_command
from desktop_app.core import words
from desktop_app.core.errors import CleanRackError
from desktop_app.core.words import Language

Build = Callable[[Language], click.Command]

_NONE: Mapping[str, Build] = MappingProxyType({})


def _clean(language: Language) -> click.Command:
    from desktop_app.commands.clean import command

    return command(language)


def _tasks(language: Language) -> click.Command:
    from desktop_app.commands.tasks import command

    return command(language)


def _library(language: Language) -> click.Command:
    from desktop_app.commands.library import command

    return command(language)


def _doctor(language: Language) -> click.Command:
    from desktop_app.commands.doctor import command

    return command(language)


def _models(language: Language) -> click.Command:
    from desktop_app.commands.models import command

    return command(language)


def _data(language: Language) -> click.Command:
    from desktop_app.commands.data import command

    return command(language)


def _account(language: Language) -> click.Command:
    from desktop_app.commands.account import command

    return command(language)


COMMANDS: Mapping[str, Build] = {
    "clean": _clean,
    "tasks": _tasks,
    "library": _library,
    "account": _account,
    "models": _models,
    "data": _data,
    "doctor": _doctor,
}
"""In the order of the help; each imports its libraries when it is asked for, so that `serve` starts at once."""


def command_line(
    *, serve: Serve, window: Window, others: Mapping[str, Build] = _NONE, args: Sequence[str] | None = None
) -> None:
    """Run `cleanrack` with these arguments, or those of the process, and exit.

    `others` are commands that start what only the composition root can build.
    """
    printable()
    settle(sys.argv[1:] if args is None else args)
    sys.exit(run(serve=serve, window=window, others=others, args=args))


def printable() -> None:
    """Characters a console cannot show become question marks instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def run(*, serve: Serve, window: Window, others: Mapping[str, Build] = _NONE, args: Sequence[str] | None = None) -> int:
    """The exit code of one call; every error has been told."""
    language = language_of(sys.argv[1:] if args is None else args)
    given = Given(language)
    try:
        whole = root(language, serve, window, others)
        code = whole.main(args, prog_name="cleanrack", standalone_mode=False, obj=given)
    except (CleanRackError, CommandError, click.ClickException, click.Abort, KeyboardInterrupt, OSError) as exc:
        return _told(exc, given)
    return int(code or 0)


class Root(Group):
    """The command `cleanrack` itself."""

    def __init__(
        self, *, language: Language, serve: Serve, window: Window, others: Mapping[str, Build], **settings: Any
    ) -> None:
        super().__init__("cleanrack", language=language, **settings)
        self._build: dict[str, Build] = {
            "window": lambda language: window_command(language, window),
            **COMMANDS,
            "serve": lambda language: serve_command(language, serve),
            **others,
        }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        return list(self._build)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, built now."""
        build = self._build.get(cmd_name)
        return build(self.language) if build else None

    def parts(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        """What every help has, and the exit codes."""
        codes = [(str(int(code)), self.say(f"exit-{int(code)}")) for code in Exit]
        return [*super().parts(ctx), (self.say("exit-codes"), codes)]


def root(language: Language, serve: Serve, window: Window, others: Mapping[str, Build] = _NONE) -> Root:
    """The whole command line in one language."""

    def show_window() -> int:
        return show(window) if click.get_current_context().invoked_subcommand is None else 0

    version = Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=words.say(language, "cli.version-help"),
    )
    return Root(
        language=language,
        serve=serve,
        window=window,
        others=others,
        callback=show_window,
        invoke_without_command=True,
        help=words.say(language, "cli.about"),
        params=[*with_global_options(language, []), version],
    )


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    from importlib import metadata

    if value:
        click.echo(f"CleanRack {metadata.version('cleanrack')}")
        ctx.exit()


def _told(error: BaseException, given: Given) -> int:
    from desktop_app.commands.screen import Screen

    screen = Screen(given.language)
    sentence, code, document = _explained(error, given.language)
    if given.as_json:
        screen.document({"ok": False, "exit_code": int(code), **document})
    if sentence:
        screen.trouble(sentence)
    return int(code)


def _explained(error: BaseException, language: Language) -> tuple[str, Exit, dict[str, Any]]:
    match error:
        case CleanRackError():
            sentence = words.explain(language, error)
            told = {"code": error.code, "slug": error.slug, "message": sentence, "details": error.details}
            return sentence, exit_for(error), {"error": told}
        case CommandError():
            sentence = words.say(language, f"cli.{error.key}", **error.values)
            return sentence, error.exit_code, {"error": {"slug": error.key, "message": sentence}, **error.document}
        case click.UsageError():
            sentence = usage_sentence(error, language)
            return sentence, Exit.USAGE, {"error": {"slug": "usage", "message": sentence}}
        case BrokenPipeError():
            return "", Exit.NO_ROOM, {}
        case OSError():
            sentence = words.say(language, "cli.cannot-write", folder=error.filename, reason=error.strerror or error)
            return sentence, Exit.NO_ROOM, {"error": {"slug": "cannot-write", "message": sentence}}
    sentence = words.say(language, "cli.interrupted")
    return sentence, Exit.STOPPED, {"error": {"slug": "stopped", "message": sentence}}
