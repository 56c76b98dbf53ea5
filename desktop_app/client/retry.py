"""Trying again, with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015)."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from desktop_app.core.errors import CleanRackError

T = TypeVar("T")


@dataclass(frozen=True)
class Retry:
    """How often and how fast."""

    tries: int = 4
    base: float = 0.15
    """Seconds the first pause takes at most; each further one twice that."""
    longest: float = 2.0

    def pause(self, number: int) -> float:
        """Seconds to wait after try `number`, counted from 0."""
        return random.uniform(0, min(self.longest, self.base * 2**number))

    async def run(self, attempt: Callable[[], Awaitable[T]], may_repeat: Callable[[CleanRackError], bool]) -> T:
        """The answer of the first try that gets one; raises the last try's error, or the first not to be repeated."""
        for number in range(self.tries - 1):
            try:
                return await attempt()
            except CleanRackError as exc:
                if not may_repeat(exc):
                    raise
            await asyncio.sleep(self.pause(number))
        return await attempt()
