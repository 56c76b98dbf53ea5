"""Tokens of a sign-in to the cloud: a short one for calls, renewed by a long one that changes each time.

The new long token is kept before the new short one is used: if this program dies in between, the cloud still takes
the one before.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import filelock

from desktop_app.api.sessions import TokenPair
from desktop_app.core.errors import CloudUnreachableError, SessionEndedError

_MARGIN_SECONDS = 30
"""Before its end a token counts as over: clocks and networks differ."""
_LOCK_SECONDS = 20


class Keep(Protocol):
    """Where the long token is kept."""

    async def load(self) -> str | None:
        """What was kept last."""

    async def save(self, refresh_token: str) -> None:
        """Keep this one; does not fail."""


class AccessTokens:
    """The short token, renewed by one caller at a time, in this program and in all others with the same sign-in."""

    def __init__(self, *, refresh: Callable[[str], Awaitable[TokenPair]], keep: Keep, lock_file: Path) -> None:
        self._refresh = refresh
        self._keep = keep
        self._lock_file = lock_file
        self._turn = asyncio.Lock()
        self._access: str | None = None
        self._ends = 0.0

    async def valid(self) -> str:
        """A token that is good for a call. Raises SessionEndedError, CloudUnreachableError."""
        if self._access is not None and time.monotonic() < self._ends:
            return self._access
        return await self.renewed(self._access)

    async def renewed(self, worn: str | None) -> str:
        """A token in place of `worn`, unless somebody has renewed it meanwhile."""
        async with self._turn:
            if self._access is not None and self._access != worn:
                return self._access
            async with self._alone():
                kept = await self._keep.load()
                if kept is None:
                    raise SessionEndedError
                pair = await self._refresh(kept)
                await self._keep.save(pair.refresh_token)
            return self._take(pair)

    def _take(self, pair: TokenPair) -> str:
        self._access = pair.access_token
        self._ends = time.monotonic() + pair.expires_in - _MARGIN_SECONDS
        return self._access

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        self._lock_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            async with filelock.AsyncFileLock(self._lock_file, timeout=_LOCK_SECONDS):
                yield
        except filelock.Timeout as exc:
            raise CloudUnreachableError(reason="another program is renewing the sign-in") from exc
