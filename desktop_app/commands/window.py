"""`cleanrack window [FILES…]`, and `cleanrack` alone: the window, where there is a screen for it."""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.given import Given, with_global_options
from desktop_app.commands.help import Argument, Command
from desktop_app.commands.kinds import Place
from desktop_app.core import words
from desktop_app.core.words import Language

Window = Callable[[Path, Language, Sequence[Path]], int]
"""Shows the window on a data folder, with files to begin with; raises ImportError where Qt cannot be loaded."""

_PACKAGES: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What Qt needs of a Linux system, and the Debian and Ubuntu packages that bring it."""


def command(language: Language, window: Window) -> Command:
    """The command."""

    def run(files: Sequence[str | Path]) -> int:
        return show(window, [Path(file) for file in files])

    return Command(
        "window",
        language=language,
        callback=run,
        help=words.say(language, "cli.window-help"),
        params=with_global_options(
            language,
            [
                Argument(
                    ["files"],
                    nargs=-1,
                    metavar="[FILES...]",
                    type=Place(language, "FILES"),
                    help=words.say(language, "cli.window-files-help"),
                )
            ],
        ),
    )


def show(window: Window, files: Sequence[Path] = ()) -> int:
    """Show the window; raises CommandError where this computer cannot."""
    given = Given.current()
    if not has_screen(sys.platform, os.environ):
        raise CommandError("no-screen", Exit.NO_WINDOW)
    try:
        return window(given.folder, given.language, files)
    except ImportError as exc:
        if told := without_qt(exc):
            raise told from exc
        raise


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether there is a display; Qt itself would end the process with a core dump where there is none."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def without_qt(error: ImportError) -> CommandError | None:
    """What to install where Qt cannot be loaded; None where something of our own is missing."""
    library = re.search(r"lib[\w.+-]+\.so[\w.]*", str(error))
    if library:
        missing = library.group()
        return CommandError("no-library", Exit.NO_WINDOW, missing=missing, package=_PACKAGES.get(missing, missing))
    if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6"):
        return CommandError("no-qt", Exit.NO_WINDOW, reason=str(error))
    return None
