"""Kinds of values on the command line, each refusing in the merchant's language."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from desktop_app.core import words
from desktop_app.core.words import Language


class Kind(click.ParamType):  # type: ignore[type-arg] # generic since click 8.4 only
    """A value that explains itself in one language."""

    def __init__(self, name: str, language: Language) -> None:
        self.name = name
        self._language = language

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """How the help names a value."""
        return self.name

    def refuse(self, key: str, **values: Any) -> click.BadParameter:
        """The error for a value that does not fit."""
        return click.BadParameter(words.say(self._language, f"cli.{key}", **values))


class Whole(Kind):
    """A whole number between bounds; some numbers are switched off by 0 and have a `smallest` otherwise."""

    def __init__(self, language: Language, *, low: int, high: int, smallest: int | None = None) -> None:
        super().__init__("N", language)
        self._low, self._high, self._smallest = low, high, smallest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        try:
            number = int(value)
        except ValueError:
            raise self.refuse("not-whole", given=value) from None
        if not self._low <= number <= self._high:
            raise self.refuse("out-of-range", given=number, low=self._low, high=self._high)
        if self._smallest is not None and 0 < number < self._smallest:
            raise self.refuse("too-little", given=number, smallest=self._smallest)
        return number


class OneOf(Kind):
    """One of a few words, in any case."""

    def __init__(self, language: Language, choices: Sequence[str], name: str = "NAME") -> None:
        super().__init__(name, language)
        self._choices = {choice.casefold(): choice for choice in choices}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as it is spelled."""
        found = self._choices.get(str(value).casefold())
        if found is None:
            raise self.refuse("not-a-choice", given=value, choices=", ".join(self._choices.values()))
        return found


class Place(Kind):
    """A path; with `exists` it must be there."""

    def __init__(self, language: Language, name: str, *, exists: bool = False) -> None:
        super().__init__(name, language)
        self._exists = exists

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path."""
        path = Path(value).expanduser()
        if self._exists and not path.exists():
            raise self.refuse("no-such-file", given=value)
        return path
