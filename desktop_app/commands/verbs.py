"""Commands, and commands under them: each is known by its path, the words typed after `cleanrack`: `tasks list`."""

from collections.abc import Callable, Iterable, Sequence

import click

from desktop_app.commands.given import with_global_options
from desktop_app.commands.help import Command, Group
from desktop_app.core import words
from desktop_app.core.words import Language


def group(path: str, language: Language, commands: Iterable[click.Command]) -> Group:
    """Commands under one name."""
    made = Group(
        path.split()[-1],
        language=language,
        help=_help(path, language),
        params=with_global_options(language, []),
    )
    for each in commands:
        made.add_command(each)
    return made


def verb(
    path: str,
    language: Language,
    run: Callable[..., int],
    params: Sequence[click.Parameter] = (),
    *,
    json: bool = True,
    examples: Sequence[str] = (),
) -> Command:
    """One command; `json`: whether it can answer with a document."""
    return Command(
        path.split()[-1],
        language=language,
        callback=run,
        help=_help(path, language),
        params=with_global_options(language, params, json=json),
        examples=examples,
    )


def _help(path: str, language: Language) -> str:
    return words.say(language, f"cli.{path.replace(' ', '-')}-help")
