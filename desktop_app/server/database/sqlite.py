"""The database of one computer, a SQLite file: one writer, many readers, nothing lost.

Settings and their reasons: WAL and synchronous=FULL lost no acknowledged transaction in power-loss tests;
BEGIN IMMEDIATE because a transaction that reads first and writes later loses updates otherwise; one writer connection,
which is also the only one that checkpoints, because releases before 3.51.3 can corrupt the log when two do.
"""

import logging
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pysqlite3.dbapi2 as sqlite
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from desktop_app.core.errors import DatabaseDamagedError, DiskFullError
from desktop_app.server.database import ENGINE

log = logging.getLogger(__name__)

OLDEST_SQLITE = (3, 51, 3)
RESERVE_BYTES = 2 * 1024 * 1024
"""Given up on a full drive. Photos in hand may still use up some of it before a stop is written."""
WAL_PAGES = "4000"
"""Pages of 4 KiB the log grows to before a commit folds it in: at SQLite's own 1000 one submit in 30 waited for it."""

_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",  # else INSERT OR REPLACE deletes without asking the triggers
    "busy_timeout": "5000",
}


class Turn:
    """A lock given in the order it was asked for: with eight writers at once the last waits for seven, not for more.

    The connection pool alone let newcomers overtake; the slowest of 96 writers waited five times as long.
    """

    def __init__(self) -> None:
        self._waiting: deque[threading.Lock] = deque()
        self._guard = threading.Lock()
        self._taken = False

    def __enter__(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


class Watch(Protocol):
    """Who must know of an end before anybody acts on it."""

    def committed(self) -> None:
        """The unit of work is kept."""

    def rolled_back(self) -> None:
        """It never was."""


class SqliteDatabase:
    """Units of work on one SQLite file, whoever they are for: everything in it belongs to this computer."""

    def __init__(self, *, file: Path) -> None:
        assert sqlite.sqlite_version_info >= OLDEST_SQLITE, f"SQLite {sqlite.sqlite_version} can corrupt its log"
        self.file = file
        self._reserve = file.with_name("reserve")
        self._turn = Turn()
        self.watch: Watch | None = None
        """Told of the end of each unit of work before its caller is, and before the next one begins."""
        self._writer = _engine(file, pool_size=1, begin="BEGIN IMMEDIATE", wal_autocheckpoint=WAL_PAGES)
        self._reader = _engine(file, pool_size=8, begin="BEGIN", wal_autocheckpoint="0")

    @contextmanager
    def write(self, owner: str) -> Iterator[sa.Connection]:
        """One unit of work after the other.

        Raises DiskFullError; the reserve is given up then, so that a pause or a stop can still be written.
        """
        try:
            with self._turn, self._watched(), self._writer.begin() as connection:
                yield connection
        except OperationalError as exc:
            if not _is_full(exc):
                raise
            self._reserve.unlink(missing_ok=True)
            raise DiskFullError(folder=str(self.file.parent), needed_megabytes=10, free_megabytes=0) from exc

    @contextmanager
    def _watched(self) -> Iterator[None]:
        is_kept = False
        try:
            yield
            is_kept = True
        finally:
            if self.watch is not None:
                (self.watch.committed if is_kept else self.watch.rolled_back)()

    @contextmanager
    def read(self, owner: str) -> Iterator[sa.Connection]:
        """A consistent view that sees no later writes."""
        with self._reader.begin() as connection:
            yield connection

    def check(self) -> list[str]:
        """What SQLite's own check and the foreign keys find; empty when all is well."""
        with self.read(ENGINE) as connection:
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
            orphans = [f"orphan: {tuple(row)}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        return [line for line in found if line != "ok"] + orphans

    def size(self) -> int:
        """Bytes of the file, without its log."""
        return self.file.stat().st_size

    def keep_reserve(self) -> None:
        """Lay up the space a stop needs on a full drive; a drive that is full already has none."""
        try:
            if not self._reserve.exists() or self._reserve.stat().st_size < RESERVE_BYTES:
                self._reserve.write_bytes(b"\0" * RESERVE_BYTES)
        except OSError as exc:
            log.warning("no room for the reserve: %s", exc)
            self._reserve.unlink(missing_ok=True)

    def close(self) -> None:
        """End all connections; the log is folded into the file."""
        self._reader.dispose()
        with self._writer.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        self._writer.dispose()


def verify_file(file: Path) -> None:
    """Raise DatabaseDamagedError unless SQLite's quick check of the file says ok."""
    if not file.exists():
        return
    connection = sqlite.connect(str(file))
    try:
        finding = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite.DatabaseError as exc:
        raise DatabaseDamagedError(folder=str(file.parent), finding=str(exc)) from exc
    finally:
        connection.close()
    if finding != "ok":
        raise DatabaseDamagedError(folder=str(file.parent), finding=finding)


def back_up(file: Path, target: Path) -> None:
    """Copy a database through SQLite's backup API, never by copying files: the log belongs to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source, copy = sqlite.connect(str(file)), sqlite.connect(str(target))
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()


def migration_engine(file: Path) -> sa.Engine:
    """An engine for Alembic alone, before any other connection is open."""
    return _engine(file, pool_size=1, begin="BEGIN IMMEDIATE", wal_autocheckpoint=WAL_PAGES)


def _engine(file: Path, *, pool_size: int, begin: str, wal_autocheckpoint: str) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(file)),
        module=sqlite,
        poolclass=sa.QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        connect_args={"check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for name, value in {**_PRAGMAS, "wal_autocheckpoint": wal_autocheckpoint}.items():
            connection.execute(f"PRAGMA {name}={value}")

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _is_full(error: OperationalError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", None) == sqlite.SQLITE_FULL or "disk is full" in str(error.orig)
