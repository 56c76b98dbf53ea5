"""A computer that goes on under a new id: what it had under the old one is over here, and is settled in the cloud.

Every function works inside the caller's unit of work, and tells nothing: the cloud does the same by itself, from the
anchor and from what it had heard.
"""

import sqlalchemy as sa

from desktop_app.api.tasks import OPEN, TaskStatus
from desktop_app.core import clock
from desktop_app.core.errors import FrozenError
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.tables import outbox, tasks
from desktop_app.server.tasks import items as moves
from desktop_app.server.tasks import repository
from desktop_app.server.tasks.items import Fault, Item
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.sync import links
from desktop_app.sync.hearing import forget_heard
from desktop_app.sync.links import Link


def begin_anew(connection: sa.Connection, link: Link, device_id: str) -> None:
    """Stop what is at work, empty the books, and begin a chain under the new id.

    Tasks made here so far are another computer's from now on: their quota stands under the old id in the cloud.
    """
    silent = Ledger(clock=clock.now)
    for task_id in _open_tasks(connection, link.account_id):
        _stop(connection, silent, repository.get(connection, task_id, owner=link.account_id), link.reason)
    available = books.balance(connection, link.account_id).available
    if available:
        silent.give_back(connection, link.account_id, available)
    forget_heard(connection, link.account_id)
    hand_over_tasks(connection, link)
    connection.execute(outbox.delete().where(outbox.c.account_id == link.account_id))
    links.update(connection, link.account_id, device_id=device_id, **links.AFRESH)


def hand_over_tasks(connection: sa.Connection, link: Link) -> None:
    """What was made here was made by the computer of the old id."""
    mine = sa.and_(tasks.c.user_id == link.account_id, tasks.c.device.is_(None))
    connection.execute(tasks.update().where(mine).values(device=link.device_id))


def has_open_tasks(connection: sa.Connection, account_id: str) -> bool:
    """Whether anything of the account is at work or paused here."""
    return bool(_open_tasks(connection, account_id))


def _open_tasks(connection: sa.Connection, account_id: str) -> list[str]:
    status = tasks.c.status.in_([each.value for each in OPEN])
    query = sa.select(tasks.c.id).where(tasks.c.user_id == account_id, tasks.c.device.is_(None), status)
    return list(connection.scalars(query))


def _stop(connection: sa.Connection, ledger: Ledger, record: TaskRecord, reason: str) -> None:
    fault = Fault(code=FrozenError.code, slug=FrozenError.slug, details={"reason": reason})
    stopped = [_blamed(item, fault) for item in moves.cancelled(record.items)]
    ledger.void(connection, record.owner, [HoldKey(record.id, item.index, item.attempt) for item in stopped])
    now = clock.now()
    repository.update(
        connection,
        record.id,
        at=now,
        items=moves.replaced(record.items, stopped),
        status=TaskStatus.CANCELLED.value,
        completed_at=now,
        pause_reason=sa.null(),
    )


def _blamed(item: Item, fault: Fault) -> Item:
    return item.moved(item.status, error=fault)
