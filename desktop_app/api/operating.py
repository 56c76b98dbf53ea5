"""What those who run a cloud are told about it."""

from datetime import datetime

from pydantic import BaseModel


class CloudCheck(BaseModel):
    """How one thing was found."""

    name: str
    """`database`, `ledger` or `storage`."""
    findings: list[str] = []
    """What is wrong."""


class CloudAccount(BaseModel):
    """One account."""

    email: str
    created_at: datetime
    balance: int
    """Quota that can be spent, wherever it is."""
    computers: int
    """That are signed in or were, and were not removed."""
