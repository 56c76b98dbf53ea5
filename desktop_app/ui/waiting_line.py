"""Who is served next: the newest comers first, so many at once, and who waits too long is sent away."""

from collections import deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

_LONGEST = 160
"""More cells than a large screen shows: what is behind them has scrolled away."""


class WaitingLine(Generic[T]):
    """A line for a counter with `width` servers. Join and leave in one thread."""

    def __init__(self, serve: Callable[[T], None], *, width: int, longest: int = _LONGEST) -> None:
        self._serve = serve
        self._width = width
        self._longest = longest
        self._comers: dict[T, None] = {}
        self._waiting: dict[T, None] = {}
        self._served: set[T] = set()
        self._sent_away: deque[T] = deque(maxlen=longest)

    def __contains__(self, one: T) -> bool:
        return one in self._comers or one in self._waiting or one in self._served

    def join(self, one: T) -> None:
        """Wait among the newest comers, whose order is kept; whoever waits already becomes one of them."""
        if one not in self._served:
            self._comers[one] = None

    def leave(self, one: T) -> None:
        """Has been served."""
        self._served.discard(one)

    def go_on(self) -> None:
        """Serve whoever can be served now."""
        self._let_in()
        while self._waiting and len(self._served) < self._width:
            one, _ = self._waiting.popitem()
            self._served.add(one)
            self._serve(one)

    def take_sent_away(self) -> list[T]:
        """Those that were sent away, once nobody waits any more: whoever still wants to be served may join again."""
        if self._waiting:
            return []
        gone = list(self._sent_away)
        self._sent_away.clear()
        return gone

    def clear(self) -> None:
        """Nobody waits any more."""
        self._comers.clear()
        self._waiting.clear()
        self._sent_away.clear()

    def _let_in(self) -> None:
        for one in reversed(self._comers):
            self._waiting.pop(one, None)
            self._waiting[one] = None
        self._comers.clear()
        while len(self._waiting) > self._longest:
            oldest = next(iter(self._waiting))
            del self._waiting[oldest]
            self._sent_away.append(oldest)
