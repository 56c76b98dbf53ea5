"""`--help` in both languages: click's commands with our words, laid out by columns that know wide characters."""

import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

import click

from desktop_app.core import words
from desktop_app.core.words import Language

if TYPE_CHECKING:  # laid out only when somebody asks: the window starts without
    from rich.padding import Padding

_WIDEST = 100
_NAMES_WIDTH = 30


class Option(click.Option):
    """An option that stands under a heading of its own in the help."""

    def __init__(self, names: Sequence[str], *, section: str = "", **settings: Any) -> None:
        super().__init__(names, **settings)
        self.section = section


class Argument(click.Argument):
    """An argument with a text for the help."""

    def __init__(self, names: Sequence[str], *, help: str, **settings: Any) -> None:  # noqa: A002 - click's own word
        super().__init__(names, **settings)
        self.help = help


class Command(click.Command):
    """A command that explains itself in one language."""

    def __init__(self, name: str, *, language: Language, examples: Sequence[str] = (), **settings: Any) -> None:
        settings.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(name, **settings)
        self.language = language
        self.examples = examples

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.say("help-help")
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole help text."""
        from rich.console import Console
        from rich.padding import Padding
        from rich.text import Text

        page = StringIO()
        console = Console(file=page, width=_width(), force_terminal=sys.stdout.isatty(), markup=False, highlight=False)
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        console.print(Text.assemble((self.say("usage"), "bold"), "  ", usage))
        console.print()
        console.print(Padding(Text(self.help or ""), (0, 0, 0, 2)))
        for title, rows in self.parts(ctx):
            if rows:
                console.print()
                console.print(Text(title, style="bold"))
                console.print(_columns(rows))
        formatter.write("\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n")

    def parts(self, ctx: click.Context) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        """Headings of the help, each with its rows of two columns."""
        params = [param for param in self.get_params(ctx) if not getattr(param, "hidden", False)]
        yield self.say("arguments"), [_argument_row(param) for param in params if isinstance(param, Argument)]
        sections: dict[str, list[tuple[str, str]]] = {}
        for option in params:
            if isinstance(option, click.Option) and (row := option.get_help_record(ctx)):
                sections.setdefault(getattr(option, "section", ""), []).append(row)
        for section, rows in sections.items():
            yield section or self.say("options"), rows
        yield self.say("examples"), [(example, "") for example in self.examples]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Words of the usage line."""
        arguments = [piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
        return [self.say("usage-options"), *arguments]

    def say(self, key: str, **values: Any) -> str:
        """The sentence `cli.<key>`."""
        return words.say(self.language, f"cli.{key}", **values)


class Group(Command, click.Group):
    """Commands under one name; each is built when it is asked for."""

    def parts(self, ctx: click.Context) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        """The commands come first."""
        names = self.list_commands(ctx)
        commands = [(name, command) for name in names if (command := self.get_command(ctx, name))]
        yield self.say("commands"), [(name, command.short_help or command.help or "") for name, command in commands]
        yield from super().parts(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Words of the usage line."""
        return [*super().collect_usage_pieces(ctx), self.say("usage-command")]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command a word names."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(self.say("no-such-command", name=args[0]), ctx)
        return super().resolve_command(ctx, args)


def usage_sentence(error: click.UsageError, language: Language) -> str:
    """What was wrong with the command line, and where to read more."""
    path = error.ctx.command_path if error.ctx else "cleanrack"
    return f"{_what(error, language)}\n{words.say(language, 'cli.see-help', command=path)}"


def _what(error: click.UsageError, language: Language) -> str:
    match error:
        case click.NoSuchOption():
            return words.say(language, "cli.no-such-option", name=error.option_name)
        case click.BadOptionUsage():
            return words.say(language, "cli.bad-option", name=error.option_name)
        case click.MissingParameter():
            return words.say(language, "cli.missing", name=_named(error.param))
        case click.BadParameter():
            return words.say(language, "cli.bad-value", name=_named(error.param), reason=error.message)
    return error.format_message()


def _named(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.make_metavar(click.Context(_NOBODY))


_NOBODY = click.Command(None)


def _argument_row(param: Argument) -> tuple[str, str]:
    return param.make_metavar(click.Context(_NOBODY)), param.help or ""


def _columns(rows: list[tuple[str, str]]) -> "Padding":
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    names = max(min(_NAMES_WIDTH, Text(name).cell_len) for name, _ in rows)
    if any(text for _, text in rows):
        table.add_column(min_width=names, max_width=names)
    else:
        table.add_column()
    table.add_column()
    for name, text in rows:
        table.add_row(Text(name), Text(text))
    return Padding(table, (0, 0, 0, 2))


def _width() -> int:
    import shutil

    return min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns)
