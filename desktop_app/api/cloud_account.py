"""The cloud account as the bundled server tells it to the window and the command line."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

MAX_KEPT_ALONG = 5000


class SyncState(StrEnum):
    """Where this computer stands with the cloud."""

    TRIAL = "trial"
    """Nobody is signed in: the trial account of this computer."""
    SYNCED = "synced"
    """The cloud has acknowledged everything, and everything of the cloud is here."""
    SYNCING = "syncing"
    PENDING = "pending"
    """Something waits to be told; it will be, by itself."""
    OFFLINE = "offline"
    PAUSED = "paused"
    SIGNED_OUT = "signed-out"
    """The session has ended: work goes on, sign in again to sync."""
    FROZEN = "frozen"
    """This computer may not spend until it was recovered online."""
    FORGOTTEN = "forgotten"
    """The account has removed this computer."""


class CloudAccountView(BaseModel):
    """GET /api/account."""

    state: SyncState
    account_id: str | None = None
    email: str | None = None
    server: str | None = None
    device: str | None = None
    """Id of this computer."""
    pending_events: int = 0
    pending_blobs: int = 0
    """Finished pictures the cloud has not verified yet."""
    pending_bytes: int = 0
    refused_events: int = 0
    """What this computer told and the cloud did not take."""
    last_synced_at: datetime | None = None
    trouble: str | None = None
    """Slug of the error that the last try met; its sentence stands under the same word everywhere."""
    trouble_details: dict[str, str] = {}
    frozen_reason: str | None = None
    session_only: bool = False
    """No keyring on this computer: the sign-in ends with the program."""
    kept_along: int = 0
    """Quota that stays on this computer for work without network."""
    clock_off_seconds: int = 0
    """How far this computer's clock is from the cloud's, where it is more than five minutes."""
    trial_tasks: int = 0
    """Ended tasks of the trial account that can be taken into the account."""
    others: list[str] = []
    """E-mails of further accounts whose work is on this computer."""


class SignInHere(BaseModel):
    """POST /api/account/sign-in."""

    model_config = ConfigDict(extra="forbid")

    server: str = Field(min_length=1, max_length=300)
    email: str = Field(min_length=3, max_length=254)
    password: str = Field(repr=False, min_length=1, max_length=200)
    device_name: str = Field(default="", max_length=80)
    """Empty takes the computer's own name."""
    sign_up: bool = False
    """Make the account first."""


class SignOutHere(BaseModel):
    """POST /api/account/sign-out."""

    model_config = ConfigDict(extra="forbid")

    forget: bool = False
    """Also take this computer off the account's list, with nothing left on it to spend."""


class KeepAlong(BaseModel):
    """POST /api/account/allowance: how much quota shall stay on this computer for work without network."""

    model_config = ConfigDict(extra="forbid")

    amount: int = Field(ge=0, le=MAX_KEPT_ALONG)


class RedeemHere(BaseModel):
    """POST /api/account/redeem."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=64)


class DeleteHere(BaseModel):
    """POST /api/account/delete: the account, everywhere, for good."""

    model_config = ConfigDict(extra="forbid")

    password: str = Field(repr=False, min_length=1, max_length=200)


class HistoryTaken(BaseModel):
    """POST /api/account/take-trial."""

    tasks: int
    pictures: int
