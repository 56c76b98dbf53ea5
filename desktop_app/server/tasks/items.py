"""The items of a task and how they move: values and pure functions, no database.

    pending ──▶ success ──▶ (refunded)
       │  ▲
       │  └── retry: attempt + 1 ── failed, cancelled
       ├────▶ failed
       └────▶ cancelled

A move names the attempt it belongs to; one that comes late, for an attempt that is over, changes nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from desktop_app.api.pictures import Measures
from desktop_app.api.tasks import ItemStatus, TaskStatus


class Output(BaseModel):
    """A finished picture of an item."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    crc32: int
    size: int
    media_type: str
    file_name: str
    width: int
    height: int
    notes: tuple[str, ...] = ()
    measures: Measures = Measures()
    shop: str = ""
    others: "tuple[Output, ...]" = ()

    @property
    def pictures(self) -> "tuple[Output, ...]":
        """All pictures of the photo, one for each shop."""
        return (self, *self.others)

    def of_shop(self, shop: str) -> "Output | None":
        """The picture for a shop; "" is the first."""
        return next((each for each in self.pictures if shop in ("", each.shop)), None)


class Fault(BaseModel):
    """Why an item failed; the sentence is made when it is shown, in the reader's language."""

    model_config = ConfigDict(frozen=True)

    code: int
    slug: str
    details: dict[str, Any] = {}


class Item(BaseModel):
    """One photo of a task as `batch_items` keeps it."""

    model_config = ConfigDict(frozen=True)

    index: int
    upload_id: str
    file_name: str
    status: ItemStatus = ItemStatus.PENDING
    attempt: int = 1
    output: Output | None = None
    error: Fault | None = None
    refunded: bool = False

    def moved(self, status: ItemStatus, **changes: Any) -> "Item":
        """The same item in another state."""
        return self.model_copy(update={"status": status, **changes})


Items = tuple[Item, ...]


@dataclass(frozen=True)
class Counts:
    """How many items stand where."""

    success: int
    failed: int
    pending: int


def counted(items: Items) -> Counts:
    """The counters of a task; an item refunded on the merchant's report still counts as a success."""
    states = [item.status for item in items]
    return Counts(
        success=states.count(ItemStatus.SUCCESS),
        failed=states.count(ItemStatus.FAILED),
        pending=states.count(ItemStatus.PENDING),
    )


def waits(items: Items, index: int, attempt: int) -> bool:
    """Whether that attempt at that item is still to end."""
    return 0 <= index < len(items) and (items[index].status, items[index].attempt) == (ItemStatus.PENDING, attempt)


def replaced(items: Items, changed: Sequence[Item]) -> Items:
    """The items with some of them changed."""
    by_index = {item.index: item for item in changed}
    return tuple(by_index.get(item.index, item) for item in items)


def cancelled(items: Items) -> list[Item]:
    """What a stop does: every item that has not ended, ended."""
    return [item.moved(ItemStatus.CANCELLED) for item in items if item.status is ItemStatus.PENDING]


def retried(items: Items, indexes: Collection[int] | None) -> list[Item]:
    """What a retry does: failed and cancelled items (all, or those named) begin their next attempt."""
    again = (ItemStatus.FAILED, ItemStatus.CANCELLED)
    wanted = (item for item in items if indexes is None or item.index in indexes)
    return [
        item.moved(ItemStatus.PENDING, attempt=item.attempt + 1, error=None) for item in wanted if item.status in again
    ]


def status_after(items: Items, status: TaskStatus) -> TaskStatus:
    """Where a task stands once an item has ended."""
    counts = counted(items)
    if counts.pending or status is TaskStatus.CANCELLED:
        return status
    return TaskStatus.COMPLETED if counts.success else TaskStatus.FAILED
