"""Pictures as files named by their SHA-256: written beside, synced, renamed, and only then told to the database."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.core import ids
from desktop_app.core.errors import DiskFullError, MissingOriginalError

MEGABYTE = 1_000_000
HEADROOM_BYTES = 100 * MEGABYTE
"""Room that must stay free on the drive: below it a batch is stopped before it fails photo by photo."""

_RENAME_TRIES = 8


class FileStorage:
    """Blobs below one folder: `blobs/ab/abcd…` for good, `incoming/*.part` while they are written."""

    def __init__(self, *, folder: Path) -> None:
        self._blobs = folder / "blobs"
        self._incoming = folder / "incoming"
        for made in (self._blobs, self._incoming):
            made.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the blob is. Raises MissingOriginalError where it is not."""
        path = self._place(sha256)
        if not path.is_file():
            raise MissingOriginalError(sha256=sha256)
        return path

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

    def keep(self, part: Path, sha256: str) -> None:
        """Make a written and synced part the blob of that hash; durable when this returns. Raises DiskFullError."""
        place = self._place(sha256)
        with self.writing():
            place.parent.mkdir(exist_ok=True)
            _replace(part, place)
            _sync_folder(place.parent)

    def discard(self, part: Path) -> None:
        """Drop a part that nobody will keep, and those numbered after it (`<part>-1.part`)."""
        for each in (part, *self._incoming.glob(f"{part.stem}-*{part.suffix}")):
            each.unlink(missing_ok=True)

    def remove(self, sha256: str) -> None:
        """Drop a blob that no row names."""
        self._place(sha256).unlink(missing_ok=True)

    def kept(self) -> Iterator[str]:
        """Hashes of all blobs."""
        return (file.name for folder in self._blobs.iterdir() if folder.is_dir() for file in folder.iterdir())

    def parts(self) -> list[Path]:
        """Parts that somebody is writing, or died writing."""
        return list(self._incoming.iterdir())

    def free_bytes(self) -> int:
        """Free room on the drive."""
        return shutil.disk_usage(self._blobs).free

    def require_room(self, needed: int = 0) -> None:
        """Raise DiskFullError unless `needed` bytes fit and the headroom stays."""
        free = self.free_bytes()
        if free < needed + HEADROOM_BYTES:
            raise self.full(needed, free)

    def full(self, needed: int, free: int | None = None) -> DiskFullError:
        """The error that says how much room is missing."""
        free = self.free_bytes() if free is None else free
        return DiskFullError(
            folder=str(self._blobs.parent),
            needed_megabytes=-(-(needed + HEADROOM_BYTES) // MEGABYTE),
            free_megabytes=free // MEGABYTE,
        )

    def _place(self, sha256: str) -> Path:
        return self._blobs / sha256[:2] / sha256


def sync_file(descriptor: int) -> None:
    """Bring a file's bytes to the drive."""
    os.fsync(descriptor)


def _replace(part: Path, place: Path) -> None:
    # A virus scanner on Windows may hold a fresh file for a moment: errors 5, 32 and 33 pass.
    for attempt in range(_RENAME_TRIES):
        try:
            part.replace(place)
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
