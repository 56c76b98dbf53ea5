"""Tokens of a sign-in, and what a refresh token that comes back means. Pure; the rows are in `repository`."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

ACCESS_LIVES = timedelta(minutes=15)
REFRESH_LIVES = timedelta(days=90)
"""How long a sign-in that nobody uses stays good."""

_BYTES = 32


@dataclass(frozen=True)
class Tokens:
    """A pair as the computer gets it; here only their hashes stay."""

    access: str
    refresh: str


def fresh() -> Tokens:
    """A new pair; the beginnings let scanners for leaked secrets know them."""
    return Tokens(access=f"cra_{secrets.token_urlsafe(_BYTES)}", refresh=f"crr_{secrets.token_urlsafe(_BYTES)}")


def digest(token: str) -> str:
    """What is kept of a token: it has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


class Verdict(StrEnum):
    """What to do with a refresh token."""

    ROTATE = "rotate"
    """The current one: answer new tokens."""
    REPEAT = "repeat"
    """The one before, while nothing of the current pair was used: the answer got lost, rotate once more."""
    REUSED = "reused"
    """The one before, after the current pair was used: somebody else has it. The whole sign-in ends."""
    ENDED = "ended"


def judge(row: Any, given: str, now: datetime) -> Verdict:
    """What to do with the refresh token of hash `given`, by its session's row."""
    if row is None or row.revoked_at is not None or row.refreshed_at < now - REFRESH_LIVES:
        return Verdict.ENDED
    if given == row.refresh_hash:
        return Verdict.ROTATE
    if given != row.previous_hash:
        return Verdict.ENDED
    return Verdict.REUSED if row.is_confirmed else Verdict.REPEAT
