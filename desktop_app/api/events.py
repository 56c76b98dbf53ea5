"""What GET /api/events sends: hints of what has changed; the truth stays behind the other calls."""

from typing import Literal

from pydantic import BaseModel

from desktop_app.api.quota import QuotaView
from desktop_app.api.tasks import ItemStatus, Stage


class ItemEvent(BaseModel):
    """An item moved on."""

    type: Literal["item"] = "item"
    task_id: str
    index: int
    attempt: int
    status: ItemStatus
    stage: Stage
    progress: float


class TaskEvent(BaseModel):
    """A task's status or counters moved."""

    type: Literal["task"] = "task"
    task_id: str
    status: str
    batch_total: int
    batch_success: int
    batch_failed: int
    seconds_left: float | None


class QuotaEvent(BaseModel):
    """The balance moved."""

    type: Literal["quota"] = "quota"
    quota: QuotaView


class AccountEvent(BaseModel):
    """Who is signed in, or where sync stands, has changed: ask GET /api/account."""

    type: Literal["account"] = "account"


class ResyncEvent(BaseModel):
    """Events were missed (the server restarted, or the listener was away too long): ask for the state again."""

    type: Literal["resync"] = "resync"


Event = ItemEvent | TaskEvent | QuotaEvent | AccountEvent | ResyncEvent
