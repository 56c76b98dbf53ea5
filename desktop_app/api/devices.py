"""Computers that are signed in to a cloud account."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from desktop_app.api.allowances import Anchor


class DeviceState(StrEnum):
    """Whether the cloud takes what a computer tells."""

    OK = "ok"
    QUARANTINED = "quarantined"
    """It told two different stories under one number: a copy of its data is at work somewhere."""
    CLOSED = "closed"
    """Forgotten, or recovered under a new id."""


class NewDevice(BaseModel):
    """A computer as it introduces itself."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=80)
    platform: str = Field(default="", max_length=40)


class RenameDevice(BaseModel):
    """PATCH /api/devices/{id}."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=80)


class DeviceView(BaseModel):
    """One computer of an account."""

    id: str
    name: str
    platform: str
    state: DeviceState
    created_at: datetime
    last_seen_at: datetime
    available: int = 0
    """Quota moved to it and not used yet, as far as the cloud has heard."""
    held: int = 0
    late_events: int = 0
    """What it told after it was forgotten; refused."""
    is_this: bool = False
    """The computer that asks."""


class Recover(BaseModel):
    """POST /api/devices/{id}/recover: the anchor of the computer, None where it has lost that too."""

    model_config = ConfigDict(extra="forbid")

    claim: str = Field(min_length=32, max_length=32, pattern="^[0-9a-f]+$")
    """Made and stored by the asking computer before it asks; the new id is derived from it and the old one, so asking
    again finds the same. An id that is closed already under another claim gives a new computer and settles nothing."""
    anchor: Anchor | None = None


class Recovered(BaseModel):
    """What a recovery did; asked again it answers the same."""

    device: DeviceView
    """Who the computer is from now on."""
    settled: int
    """Quota of pictures that were delivered and never told to the cloud."""
    returned: int
    """Back in the pool."""
    forfeited: int
    """Lost, because there was no anchor to say what had been used."""
