"""`cleanrack quit`: closes the window that is open, as setups do before they replace the program under it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.commands import verbs
from desktop_app.commands.given import Given
from desktop_app.commands.help import Command
from desktop_app.commands.window import without_qt
from desktop_app.core.errors import DataFolderBusyError
from desktop_app.core.words import Language

Dismiss = Callable[[Path], bool]
"""Asks the window on a data folder to end; answers whether none is left. Raises ImportError without Qt."""


def command(language: Language, dismiss: Dismiss) -> Command:
    """The command."""

    def run(**_: Any) -> int:
        folder = Given.current().folder
        try:
            if not dismiss(folder):
                raise DataFolderBusyError(folder=folder)
        except ImportError as exc:
            if told := without_qt(exc):
                raise told from exc
            raise
        return 0

    return verbs.verb("quit", language, run, json=False)
