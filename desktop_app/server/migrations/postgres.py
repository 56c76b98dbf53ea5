"""Bring the cloud's database to the schema this version knows. Its copies are the operator's to make, before."""

import sqlalchemy as sa

from desktop_app.core.errors import BusyError, DatabaseAwayError, SchemaBehindError, SchemaTooNewError
from desktop_app.server import migrations
from desktop_app.server.database import ENGINE, Database, postgres

_LOCK = 0x636C65616E  # any number nobody else takes; ours spells "clean"


def migrate(url: str) -> bool:
    """Migrate to the newest revision, as the login of `url`; answer whether there was anything to do.

    Of several processes that start at once one migrates and the others wait for it. Raises SchemaTooNewError where a
    newer application was here, and BusyError where no database answers; either way nothing has changed.
    """
    engine = postgres.migration_engine(url)
    try:
        with postgres.answering(), engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            if not migrations.is_behind(migrations.revision(connection)):
                return False
            from desktop_app.server.migrations import upgrading

            connection.execute(sa.select(sa.func.set_config("app.account", ENGINE, True)))
            upgrading.upgrade_in(connection)
            return True
    finally:
        engine.dispose()


def require_current(database: Database) -> None:
    """Raise SchemaBehindError where nobody has migrated, SchemaTooNewError, DatabaseAwayError where none answers."""
    try:
        with database.read(ENGINE) as connection:
            found = migrations.revision(connection)
    except BusyError as exc:
        raise DatabaseAwayError from exc
    if migrations.is_behind(found):
        raise SchemaBehindError(found=found or "-")


def is_current(database: Database) -> bool:
    """Whether this version knows the schema; a process that ran while somebody migrated does not any more.

    Raises DatabaseAwayError.
    """
    try:
        require_current(database)
    except (SchemaBehindError, SchemaTooNewError):
        return False
    return True
