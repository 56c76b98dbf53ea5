"""Items of a task as another computer tells them: checked before they become rows here. Pure, no database."""

import re
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from desktop_app.api.sync import TaskMoved
from desktop_app.api.tasks import ItemStatus, TaskStatus
from desktop_app.core import names
from desktop_app.core.errors import InvalidRequestError
from desktop_app.server.tasks.items import Fault, Item, Items, Output

_ITEMS: TypeAdapter[Items] = TypeAdapter(Items)
_ID = re.compile("[!-~]{1,64}")
_SHA256 = re.compile("[0-9a-f]{64}")
_PICTURE = re.compile(r"image/[a-z0-9.+-]{1,20}")


def items_of(told: Sequence[dict[str, Any]]) -> Items:
    """The items, with file names made safe. Raises InvalidRequestError for what cannot be one."""
    try:
        items = _ITEMS.validate_python(told)
    except ValidationError as exc:
        raise InvalidRequestError(reason="items") from exc
    return tuple(_safe(item) for item in items)


def whole(items: Items) -> Items:
    """The items of a whole task: numbered from 0. Raises InvalidRequestError."""
    if [item.index for item in items] != list(range(len(items))):
        raise InvalidRequestError(reason="items")
    return items


def forward(known: Items, told: Items) -> list[Item]:
    """Those told items that stand further than the known ones; one that comes late changes nothing."""
    if any(not 0 <= item.index < len(known) for item in told):
        raise InvalidRequestError(reason="items")
    return [item for item in told if _rank(item) > _rank(known[item.index])]


def state_of(body: TaskMoved) -> dict[str, Any]:
    """Where a task stands, as values of its row; a reason that is None is left out. Raises InvalidRequestError."""
    try:
        status = TaskStatus(body.status)
        reason = Fault.model_validate(body.pause_reason).model_dump() if body.pause_reason is not None else None
    except ValueError as exc:
        raise InvalidRequestError(reason="status") from exc
    values = {"status": status.value, "refunded": body.refunded, "completed_at": body.completed_at}
    return values if reason is None else {**values, "pause_reason": reason}


def _rank(item: Item) -> tuple[int, bool, bool]:
    return (item.attempt, item.status is not ItemStatus.PENDING, item.refunded)


def _safe(item: Item) -> Item:
    # The cloud's own queries read it out of the item: PostgreSQL fails on a NUL in there, for everybody.
    if not _ID.fullmatch(item.upload_id):
        raise InvalidRequestError(reason="items")
    output = _safe_output(item.output) if item.output else None
    return item.model_copy(update={"file_name": names.safe_path(item.file_name), "output": output})


def _safe_output(output: Output) -> Output:
    # A hash becomes a path and a media type a header on every computer that hears of it.
    for picture in output.pictures:
        if not (_SHA256.fullmatch(picture.sha256) and _PICTURE.fullmatch(picture.media_type)):
            raise InvalidRequestError(reason="output")
    others = tuple(_safe_output(other) for other in output.others)
    return output.model_copy(update={"file_name": names.safe_path(output.file_name), "others": others})
