"""What somebody told, carried over to tasks, items and the library: the same in the cloud and on each computer.

Events come in the order of the account (on the way up: of one computer), and again after a restore; items only go
forward, so hearing an event twice changes nothing. Deletions in the library are the exception: there the later one in
the account's order holds, so a computer applies its own too when they come back to it.
"""

from typing import assert_never

import sqlalchemy as sa

from desktop_app.api.sync import AssetsMarked, TaskMade, TaskMoved
from desktop_app.api.tasks import TaskStatus
from desktop_app.core.errors import MadeElsewhereError, NotFoundError
from desktop_app.server.library import repository as library
from desktop_app.server.sync import told
from desktop_app.server.tasks import items as moves
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.items import Item
from desktop_app.server.tasks.repository import TaskRecord
from desktop_app.server.tasks.shelving import shelve

CLOUD = "cloud"
"""What a computer names as the maker of tasks that the cloud carries out."""


def apply(connection: sa.Connection, owner: str, teller: str | None, body: TaskMade | TaskMoved | AssetsMarked) -> None:
    """Carry over what `teller` told: the id of a computer, or None for the cloud itself.

    Raises InvalidRequestError for what makes no sense, NotFoundError, NotYoursError and MadeElsewhereError for what
    the teller has no say in; nothing has changed then.
    """
    match body:
        case TaskMade():
            _made(connection, owner, teller or CLOUD, body)
        case TaskMoved():
            _moved(connection, owner, teller, body)
        case AssetsMarked():
            library.mark_deleted(connection, owner, body.ids, body.deleted_at)
        case _:
            assert_never(body)


def _made(connection: sa.Connection, owner: str, device: str, body: TaskMade) -> None:
    items = told.whole(told.items_of(body.items))
    try:
        known = tasks.get(connection, body.task_id, owner=owner)
    except NotFoundError:
        _insert(connection, owner, device, body, items)
        return
    if known.row.device != device:
        raise MadeElsewhereError


def _insert(connection: sa.Connection, owner: str, device: str, body: TaskMade, items: moves.Items) -> None:
    row = {
        "id": body.task_id,
        "user_id": owner,
        "feature_id": body.feature_id,
        "status": TaskStatus.PENDING.value,
        "type": body.kind,
        "input_data": body.input_data,
        "eligible_for_refund": True,
        "refunded": False,
        "created_at": body.created_at,
        "updated_at": body.created_at,
        "is_batch": body.is_batch,
        "batch_total": len(items),
        "pause_reason": sa.null(),
        "device": device,
    }
    tasks.insert(connection, row, items)
    _shelve(connection, tasks.get(connection, body.task_id, owner=owner), list(items), body)


def _moved(connection: sa.Connection, owner: str, teller: str | None, body: TaskMoved) -> None:
    record = tasks.get(connection, body.task_id, owner=owner, lock=True)
    if teller is not None and record.row.device != teller:
        raise MadeElsewhereError
    changed = told.forward(record.items, told.items_of(body.items))
    items = moves.replaced(record.items, changed) if changed else None
    values = {"pause_reason": sa.null(), **told.state_of(body)}
    tasks.update(connection, record.id, at=body.updated_at, items=items, **values)
    _shelve(connection, record, changed, body)


def _shelve(connection: sa.Connection, record: TaskRecord, changed: list[Item], body: TaskMade | TaskMoved) -> None:
    at = body.created_at if isinstance(body, TaskMade) else body.updated_at
    for item in changed:
        if item.output and not library.is_shelved(connection, record.id, item.index, item.attempt):
            shelve(connection, owner=record.owner, task_id=record.id, item=item, at=at)
