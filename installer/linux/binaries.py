"""Compiled files as a Debian package wants them: the system's own stay with the system, and none is for debuggers."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from installer import owners
from installer.linux import video
from installer.trim import Entry

STRIPPED = (owners.PYTHON, "pysqlite3", "cryptography", "sqlalchemy", "httptools")
"""Whose files lose the symbols for debuggers: 44 MB. Not those of wheels that carry libraries of their own: their
sections were moved by patchelf, and strip would spoil them."""


def fitted(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The entries without libraries that Debian packages bring; what is made anew comes to lie in the folder."""
    kept = [entry for entry in entries if not _is_of_the_system(entry)]
    stripped = [_stripped(entry, folder) for entry in kept]
    return video.replaced(stripped, folder)


def _is_of_the_system(entry: Entry) -> bool:
    """Whether the package's Depends bring it: with the security updates of the system, and once for all programs."""
    _, source, kind = entry
    return kind != "SYMLINK" and owners.owner(Path(source)).startswith(owners.SYSTEM)


def _stripped(entry: Entry, folder: Path) -> Entry:
    name, source, kind = entry
    if kind not in ("BINARY", "EXTENSION") or owners.owner(Path(source)) not in STRIPPED:
        return entry
    made = folder / name
    made.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, made)
    subprocess.run(["strip", "--strip-unneeded", str(made)], check=True)
    made.chmod(0o755)
    return name, str(made), kind
