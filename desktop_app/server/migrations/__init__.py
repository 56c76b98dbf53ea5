"""Bring a computer's database to the schema this version knows, with a copy made first; `postgres`: the cloud's.

Most starts find nothing to do, and then Alembic is not even imported: `upgrading` is what needs it.
"""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from desktop_app.server.database import sqlite

NEWEST = "0008"
"""The revision this version knows; the newest file in `versions`."""
BACKUPS = "backups"
SINGLE_IMAGE_ERA = "0001"


def migrate(file: Path) -> Path | None:
    """Migrate the database file to the newest revision; answer the copy made before, or None if nothing was to do.

    Raises SchemaTooNewError where a newer application wrote the file, and leaves it untouched.
    """
    engine = sqlite.migration_engine(file)
    try:
        with engine.begin() as connection:
            found = revision(connection)
        return _bring_up(engine, file, found) if is_behind(found) else None
    finally:
        engine.dispose()


def revision(connection: sa.Connection) -> str | None:
    """The revision a database is at; None where no migration was recorded."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def is_behind(found: str | None) -> bool:
    """Whether a database of that revision wants migrating. Raises SchemaTooNewError for one we do not know."""
    if found == NEWEST:
        return False
    from desktop_app.server.migrations import upgrading

    upgrading.require_known(found)
    return True


def _bring_up(engine: sa.Engine, file: Path, found: str | None) -> Path | None:
    from desktop_app.server.migrations import upgrading

    if found is None:
        found = upgrading.record_late(engine)
    copy = _copy_before(file, found) if found else None
    upgrading.upgrade(engine)
    return copy


def _copy_before(file: Path, found: str) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = file.parent / BACKUPS / f"{file.stem}-{found}-{moment}.db"
    sqlite.back_up(file, copy)
    return copy
