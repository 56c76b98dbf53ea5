"""Tasks and their items: what a merchant submits and watches."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from desktop_app.api.pictures import Measures


class TaskStatus(StrEnum):
    """Where a task stands."""

    PENDING = "pending"
    PROCESSING = "processing"
    PAUSED = "paused"
    COMPLETED = "completed"
    """Every item has ended and at least one succeeded."""
    FAILED = "failed"
    """Every item has ended and none succeeded."""
    CANCELLED = "cancelled"


LIVE = frozenset({TaskStatus.PENDING, TaskStatus.PROCESSING})
"""Tasks that an engine carries on by itself."""

OPEN = LIVE | {TaskStatus.PAUSED}
"""Tasks that still hold quota."""


class ItemStatus(StrEnum):
    """Where one photo of a task stands."""

    PENDING = "pending"
    PROCESSING = "processing"
    SUCCESS = "success"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """Where a task is carried out."""

    LOCAL = "local"
    CLOUD = "cloud"


class Stage(StrEnum):
    """What is being done to a photo, told with its progress."""

    QUEUED = "queued"
    WORKING = "working"
    SAVING = "saving"


class ItemError(BaseModel):
    """Why a photo failed."""

    code: int
    slug: str
    message: str
    """In the caller's language."""
    details: dict[str, Any] = {}


class ItemView(BaseModel):
    """One photo of a task."""

    index: int
    upload_id: str
    file_name: str
    status: ItemStatus
    attempt: int
    """1, and one more for each retry."""
    progress: float
    """0 to 1, never runs back within an attempt."""
    error: ItemError | None = None
    output: "OutputView | None" = None
    refunded: bool = False
    """Quota of this finished picture was given back on the merchant's report."""


class OutputView(BaseModel):
    """A finished picture."""

    sha256: str
    size: int
    """Bytes."""
    media_type: str
    file_name: str
    width: int
    height: int
    notes: list[str] = []
    """What was done beyond or short of what was asked, as stable words."""
    measures: Measures = Measures()
    shop: str = ""
    """Id of the marketplace it was made for, where it was made for one."""
    others: "list[OutputView]" = []
    """Pictures of the same photo for further shops."""

    @property
    def pictures(self) -> "tuple[OutputView, ...]":
        """All pictures of the photo, one for each shop."""
        return (self, *self.others)

    @property
    def colour_shift(self) -> float | None:
        """Mean CIEDE2000 of the garment, of the picture where it is largest; None where it was not measured."""
        shifts = (picture.measures.delta_e for picture in self.pictures)
        return max((shift for shift in shifts if shift is not None), default=None)


class Receipt(BaseModel):
    """Quota of one task: charged = used + returned + held."""

    charged: int
    """Taken at submit and at each retry, in sum."""
    used: int
    """Kept for pictures that succeeded."""
    returned: int
    """Given back: failed, stopped or refunded."""
    held: int
    """Waiting for items that have not ended."""


class PauseReason(BaseModel):
    """Why the server itself paused a task."""

    code: int
    slug: str
    message: str
    details: dict[str, Any] = {}


class Sending(BaseModel):
    """Photos of a task on their way to the cloud that is to carry it out."""

    sent: int
    total: int


class TaskSummary(BaseModel):
    """A task as the list shows it."""

    id: str
    feature_id: str
    type: str
    """`single` or `batch`, and whatever words the single-image era wrote."""
    status: str
    is_batch: bool
    batch_total: int
    batch_success: int
    batch_failed: int
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None = None
    refunded: bool = False
    pause_reason: PauseReason | None = None
    seconds_left: float | None = None
    """Told once at least three items of this run have ended."""
    device: str | None = None
    """Id of the computer that carries it out, or "cloud"; None: this one."""
    sending: Sending | None = None
    """Told while the cloud does not have it yet. What it refused is `paused` with the reason; `resume` asks again."""


class TaskView(TaskSummary):
    """GET /api/tasks/{id}."""

    input_data: dict[str, Any]
    batch_items: list[ItemView]
    receipt: Receipt


class TaskPage(BaseModel):
    """GET /api/tasks: newest first."""

    tasks: list[TaskSummary]
    next_cursor: str | None = None


class CreateTask(BaseModel):
    """POST /api/tasks and POST /api/tasks/batch."""

    model_config = ConfigDict(extra="forbid")

    feature_id: str = Field(max_length=64)
    input_images: list[str] = Field(min_length=1)
    """Ids of uploads of the same account; the number is bounded by the feature's policy."""
    input_data: dict[str, Any] = {}
    """Parameters by the feature's schema."""
    where: Place = Place.LOCAL
    task_id: str | None = Field(default=None, pattern="^[0-9a-f]{32}$")
    """The id it is to have, where whoever asks knows it already; else a fresh one."""


class TaskCreated(BaseModel):
    """What a submit answers."""

    task_id: str
    batch_total: int
    quota_cost: int
    created_at: datetime


class RefundItems(BaseModel):
    """POST /api/tasks/{id}/refund: finished pictures that the merchant reports as bad."""

    model_config = ConfigDict(extra="forbid")

    items: list[int] = Field(min_length=1, max_length=50)
    """Indexes of items."""
    reason: str = Field(min_length=1, max_length=500)


class RetryItems(BaseModel):
    """POST /api/tasks/{id}/retry-failed; without items: every failed one."""

    model_config = ConfigDict(extra="forbid")

    items: list[int] | None = Field(default=None, max_length=50)
