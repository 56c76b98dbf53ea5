"""What the cloud lets go of: pictures deleted for good, and such as were announced and never came."""

from datetime import datetime, timedelta
from typing import Protocol

import sqlalchemy as sa

from desktop_app.core.clock import Clock
from desktop_app.server.cloud_tables import blobs
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.library import repository as library
from desktop_app.server.library.service import DELETED_KEPT
from desktop_app.server.tables import assets, uploads

UNNAMED_KEPT = timedelta(days=30)
"""A picture may be here before the event that names it, from a computer that was cut off in between."""


class Bin(Protocol):
    """What a storage removes."""

    def remove(self, owner: str, sha256: str) -> None:
        """Drop a blob. Raises BusyError."""
        ...


def tidy(database: Database, storage: Bin, clock: Clock) -> int:
    """Remove what nobody names any more; answers how many pictures. Raises BusyError where the storage does not answer.

    Any number of processes may do so at any time, and what is cut short goes on with the next time.
    """
    with database.write(ENGINE) as connection:
        library.purge(connection, clock() - DELETED_KEPT)
    with database.read(ENGINE) as connection:
        found = connection.execute(_unnamed(clock() - UNNAMED_KEPT)).all()
    return sum(_let_go(database, storage, row.account_id, row.sha256, clock() - UNNAMED_KEPT) for row in found)


def _let_go(database: Database, storage: Bin, account_id: str, sha256: str, before: datetime) -> bool:
    """The storage is asked inside the unit of work: until it is done, nobody may hear that the picture is there."""
    with database.write(account_id) as connection:
        still = _unnamed(before).where(blobs.c.account_id == account_id, blobs.c.sha256 == sha256)
        if connection.execute(still).one_or_none() is None:
            return False
        mine = sa.and_(blobs.c.account_id == account_id, blobs.c.sha256 == sha256)
        connection.execute(blobs.delete().where(mine))
        storage.remove(account_id, sha256)
    return True


def _unnamed(before: datetime) -> "sa.Select[tuple[str, str]]":
    named = [
        sa.exists().where(table.c.user_id == blobs.c.account_id, table.c.sha256 == blobs.c.sha256)
        for table in (assets, uploads)
    ]
    query = sa.select(blobs.c.account_id, blobs.c.sha256).where(blobs.c.created_at < before)
    return query.where(*(sa.not_(each) for each in named)).order_by(blobs.c.account_id, blobs.c.sha256)
