"""The local home's life: lock the data folder, open the database, serve on loopback until the parent is gone."""

import gc
import json
import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

import filelock

from desktop_app.api.handshake import Handshake, HandshakeFailure
from desktop_app.core import paths
from desktop_app.core.errors import CleanRackError, DataFolderBusyError, DataFolderError
from desktop_app.relocation import moving
from desktop_app.server import migrations
from desktop_app.server.database import sqlite
from desktop_app.server.database.sqlite import SqliteDatabase
from desktop_app.server.hub import EventHub
from desktop_app.server.security import App
from desktop_app.server.serving import HomeServer

log = logging.getLogger(__name__)

DATABASE = paths.DATABASE
LOCK = paths.LOCK
LOG = "server.log"

_LOCK_SECONDS = 2
"""Long enough for a server that is just closing, short enough to say soon that one is running."""


@contextmanager
def data_folder(folder: Path) -> Iterator[Path]:
    """The data folder, made if need be, for this process alone.

    A move to it that was cut off after its copy was complete is ended first. Raises DataFolderError,
    DataFolderBusyError, UnfinishedMoveError, MovedAwayError; the lock of a process that was killed does not hold.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = filelock.FileLock(folder / LOCK, timeout=_LOCK_SECONDS)
        lock.acquire()
    except filelock.Timeout as exc:
        raise DataFolderBusyError(folder=str(folder)) from exc
    except OSError as exc:
        raise DataFolderError(folder=str(folder), reason=str(exc.strerror or exc)) from exc
    try:
        moving.finish(folder)
        yield folder
    finally:
        lock.release()


def open_database(folder: Path) -> SqliteDatabase:
    """The database of a data folder, checked and migrated. Raises DatabaseDamagedError, SchemaTooNewError."""
    file = folder / DATABASE
    sqlite.verify_file(file)
    migrations.migrate(file)
    opened = SqliteDatabase(file=file)
    opened.keep_reserve()
    return opened


def bind() -> socket.socket:
    """A loopback socket on a free port."""
    # IPPROTO_TCP by name: with protocol 0 asyncio does not set TCP_NODELAY, and each answer waits 40 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    return bound


def serve(app: App, bound: socket.socket, *, hub: EventHub, handshake: Handshake) -> None:
    """Serve until asked to stop or until the parent is gone, telling it the handshake once calls are taken."""
    server = HomeServer(app, hub=hub, started=lambda: _begin(handshake))
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    server.run(sockets=[bound])


def announce(line: Handshake | HandshakeFailure) -> None:
    """One line of ASCII JSON on stdout: pipes on Windows are not UTF-8."""
    print(json.dumps(line.model_dump(), ensure_ascii=True), flush=True)  # noqa: T201 - stdout is the handshake's wire


def announced_failure(error: CleanRackError) -> HandshakeFailure:
    """The handshake of a server that cannot start."""
    details = {name: str(value) for name, value in error.details.items()}
    return HandshakeFailure(slug=error.slug, message=str(error), details=details)


def log_to(folder: Path) -> None:
    """Keep a log in the data folder, readable by its owner alone, in two files of 2 MB at most."""
    from logging.handlers import RotatingFileHandler

    class OwnersFile(RotatingFileHandler):
        def _open(self) -> TextIOWrapper:
            file.touch(mode=0o600)
            file.chmod(0o600)
            return super()._open()

    file = folder / LOG
    handler = OwnersFile(file, maxBytes=2_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would write down addresses that carry their own right


def _begin(handshake: Handshake) -> None:
    announce(handshake)
    gc.freeze()  # what was imported stays, and need not be looked through
    gc.enable()


def _end_with_parent(server: HomeServer) -> None:
    if sys.stdin is None or sys.stdin.isatty():
        return  # started by hand
    while os.read(sys.stdin.fileno(), 4096):
        pass
    server.should_exit = True
