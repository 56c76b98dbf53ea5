"""Bring a database to the schema this version knows, with a copy of it made first."""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from desktop_app.core.errors import SchemaTooNewError
from desktop_app.server import database

BACKUPS = "backups"
SINGLE_IMAGE_ERA = "0001"


def migrate(file: Path) -> Path | None:
    """Migrate the database file to the newest revision; answer the copy made before, or None if nothing was to do.

    Raises SchemaTooNewError where a newer application wrote the file, and leaves it untouched.
    """
    engine = database.migration_engine(file)
    try:
        scripts = ScriptDirectory.from_config(_config())
        found, newest = _revision(engine), scripts.get_current_head()
        if found == newest:
            return None
        if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
            raise SchemaTooNewError(found=found, known=newest)
        copy = _copy_before(file, found) if found else None
        upgrade(engine, "head")
        return copy
    finally:
        engine.dispose()


def upgrade(engine: sa.Engine, revision: str) -> None:
    """Run the migrations up to `revision` in one transaction."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.attributes["connection"] = connection
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def _revision(engine: sa.Engine) -> str | None:
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        found = context.get_current_revision()
        if found is None and sa.inspect(connection).has_table("tasks"):
            command.stamp(_config(connection), SINGLE_IMAGE_ERA)  # files from before migrations were recorded
            found = SINGLE_IMAGE_ERA
        return found


def _copy_before(file: Path, revision: str) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = file.parent / BACKUPS / f"{file.stem}-{revision}-{moment}.db"
    database.back_up(file, copy)
    return copy
