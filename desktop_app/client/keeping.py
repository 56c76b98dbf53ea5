"""Files that arrive whole or not at all: written to `*.part`, checked, renamed, and never over another file unasked."""

import errno
import itertools
import os
import secrets
import shutil
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.core.errors import DiskFullError, ServerLostError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_MEGABYTE = 1_000_000


class Arrival:
    """One file on its way to `target`; until `finish`, only a `*.part` beside it exists, and `discard` removes that.

    Raises FileExistsError where the target exists and `overwrite` is not set, DiskFullError, and OSError.
    """

    def __init__(self, target: Path, *, size: int, overwrite: bool) -> None:
        if not overwrite and target.exists():
            raise _exists(target)
        self.target = target
        self._size = size
        self._overwrite = overwrite
        self._part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
        with full_drive_told(self._part, size):
            self._file = self._part.open("xb")

    def write(self, piece: bytes) -> None:
        """The next bytes."""
        with full_drive_told(self._part, self._size):
            self._file.write(piece)

    def finish(self, *, is_zip: bool = False) -> None:
        """Give the file its name, once all its bytes are on the drive. Raises ServerLostError where some are not."""
        with full_drive_told(self._part, self._size):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        if (found := self._part.stat().st_size) != self._size:
            raise ServerLostError(reason=f"{found} of {self._size} bytes arrived")
        if is_zip:
            require_whole_zip(self._part)
        keep(self._part, self.target, overwrite=self._overwrite)

    def discard(self) -> None:
        """Leave no trace of an unfinished file."""
        with suppress(OSError):  # the bytes that a full drive did not take
            self._file.close()
        self._part.unlink(missing_ok=True)


def require_whole_zip(file: Path) -> None:
    """Raise ServerLostError where a checksum inside the ZIP does not match its bytes."""
    try:
        with zipfile.ZipFile(file) as archive:
            damaged = archive.testzip()
    except zipfile.BadZipFile as exc:
        raise ServerLostError(reason=f"{file.name}: {exc}") from exc
    if damaged is not None:
        raise ServerLostError(reason=f"{file.name}: {damaged}")


def keep(part: Path, target: Path, *, overwrite: bool) -> None:
    """Give the finished file its name; without `overwrite` a file that came in between is left as it is."""
    if overwrite:
        part.replace(target)
        return
    try:
        os.link(part, target)  # unlike rename, refuses an existing target on every system
    except FileExistsError:
        raise
    except OSError:  # a drive without hard links: FAT, some network shares
        if target.exists():
            raise _exists(target) from None
        part.rename(target)


@contextmanager
def full_drive_told(part: Path, size: int) -> Iterator[None]:
    """A full drive is told as one, with the room that is needed."""
    try:
        yield
    except OSError as exc:
        if exc.errno not in _FULL:
            raise
        free = shutil.disk_usage(part.parent).free // _MEGABYTE
        needed = max(1, -(-size // _MEGABYTE))
        raise DiskFullError(needed_megabytes=needed, free_megabytes=free, folder=str(part.parent)) from exc


def _exists(target: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


async def under_free_name(target: Path, download: Callable[[Path], Awaitable[Path]]) -> Path:
    """Where `download` has put the file: `target`, or the first numbered name beside it that nothing stands at."""
    while True:
        try:
            return await download(next(free_names(target)))
        except FileExistsError:
            continue  # somebody was faster: the next name


def free_names(path: Path) -> Iterator[Path]:
    """The path, then `name (2).ext` and so on: those that nothing stands at now."""
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in itertools.count(2))
    return (candidate for candidate in itertools.chain([path], numbered) if not candidate.exists())
