"""The cost, told before it is taken, and the question whether to go on."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.text import Text

from desktop_app.api.quota import QuotaView
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.screen import QUIET, STRONG, Screen
from desktop_app.core import quota
from desktop_app.core.errors import InsufficientQuotaError

_YES = ("y", "yes", "是", "好", "确认")


def require_answerable(*, yes: bool, as_json: bool) -> None:
    """Raise CommandError where the cost would have to be agreed to and nobody can be asked."""
    if not yes and (as_json or not (sys.stdin.isatty() and sys.stdout.isatty())):
        raise CommandError("nobody-to-ask", Exit.USAGE)


def agree(screen: Screen, balance: QuotaView, *, pictures: int, unit_price: int, yes: bool, key: str) -> None:
    """Tell what it costs and ask. Raises InsufficientQuotaError, or CommandError where the answer is no."""
    cost = quota.cost(pictures, unit_price)
    screen.show()
    screen.tell(key, STRONG, count=pictures, price=unit_price, cost=cost)
    missing = quota.shortfall(cost, balance.balance)
    if missing:
        raise InsufficientQuotaError(required=cost, available=balance.balance, shortfall=missing)
    screen.tell("balance-after", now=balance.balance, after=balance.balance - cost)
    screen.tell("on-failure", QUIET)
    if not yes and not _confirmed(screen, cost):
        raise CommandError("not-agreed", Exit.STOPPED)
    screen.show()


def _confirmed(screen: Screen, cost: int) -> bool:
    with _plain_interrupt():
        try:
            answer = screen.out.input(Text(screen.say("agree", cost=cost)))
        except (EOFError, KeyboardInterrupt):
            screen.show()
            return False
    return answer.strip().casefold() in _YES


@contextmanager
def _plain_interrupt() -> Iterator[None]:
    """Ctrl-C ends the question at once: asyncio's own handler would wait for the answer first."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
