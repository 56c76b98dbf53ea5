"""Parts: files that are written before they are blobs, and the drive they need room on."""

import contextlib
import errno
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.core import ids
from desktop_app.core.errors import DiskFullError

MEGABYTE = 1_000_000
HEADROOM_BYTES = 100 * MEGABYTE
"""Room that must stay free on the drive: below it a batch is stopped before it fails photo by photo."""

_RENAME_TRIES = 8


class Parts:
    """The `incoming/*.part` of a folder; every storage writes there first."""

    def __init__(self, *, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)

    def part(self) -> Path:
        """A fresh place to write to before the hash is known."""
        return self._incoming / f"{ids.new()}.part"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A block that writes to the folder: a full drive leaves it as DiskFullError."""
        try:
            yield
        except OSError as exc:
            if exc.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise self.full(0) from exc

    def discard(self, part: Path) -> None:
        """Drop a part that nobody will keep, and those numbered after it (`<part>-1.part`)."""
        for each in (part, *self._incoming.glob(f"{part.stem}-*{part.suffix}")):
            each.unlink(missing_ok=True)

    def parts(self) -> list[Path]:
        """Parts that somebody is writing, or died writing."""
        return list(self._incoming.iterdir())

    def forget_older(self, seconds: float) -> None:
        """Drop parts that nobody has written to for so long: whoever began them died."""
        for part in self.parts():
            with contextlib.suppress(FileNotFoundError):
                if part.stat().st_mtime < time.time() - seconds:
                    part.unlink()

    def free_bytes(self) -> int:
        """Free room on the drive."""
        return shutil.disk_usage(self._incoming).free

    def require_room(self, needed: int = 0) -> None:
        """Raise DiskFullError unless `needed` bytes fit and the headroom stays."""
        free = self.free_bytes()
        if free < needed + HEADROOM_BYTES:
            raise self.full(needed, free)

    def full(self, needed: int, free: int | None = None) -> DiskFullError:
        """The error that says how much room is missing."""
        free = self.free_bytes() if free is None else free
        return DiskFullError(
            folder=str(self._folder),
            needed_megabytes=-(-(needed + HEADROOM_BYTES) // MEGABYTE),
            free_megabytes=free // MEGABYTE,
        )


def sync_file(descriptor: int) -> None:
    """Bring a file's bytes to the drive."""
    os.fsync(descriptor)


def place(part: Path, target: Path) -> None:
    """Rename a synced part to its place, and sync the folder: after this it is there whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _replace(part, target)
    _sync_folder(target.parent)


def digest_of(file: Path) -> str:
    """SHA-256 of a file's bytes."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _replace(part: Path, target: Path) -> None:
    # A virus scanner on Windows may hold a fresh file for a moment: errors 5, 32 and 33 pass.
    for attempt in range(_RENAME_TRIES):
        try:
            part.replace(target)
        except PermissionError:
            if attempt == _RENAME_TRIES - 1:
                raise
            time.sleep(0.01 * 2**attempt)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder cannot be synced there; NTFS journals the rename
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
