"""What an account's figures say: what a person should know of it now, and what can be done. Pure functions."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import ValidationError

from desktop_app.api.cloud_account import CloudAccountView, SyncState
from desktop_app.api.devices import NewDevice
from desktop_app.api.quota import QuotaView
from desktop_app.api.sessions import SignIn
from desktop_app.api.tasks import Place


class Remark(StrEnum):
    """Something to know beside the state of sync, the most pressing first."""

    FROZEN = "frozen"
    FORGOTTEN = "forgotten"
    SIGNED_OUT = "signed-out"
    REFUSED = "refused"
    """The cloud did not take something that this computer told."""
    CLOCK = "clock"
    SESSION_ONLY = "session-only"
    TRIAL_HISTORY = "trial-history"


WITHOUT_PROOF = frozenset({"no-anchor", "other-device"})
"""Reasons of a freeze where nothing says what was used here: a recovery loses what is left on this computer."""

_STATES = {
    SyncState.FROZEN: Remark.FROZEN,
    SyncState.FORGOTTEN: Remark.FORGOTTEN,
    SyncState.SIGNED_OUT: Remark.SIGNED_OUT,
}
PRESSING = frozenset(_STATES.values())
"""Remarks that come before everything else on the page."""


def remarks(view: CloudAccountView) -> tuple[Remark, ...]:
    """What stands above the page."""
    if view.account_id is None:
        return ()
    told = {
        Remark.REFUSED: view.refused_events > 0 and view.state is not SyncState.FORGOTTEN,
        Remark.CLOCK: view.clock_off_seconds != 0,
        Remark.SESSION_ONLY: view.session_only,
        Remark.TRIAL_HISTORY: view.trial_tasks > 0,
    }
    first = [_STATES[view.state]] if view.state in _STATES else []
    return (*first, *(remark for remark, holds in told.items() if holds))


def can_sign_in(view: CloudAccountView) -> bool:
    """Whether signing in makes sense: nobody is, or not with a session that holds."""
    return view.state in (SyncState.TRIAL, SyncState.SIGNED_OUT, SyncState.FORGOTTEN)


def can_sync(view: CloudAccountView) -> bool:
    """Whether asking for a sync now makes sense."""
    return view.state in (SyncState.SYNCED, SyncState.PENDING, SyncState.OFFLINE)


def can_pause(view: CloudAccountView) -> bool:
    """Whether sync can be paused."""
    return view.state in (SyncState.SYNCED, SyncState.PENDING, SyncState.OFFLINE, SyncState.SYNCING)


@dataclass(frozen=True)
class Rest:
    """The part of a balance that a run cannot take, by where it lies."""

    here: int = 0
    in_cloud: int = 0
    on_others: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.here + self.in_cloud + self.on_others


def spendable(quota: QuotaView, where: Place) -> int:
    """What a run at this place can take."""
    return quota.in_cloud if where is Place.CLOUD else quota.spendable


def rest(quota: QuotaView, where: Place) -> Rest:
    """What it cannot take."""
    if where is Place.CLOUD:
        return Rest(here=quota.on_this_computer, on_others=quota.on_others)
    in_reach = quota.spendable >= quota.on_this_computer + quota.in_cloud
    return Rest(in_cloud=0 if in_reach else quota.in_cloud, on_others=quota.on_others)


def out_of_reach(quota: QuotaView) -> int:
    """The part of the balance that cannot be spent here now."""
    return max(0, quota.balance - quota.spendable)


def cloud_address(text: str) -> str | None:
    """The address of a cloud as it was typed, made whole; None where it is none, or not a safe one.

    Without a scheme it is https; http is for this computer alone, since a password goes there.
    """
    typed = text.strip().rstrip("/")
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or " " in whole or parts.query or parts.fragment or parts.username:
        return None
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_this_computer(host))
    return whole if safe else None


def email_fits(text: str) -> bool:
    """Whether it looks like an e-mail address, by the wire's own rule."""
    try:
        SignIn(email=text.strip(), password="-", device=NewDevice(name="-"))
    except ValidationError:
        return False
    return True


def _is_this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
