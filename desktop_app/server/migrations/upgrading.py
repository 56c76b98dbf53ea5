"""Our revisions, carried out by Alembic."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from desktop_app.core.errors import SchemaTooNewError
from desktop_app.server.migrations import NEWEST, SINGLE_IMAGE_ERA


def require_known(found: str | None) -> None:
    """Raise SchemaTooNewError for a revision that this version has never heard of."""
    scripts = ScriptDirectory.from_config(_config())
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise SchemaTooNewError(found=found, known=NEWEST)


def upgrade(engine: sa.Engine, revision: str = NEWEST) -> None:
    """Run the migrations up to `revision` in one transaction."""
    with engine.begin() as connection:
        upgrade_in(connection, revision)


def upgrade_in(connection: sa.Connection, revision: str = NEWEST) -> None:
    """Run the migrations up to `revision` in the transaction of whoever asks."""
    command.upgrade(_config(connection), revision)


def record_late(engine: sa.Engine) -> str | None:
    """The revision of a file in which none was recorded: the first, which is written down, or None without a task."""
    with engine.begin() as connection:
        if not sa.inspect(connection).has_table("tasks"):
            return None
        command.stamp(_config(connection), SINGLE_IMAGE_ERA)
        return SINGLE_IMAGE_ERA


def _config(connection: sa.Connection | None = None) -> Config:
    made = Config()
    made.attributes["connection"] = connection
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    return made
