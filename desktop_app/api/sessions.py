"""Signing in to the cloud: accounts, sessions and their tokens."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from desktop_app.api.allowances import VerifyingKey
from desktop_app.api.devices import DeviceView, NewDevice
from desktop_app.api.quota import QuotaView

MIN_PASSWORD = 10
"""Characters; NIST SP 800-63B asks for 8 at least and no rules about their kind."""

EMAIL = r"^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,}$"


class SignIn(BaseModel):
    """POST /api/sessions. `device_id` where this computer has been signed in to the account before."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(max_length=254, pattern=EMAIL)
    password: str = Field(repr=False, max_length=200)
    device: NewDevice
    device_id: str | None = Field(default=None, max_length=32)


class SignUp(BaseModel):
    """POST /api/accounts: a new account, signed in at once."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(max_length=254, pattern=EMAIL)
    password: str = Field(repr=False, min_length=MIN_PASSWORD, max_length=200)
    device: NewDevice


class AccountView(BaseModel):
    """GET /api/accounts/me."""

    id: str
    email: str
    created_at: datetime


class TokenPair(BaseModel):
    """POST /api/sessions/refresh: both tokens are new; the old refresh token ends once one of these was used."""

    access_token: str
    expires_in: int
    """Seconds the access token lives."""
    refresh_token: str


class SessionView(TokenPair):
    """A sign-in."""

    account: AccountView
    device: DeviceView
    keys: list[VerifyingKey]
    """What allowance tokens are verified with."""


class Refresh(BaseModel):
    """POST /api/sessions/refresh."""

    model_config = ConfigDict(extra="forbid")

    refresh_token: str = Field(repr=False, max_length=200)


class ChangePassword(BaseModel):
    """POST /api/accounts/me/password; ends all other sessions."""

    model_config = ConfigDict(extra="forbid")

    password: str = Field(repr=False, max_length=200)
    new_password: str = Field(repr=False, min_length=MIN_PASSWORD, max_length=200)


class DeleteAccount(BaseModel):
    """POST /api/accounts/me/delete: for good, with all pictures; the password once more."""

    model_config = ConfigDict(extra="forbid")

    password: str = Field(repr=False, max_length=200)


class Redeem(BaseModel):
    """POST /api/topups/redeem."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=8, max_length=64)


class Redeemed(BaseModel):
    """What a top-up code brought."""

    amount: int
    quota: QuotaView
