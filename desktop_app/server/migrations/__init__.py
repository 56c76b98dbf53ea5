"""Bring a computer's database to the schema this version knows, with a copy made first; `postgres`: the cloud's."""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from desktop_app.core.errors import SchemaTooNewError
from desktop_app.server.database import sqlite

BACKUPS = "backups"
SINGLE_IMAGE_ERA = "0001"


def migrate(file: Path) -> Path | None:
    """Migrate the database file to the newest revision; answer the copy made before, or None if nothing was to do.

    Raises SchemaTooNewError where a newer application wrote the file, and leaves it untouched.
    """
    engine = sqlite.migration_engine(file)
    try:
        found = _revision(engine)
        if not is_behind(found):
            return None
        copy = _copy_before(file, found) if found else None
        upgrade(engine, "head")
        return copy
    finally:
        engine.dispose()


def is_behind(found: str | None) -> bool:
    """Whether a database of that revision wants migrating. Raises SchemaTooNewError for one we do not know."""
    scripts = ScriptDirectory.from_config(config())
    newest = scripts.get_current_head()
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise SchemaTooNewError(found=found, known=newest)
    return found != newest


def upgrade(engine: sa.Engine, revision: str) -> None:
    """Run the migrations up to `revision` in one transaction."""
    with engine.begin() as connection:
        command.upgrade(config(connection), revision)


def config(connection: sa.Connection | None = None) -> Config:
    """Alembic's settings: our revisions, run on that connection, in the transaction of whoever asks."""
    made = Config()
    made.attributes["connection"] = connection
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    return made


def _revision(engine: sa.Engine) -> str | None:
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        found = context.get_current_revision()
        if found is None and sa.inspect(connection).has_table("tasks"):
            command.stamp(config(connection), SINGLE_IMAGE_ERA)  # files from before migrations were recorded
            found = SINGLE_IMAGE_ERA
        return found


def _copy_before(file: Path, revision: str) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = file.parent / BACKUPS / f"{file.stem}-{revision}-{moment}.db"
    sqlite.back_up(file, copy)
    return copy
