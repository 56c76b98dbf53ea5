"""Copies a data folder file by file, and reads every copy back before anybody relies on it."""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import MoveNoRoomError, MoveVerifyError, MoveWriteError

Report = Callable[[float], None]
"""How much is done, of 1. What it raises stops the move."""

_PASSING = (".lock", ".part", ".socket", "-shm")
"""Ends of names that mean something only while a program runs."""
_PIECE = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
_WINDOWS_FULL = (39, 112)
"""ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL."""


@dataclass(frozen=True)
class File:
    """One file to be copied."""

    name: Path
    """Below the data folder."""
    size: int


def files(folder: Path, *, apart: frozenset[str] = frozenset()) -> Iterator[File]:
    """Every file of a data folder but what passes, and what lies `apart` at its top. Raises OSError."""
    for place, below, names in os.walk(folder, onerror=_raise):
        if Path(place) == folder:
            below[:] = [name for name in below if name not in apart]
        for name in names:
            file = Path(place) / name
            if not name.endswith(_PASSING) and file.is_file():
                yield File(file.relative_to(folder), file.stat().st_size)


def copy(source: Path, target: Path, found: list[File], report: Report) -> None:
    """Copy these files, then read all copies back. Raises MoveNoRoomError, MoveWriteError, MoveVerifyError."""
    whole = 2 * sum(file.size for file in found) or 1
    done = 0
    sums: dict[Path, bytes] = {}
    for file in found:
        with _told(target, file.name, whole // 2):
            sums[file.name] = _copied(source / file.name, target / file.name)
        report((done := done + file.size) / whole)
    for file in found:
        with _told(target, file.name, whole // 2):
            if _sum(target / file.name) != sums[file.name]:
                raise MoveVerifyError(file=str(file.name))
        report((done := done + file.size) / whole)
    _keep_folders(target)


def _copied(source: Path, target: Path) -> bytes:
    """The SHA-256 of what was read; it is on the drive when this returns."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as written:
        while piece := read.read(_PIECE):
            digest.update(piece)
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
        _forget(written.fileno())
    shutil.copystat(source, target)
    return digest.digest()


def _sum(file: Path) -> bytes:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").digest()


def _forget(handle: int) -> None:
    """Have the copy read back from the drive, not from memory, where the system can be asked for that."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _keep_folders(target: Path) -> None:
    """Names of files are on the drive too; Windows sees to that itself."""
    if os.name != "posix":
        return
    for place, _, _ in os.walk(target):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _raise(error: OSError) -> None:
    raise error


class _told:  # noqa: N801 - a gate, used as `with _told(...)`
    """The system's errors leave as ours."""

    def __init__(self, target: Path, name: Path, needed: int) -> None:
        self._target, self._name, self._needed = target, name, needed

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if not isinstance(error, OSError):
            return
        if error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_FULL:
            raise no_room(self._target, self._needed) from error
        raise MoveWriteError(file=str(self._name), reason=error.strerror or str(error)) from error


def no_room(folder: Path, needed: int) -> MoveNoRoomError:
    """The error of a drive that cannot take so many bytes."""
    free = shutil.disk_usage(folder).free
    return MoveNoRoomError(
        folder=str(folder), needed_megabytes=needed // 1_000_000 + 1, free_megabytes=free // 1_000_000
    )
