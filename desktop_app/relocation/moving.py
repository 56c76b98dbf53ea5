"""The move of the data folder, in steps after each of which a start finds a whole folder.

    look     at both places; refuse with a sentence                     old folder in use
    mark     the new folder as the target of a move                     old folder in use
    copy     every file, read back and compared by SHA-256              old folder in use
    switch   the pointer to the new folder: the one step that counts    new folder in use
    retire   the old folder: marked, its database renamed               new folder in use
    remove   it, if that was wished; then the mark                      new folder in use

What is cut off before the switch is begun anew by the next try; what is cut off after it, `finish` ends at the next
start. The old database is renamed even where the old folder is kept: two that spend one account's quota must not be.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import filelock

from desktop_app.core import paths
from desktop_app.core.errors import (
    DataFolderBusyError,
    MoveFixedError,
    MoveInsideError,
    MoveNetworkError,
    MoveNotEmptyError,
    MovePortableError,
    MoveWriteError,
)
from desktop_app.core.paths import DATA_DIR_VARIABLE, DATABASE, LOCK, Origin
from desktop_app.relocation import copying, drives, marks
from desktop_app.relocation.copying import File, Report
from desktop_app.relocation.marks import Moving

log = logging.getLogger(__name__)

RETIRED = f"{DATABASE}.moved"
_LOCK_SECONDS = 2
_SPARE = 50_000_000
"""Bytes that must be left over, for the next batch to begin."""


@dataclass(frozen=True)
class Plan:
    """A move that can be made."""

    source: Path
    target: Path
    names: tuple[str, ...]
    """What lies at the top of the source and moves."""
    files: tuple[File, ...]

    @property
    def size(self) -> int:
        """Bytes to be copied."""
        return sum(file.size for file in self.files)


def look(source: Path, target: Path) -> Plan:
    """See whether the data can be moved there. Raises DataMoveError, MovedAwayError, UnfinishedMoveError."""
    _require_movable(source)
    source, target = source.resolve(), target.expanduser().absolute()
    aim = target.resolve()
    if drives.holds(source, aim) or drives.holds(aim, source):
        raise MoveInsideError(folder=str(target))
    if not _is_free(source, target):
        raise MoveNotEmptyError(folder=str(target))
    if drives.is_remote(target):
        raise MoveNetworkError(folder=str(target))
    plan = _planned(source, target)
    with _writing(target):
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        (probe := target / f"{marks.MOVING}.part").touch()  # a name that a second try passes over
        probe.unlink()
        free = shutil.disk_usage(target).free
    if free < plan.size + _SPARE:
        raise copying.no_room(target, plan.size + _SPARE)
    return plan


def move(plan: Plan, *, keep: bool, report: Report) -> None:
    """Make the move; nobody may work in either folder. What stops it before the switch leaves all as it was.

    Raises DataMoveError, DataFolderBusyError, and whatever `report` raises.
    """
    with _alone(plan.source), ExitStack() as unless_done:
        plan = _planned(plan.source, plan.target)  # whoever worked there until now has left other files
        unless_done.callback(_give_up, plan)
        with _writing(plan.target):
            _clear(plan.target, plan.names)
            marks.write_moving(plan.target, Moving(source=plan.source, names=plan.names, keep=keep))
        copying.copy(plan.source, plan.target, list(plan.files), report)
        with _writing(paths.pointer_file()):
            paths.remember_data_dir(plan.target)
        unless_done.pop_all()
    finish(plan.target)


def finish(folder: Path) -> None:
    """Before work begins in a folder: end what a move to it has left undone.

    Raises UnfinishedMoveError, MovedAwayError; an old folder that cannot be dealt with now is left for the next start.
    """
    mark = marks.moving(folder)
    is_chosen = _is_chosen(folder)
    marks.require_usable(folder, is_chosen=is_chosen)
    if mark is None:
        return
    try:
        if not mark.complete:
            mark = mark.model_copy(update={"complete": True})
            marks.write_moving(folder, mark)
        if mark.source.is_dir():
            with _alone(mark.source):
                _retire(mark.source, folder)
            if not mark.keep:
                _remove(mark)
        (folder / marks.MOVING).unlink()
    except (OSError, DataFolderBusyError) as exc:
        log.warning("the old data folder is dealt with at the next start: %s", exc)


def _planned(source: Path, target: Path) -> Plan:
    apart = _apart(source)
    with _writing(source):
        names = tuple(sorted({each.name for each in source.iterdir()} - apart))
        return Plan(source, target, names, tuple(copying.files(source, apart=apart)))


def _require_movable(source: Path) -> None:
    origin = paths.origin()
    if origin is Origin.NAMED:
        raise MoveFixedError(variable=DATA_DIR_VARIABLE)
    if origin is Origin.PORTABLE:
        raise MovePortableError(folder=str(source))
    marks.require_usable(source, is_chosen=_is_chosen(source))


def _is_chosen(folder: Path) -> bool:
    chosen = paths.remembered_data_dir()
    return chosen is not None and chosen.resolve() == folder.resolve()


def _is_free(source: Path, target: Path) -> bool:
    """Whether nothing but what an earlier try has left lies there."""
    if not target.is_dir():
        return not target.exists()
    mark = marks.moving(target)
    left = {"models"} & _apart(target)
    if mark is not None and not mark.complete and mark.source == source:
        left |= {*mark.names, marks.MOVING}
    return {each.name for each in target.iterdir()} <= left | {f"{marks.MOVING}.part"}


def _apart(folder: Path) -> frozenset[str]:
    """What lies at the top of a data folder and is no part of its data; the standard one has the models of all."""
    shared = {"models"} if folder.resolve() == paths.standard_data_dir().resolve() else set()
    return frozenset({*shared, marks.MOVING, marks.MOVED})


def _clear(target: Path, names: tuple[str, ...]) -> None:
    """Take away what an earlier try has left."""
    for name in names:
        _delete(target / name)


def _give_up(plan: Plan) -> None:
    """Leave nothing in the new folder; where that fails, its mark says what it is."""
    if _is_chosen(plan.target):
        return
    try:
        _clear(plan.target, plan.names)
        (plan.target / marks.MOVING).unlink(missing_ok=True)
    except OSError as exc:
        log.warning("the copy that was given up could not be removed: %s", exc)


def _retire(source: Path, target: Path) -> None:
    """Nobody works here any more, also where the mark is not understood."""
    marks.write_moved(source, target)
    for end in ("", "-wal"):
        if (file := source / f"{DATABASE}{end}").exists():
            file.replace(source / f"{RETIRED}{end}")


def _remove(mark: Moving) -> None:
    """Delete what was copied, the mark last; then the folder, if nothing else lies in it."""
    gone = [
        *mark.names,
        RETIRED,
        f"{RETIRED}-wal",
        f"{DATABASE}-shm",
        LOCK,
        "window.lock",
        "window.socket",
        marks.MOVED,
    ]
    for name in gone:
        _delete(mark.source / name)
    if not any(mark.source.iterdir()):
        mark.source.rmdir()


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else works in a data folder meanwhile. Raises DataFolderBusyError."""
    lock = filelock.FileLock(folder / LOCK, timeout=_LOCK_SECONDS)
    try:
        lock.acquire()
    except filelock.Timeout as exc:
        raise DataFolderBusyError(folder=str(folder)) from exc
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    """The system's errors leave as ours."""
    try:
        yield
    except OSError as exc:
        raise MoveWriteError(file=str(exc.filename or place), reason=exc.strerror or str(exc)) from exc
