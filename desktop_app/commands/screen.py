"""What a command shows: sentences in one language, calm on a terminal, plain in a file, silent beside JSON."""

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from rich.console import Console, ConsoleRenderable
from rich.text import Text

from desktop_app.core import words
from desktop_app.core.settings import DELTA_E_LIMIT
from desktop_app.core.words import Language

_FILE_WIDTH = 200
"""Columns where nobody's terminal limits them."""

_INDENT = 4

GOOD, BAD, WARN, QUIET, STRONG = "green", "red", "yellow", "bright_black", "bold"


class Screen:
    """Standard output and standard error of one command."""

    def __init__(self, language: Language, *, silent: bool = False, delta_e_limit: float = DELTA_E_LIMIT) -> None:
        self.language = language
        self.delta_e_limit = delta_e_limit
        """How far a garment's colour may move before it is remarked."""
        self.out = _console(stderr=False, quiet=silent)
        self.err = _console(stderr=True, quiet=False)

    @property
    def live(self) -> bool:
        """Whether moving displays can be shown."""
        return self.out.is_terminal and not self.out.is_dumb_terminal and not self.out.quiet

    def say(self, key: str, **values: Any) -> str:
        """The sentence `cli.<key>`."""
        return words.say(self.language, f"cli.{key}", **values)

    def show(self, *parts: "str | tuple[str, str] | ConsoleRenderable") -> None:
        """One line of texts, each plain or with a style; or one table."""
        if len(parts) == 1 and not isinstance(parts[0], str | tuple):
            self.out.print(parts[0])
            return
        texts = [part for part in parts if isinstance(part, str | tuple)]
        self.out.print(self._hanging(Text.assemble(*texts)), soft_wrap=not self.out.is_terminal)

    def _hanging(self, line: Text) -> Text:
        """On a terminal, the further lines of a long marked line stand below its text, not below its mark."""
        if not self.out.is_terminal or not line.plain.startswith("  ") or line.cell_len <= self.out.width:
            return line
        return Text(f"\n{' ' * _INDENT}").join(line.wrap(self.out, self.out.width - _INDENT))

    def tell(self, key: str, style: str = "", **values: Any) -> None:
        """The sentence as a line."""
        self.show((self.say(key, **values), style))

    def waiting(self, key: str) -> AbstractContextManager[object]:
        """A sign of life with the sentence, where there is a terminal."""
        if not self.live:
            return nullcontext()
        return self.out.status(Text(self.say(key), style=QUIET), spinner_style=QUIET)

    def trouble(self, sentence: str) -> None:
        """A sentence on standard error, so that it is seen where the output goes into a file."""
        self.err.print(Text(sentence, style=BAD), soft_wrap=not self.err.is_terminal)

    def document(self, value: Any) -> None:
        """The one JSON document of `--json`, on standard output."""
        # A Windows pipe may be cp1252: escapes survive it, question marks would not be the merchant's file names.
        is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        sys.stdout.write(json.dumps(value, ensure_ascii=not is_utf8, indent=2) + "\n")
        sys.stdout.flush()


def byte_size(count: int) -> str:
    """Bytes as file managers tell them."""
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1000:.0f} KB"
    return f"{count / 1_000_000:.1f} MB"


def _console(*, stderr: bool, quiet: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _FILE_WIDTH
    return Console(stderr=stderr, quiet=quiet, width=width, markup=False, highlight=False, emoji=False)
