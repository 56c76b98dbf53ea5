"""Deleting an account for good.

Everything that tells who somebody is or what they did goes: e-mail and password, sign-ins, computers, events, tasks,
photos, finished pictures. What stays are the ledger's entries, which nobody can delete: amounts and kinds under the
account's number, and the words a merchant wrote when reporting a picture as bad. The number stays with them, so that
the ledger adds up; nothing says any more whose it was.
"""

import logging

import sqlalchemy as sa
from anyio.to_thread import run_sync

from desktop_app.api.tasks import OPEN
from desktop_app.core import ids
from desktop_app.core.errors import StateConflictError
from desktop_app.server.accounts.service import Account
from desktop_app.server.cloud_tables import allowances, blobs, credentials, devices, events, sessions
from desktop_app.server.database import Database
from desktop_app.server.storage.s3 import S3Storage
from desktop_app.server.tables import accounts, assets, idempotency_keys, tasks, uploads
from desktop_app.server.tasks.service import Keyed, TaskService

log = logging.getLogger(__name__)

_OWNED = (
    (credentials, credentials.c.account_id),  # first: events may only go when nobody holds the account
    (sessions, sessions.c.account_id),
    (allowances, allowances.c.account_id),
    (events, events.c.account_id),
    (blobs, blobs.c.account_id),
    (assets, assets.c.user_id),
    (tasks, tasks.c.user_id),
    (uploads, uploads.c.user_id),
    (idempotency_keys, idempotency_keys.c.user_id),
    (devices, devices.c.account_id),
)
"""Tables whose rows go, and whose they are; in the order that foreign keys want."""


class AccountDeletion:
    """Deletes accounts."""

    def __init__(self, *, database: Database, storage: S3Storage, tasks: TaskService) -> None:
        self._database = database
        self._storage = storage
        self._tasks = tasks

    async def delete(self, account: Account) -> None:
        """Delete an account; when this returns it is gone. Raises BusyError; asking again is right then."""
        await run_sync(self._delete, account)

    def _delete(self, account: Account) -> None:
        self._stop_work(account)
        self._storage.remove_all(account.id)
        with self._database.write(account.id) as connection:
            for table, owner in _OWNED:
                connection.execute(table.delete().where(owner == account.id))
        self._storage.remove_all(account.id)  # what somebody sent while the rows were still there
        log.info("an account was deleted")

    def _stop_work(self, account: Account) -> None:
        """Cancel what is not over: the quota it holds comes back, and the ledger has no loose ends."""
        here = sa.and_(tasks.c.user_id == account.id, tasks.c.device.is_(None))
        unfinished = sa.select(tasks.c.id).where(here, tasks.c.status.in_([status.value for status in OPEN]))
        with self._database.read(account.id) as connection:
            found = list(connection.scalars(unfinished))
        for task_id in found:
            try:
                self._tasks.cancel(Keyed(account=account, key=f"deletion {ids.new()}"), task_id)
            except StateConflictError:
                continue  # it ended meanwhile


def deleted(connection: sa.Connection) -> set[str]:
    """Numbers of accounts that were deleted, for the check of the ledger: their tasks are gone."""
    query = sa.select(accounts.c.id).where(accounts.c.id.not_in(sa.select(credentials.c.account_id)))
    return set(connection.scalars(query))
