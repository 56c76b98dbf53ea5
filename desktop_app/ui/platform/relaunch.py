"""Starts this program anew, for what can only be changed at a start."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QProcess


def start_again() -> bool:
    """Start another one of us that outlives this one; answers whether that could be done."""
    program, *arguments = command(frozen=getattr(sys, "frozen", False), executable=sys.executable)
    return bool(QProcess.startDetached(program, arguments)[0])


def command(*, frozen: bool, executable: str) -> Sequence[str]:
    """The program and its arguments."""
    return [executable, "window"] if frozen else [executable, "-m", "desktop_app", "window"]
