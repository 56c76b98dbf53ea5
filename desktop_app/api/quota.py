"""Balance and statement."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel


class EntryKind(StrEnum):
    """What a ledger entry does."""

    GRANT = "grant"
    """Quota given or bought."""
    HOLD = "hold"
    """Taken for an item that has not ended."""
    POST = "post"
    """The item succeeded: the hold is used."""
    VOID = "void"
    """The item failed or was stopped: the hold is returned."""
    REFUND = "refund"
    """A used hold is given back on the merchant's report."""


class QuotaView(BaseModel):
    """GET /api/quota; all numbers whole quota."""

    balance: int
    """What can be spent now: bought minus used minus held."""
    held: int
    """Taken for items that have not ended."""
    used: int
    on_this_computer: int
    """The part of the balance that this computer can spend without asking the cloud."""
    on_others: int
    is_trial: bool


class EntryView(BaseModel):
    """One line of the statement."""

    id: str
    kind: EntryKind
    amount: int
    """Always positive; `kind` tells the direction."""
    task_id: str | None
    item: int | None
    attempt: int | None
    created_at: datetime


class EntryPage(BaseModel):
    """GET /api/quota/entries: newest first."""

    entries: list[EntryView]
    next_cursor: str | None = None
