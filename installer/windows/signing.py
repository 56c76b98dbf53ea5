"""Signs programs for Windows with the command that the environment names; without one nothing is signed, and said so.

    CLEANRACK_SIGN='signtool sign /fd sha256 /td sha256 /tr https://… /n "The CleanRack founders"'

The command is given the file as its last argument and must end with 0. It is called for every program of ours, for the
uninstaller (by NSIS) and, last, for the setup.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

VARIABLE = "CLEANRACK_SIGN"


def command() -> str | None:
    """What signs a file here, if anything does."""
    return os.environ.get(VARIABLE) or None


def sign(file: Path) -> bool:
    """Whether the file was signed. Raises CalledProcessError where the command fails: half a release is none."""
    named = command()
    if named is None:
        print(f"not signed, {VARIABLE} names no command: {file.name}")
        return False
    subprocess.run([*parts(named), str(file)], check=True)
    return True


def parts(line: str, platform: str = sys.platform) -> list[str]:
    """The command and its arguments; on Windows a backslash is a part of a path."""
    found = shlex.split(line, posix=platform != "win32")
    return [part.strip('"') for part in found] if platform == "win32" else found
