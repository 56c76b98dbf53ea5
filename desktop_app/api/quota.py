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
    MOVE = "move"
    """The cloud moves quota to a computer."""
    RETURN = "return"
    """A computer gives quota back."""
    SETTLE = "settle"
    """At a recovery: what a computer had used or refunded and the cloud had not heard of."""
    FORFEIT = "forfeit"
    """Lost with a computer that was forgotten."""


INTERNAL = frozenset({EntryKind.MOVE, EntryKind.RETURN})
"""Movements between places of one account; a statement does not show them."""


class QuotaView(BaseModel):
    """GET /api/quota; all numbers whole quota."""

    balance: int
    """What has been bought and neither used nor held, wherever it is."""
    held: int
    """Taken for items that have not ended."""
    used: int
    spendable: int
    """What a task made here can take now: with the cloud in reach also what lies there."""
    on_this_computer: int
    """The part of the balance that this computer can spend without asking the cloud."""
    in_cloud: int = 0
    on_others: int
    is_trial: bool
    as_of: datetime | None = None
    """When the cloud told its part; None without a cloud account."""


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
