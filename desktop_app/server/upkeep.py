"""What a crash or a long life leaves behind: parts nobody writes, blobs nobody names, uploads nobody used."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from desktop_app.core.clock import Clock
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.library import repository as library
from desktop_app.server.library.service import DELETED_KEPT
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.tables import assets, tasks, uploads
from desktop_app.server.uploads import repository as upload_rows

log = logging.getLogger(__name__)

UNUSED_UPLOADS_KEPT = timedelta(days=7)


def sweep(database: Database, storage: FileStorage, clock: Clock, *, thumbnails: Path) -> None:
    """Tidy the data folder; only while nobody else works in it."""
    for part in storage.parts():
        storage.discard(part)
    with database.write(ENGINE) as connection:
        library.purge(connection, clock() - DELETED_KEPT)
        for row in upload_rows.older_than(connection, clock() - UNUSED_UPLOADS_KEPT):
            if not upload_rows.is_in_use(connection, row.user_id, row.id):
                upload_rows.delete(connection, row.id)
        named = _named(connection)
    for sha256 in list(storage.kept()):
        if sha256 not in named:
            log.info("swept blob %s", sha256)
            storage.remove(ENGINE, sha256)
    for made in thumbnails.glob("*"):
        if made.suffix == ".part" or made.name.split("-")[0] not in named:
            made.unlink()


def missing_pictures(connection: sa.Connection, storage: FileStorage) -> list[str]:
    """Pictures of this computer that a row names and the folder does not have; others' are fetched when asked for."""
    elsewhere = sa.select(tasks.c.id).where(tasks.c.device.is_not(None))
    fetched = set(connection.scalars(sa.select(assets.c.sha256).where(assets.c.task_id.in_(elsewhere))))
    gone = _named(connection) - set(storage.kept())
    return [f"missing: {sha256}" for sha256 in sorted(gone - fetched)]


def _named(connection: sa.Connection) -> set[str]:
    """Hashes that uploads and the library name; a task's finished pictures are in the library."""
    queries: tuple[Any, ...] = (sa.select(uploads.c.sha256), sa.select(assets.c.sha256))
    return {sha256 for query in queries for sha256 in connection.scalars(query)}
