"""The cloud's epoch, raised by its operator after a restore from a backup: computers tell again what was lost then."""

import sqlalchemy as sa

from desktop_app.server.cloud_tables import cloud_state, devices
from desktop_app.server.database import ENGINE, Database


def current(connection: sa.Connection) -> int:
    """The epoch of now."""
    return int(connection.scalar(sa.select(cloud_state.c.epoch)) or 0)


def raise_epoch(database: Database) -> int:
    """Begin the next epoch; answer it. Every computer pushes what the cloud no longer has, and pulls all anew.

    Until all computers of an account were heard, or forgotten, its pool gives nothing out.
    """
    with database.write(ENGINE) as connection:
        connection.execute(devices.update().values(is_awaited=True, blocked_at=None))
        raised = cloud_state.update().values(epoch=cloud_state.c.epoch + 1).returning(cloud_state.c.epoch)
        return int(connection.execute(raised).scalar_one())
