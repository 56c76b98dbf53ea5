"""The frozen application of this checkout, where there is one."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "dist" / "cleanrack"
INSIDE = FOLDER / "_internal"
RESOURCES = INSIDE / "desktop_app" / "resources"

_PROGRAM = ".exe" if sys.platform == "win32" else ""
COMMAND = FOLDER / f"cleanrack{_PROGRAM}"
WINDOW = FOLDER / f"cleanrackw{_PROGRAM}" if _PROGRAM else COMMAND
"""On Windows a program has a console or none: the window is a program of its own."""


def missing() -> str:
    """Why there is nothing to test; "" where there is."""
    if not COMMAND.exists():
        return "there is no frozen application here: python installer/build.py freeze"
    sources = [*(ROOT / "desktop_app").rglob("*.py"), *(ROOT / "resources").rglob("*.json")]
    if max(file.stat().st_mtime for file in sources) > COMMAND.stat().st_mtime:
        return "the frozen application is older than the code: python installer/build.py freeze"
    return ""


needs_a_build = pytest.mark.skipif(bool(missing()), reason=missing())
