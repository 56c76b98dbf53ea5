"""E-mails as they are compared, and passwords as they are kept.

argon2id with the second choice of RFC 9106 §4 (64 MiB, three passes, four lanes), in threads of its own: a hash takes
tens of milliseconds and all that memory, so few are made at once and nobody else waits for them.
"""

import asyncio
import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TypeVar

from argon2 import PasswordHasher, profiles
from argon2.exceptions import VerificationError

from desktop_app.api.sessions import EMAIL
from desktop_app.core.errors import BusyError, InvalidRequestError

T = TypeVar("T")

MAX_EMAIL = 254
"""Characters, RFC 5321."""
WAITING = 64
"""Passwords waiting to be hashed before the next one is told to come again."""


def normal_email(told: str) -> str:
    """An e-mail as it is compared: in one case, with one spelling of each character. Raises InvalidRequestError."""
    email = unicodedata.normalize("NFKC", told.strip()).casefold()
    if len(email) > MAX_EMAIL or not email.isprintable() or not re.match(EMAIL, email):
        raise InvalidRequestError(reason="email", field="email")
    return email


class Passwords:
    """Makes and checks password hashes."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
        self._threads = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="password")
        self._in_hand = 0

    async def hashed(self, password: str) -> str:
        """What is kept of a password. Raises BusyError when too many wait."""
        return await self._apart(self.hash_now, password)

    async def matches(self, kept: str | None, password: str) -> bool:
        """Whether a password is the kept one; without one it takes as long to say no. Raises BusyError."""
        return await self._apart(self._matches, kept, password)

    def hash_now(self, password: str) -> str:
        """What is kept of a password, made in this thread."""
        return self._hasher.hash(_normal(password))

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _matches(self, kept: str | None, password: str) -> bool:
        try:
            self._hasher.verify(kept or self._nobody, _normal(password))
        except VerificationError:
            return False
        return kept is not None

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_hex())

    async def _apart(self, call: Callable[..., T], *args: str | None) -> T:
        if self._in_hand >= WAITING:
            raise BusyError
        self._in_hand += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, call, *args)
        finally:
            self._in_hand -= 1


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
