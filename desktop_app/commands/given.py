"""What every command is given: language, data folder, and whether it answers in JSON."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app.commands.help import Option
from desktop_app.commands.kinds import OneOf, Place
from desktop_app.core import paths, settings, words
from desktop_app.core.words import Language

if TYPE_CHECKING:
    from desktop_app.commands.screen import Screen  # imported where it is used: `serve` needs no terminal library


@dataclass
class Given:
    """The global options of one call; filled in while the command line is read."""

    language: Language
    data_dir: Path | None = None
    as_json: bool = False

    @classmethod
    def current(cls) -> "Given":
        """Those of the command that is running."""
        found = click.get_current_context().find_object(cls)
        assert found is not None
        return found

    @property
    def folder(self) -> Path:
        """The data folder."""
        return paths.data_dir(self.data_dir)

    def screen(self) -> "Screen":
        """Where the command shows what it does; silent where the answer is one JSON document."""
        from desktop_app.commands.screen import Screen

        limit = settings.load(self.folder).delta_e_limit
        return Screen(self.language, silent=self.as_json, delta_e_limit=limit)


def with_global_options(
    language: Language, params: Sequence[click.Parameter], *, json: bool = False
) -> list[click.Parameter]:
    """A command's own parameters, then those that all have; they may stand before or after the command's name."""
    section = words.say(language, "cli.global-options") if params else ""
    folder = Option(
        ["--data-dir"],
        type=Place(language, "FOLDER"),
        expose_value=False,
        callback=_keep("data_dir"),
        help=words.say(language, "cli.data-dir-help", variable=paths.DATA_DIR_VARIABLE),
        section=section,
    )
    tongue = Option(
        ["--lang"],
        type=OneOf(language, [each.value for each in Language], "LANG"),
        expose_value=False,
        help=words.say(language, "cli.lang-help", variable=words.LANGUAGE_VARIABLE),
        section=section,
    )
    as_json = Option(
        ["--json"],
        is_flag=True,
        expose_value=False,
        callback=_keep("as_json"),
        help=words.say(language, "cli.json-help"),
    )
    return [*params, *([as_json] if json else []), folder, tongue]


def cloud_options(language: Language) -> list[click.Parameter]:
    """The options that say which cloud; the environment says it too."""
    return [
        Option(["--database"], metavar="URL", help=words.say(language, "cli.cloud-database-help")),
        Option(["--storage"], metavar="URL", help=words.say(language, "cli.cloud-storage-help")),
    ]


def settle(args: Sequence[str]) -> None:
    """Let this process and its children know the data folder of the command line: shops may stand in it."""
    if folder := _folder(args):
        os.environ[paths.DATA_DIR_VARIABLE] = str(folder.absolute())


def language_of(args: Sequence[str]) -> Language:
    """The language to speak: the one asked for, else the environment's, the merchant's setting, the system's.

    It is looked for before the command line is read, because reading it may already have to explain something.
    """
    wishes = [
        _value_after("--lang", args),
        os.environ.get(words.LANGUAGE_VARIABLE, ""),
        settings.load(paths.data_dir(_folder(args))).language,
    ]
    return next((spoken for wish in wishes if (spoken := Language.from_tag(wish))), Language.of_system())


def _folder(args: Sequence[str]) -> Path | None:
    told = _value_after("--data-dir", args)
    return Path(told) if told else None


def _value_after(option: str, args: Sequence[str]) -> str:
    for place, arg in enumerate(args):
        if arg == "--":
            break
        if arg == option and place + 1 < len(args):
            return args[place + 1]
        if arg.startswith(f"{option}="):
            return arg.removeprefix(f"{option}=")
    return ""


def _keep(name: str) -> Any:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        given = ctx.find_object(Given)
        if given is not None and value:
            setattr(given, name, value)
        return value

    return callback
