"""Allowances: how large, when they go back, when two reckonings agree, how a lost one is dissolved. Pure, no clock.

An account's quota lies in a pool in the cloud. The cloud moves part of it to a computer as an allowance; the computer
spends it alone and tells what it did as a chain of events. Cloud, computer and simulator ask the same functions: here,
in `core.chain` (events) and in `core.standing` (who may spend).
"""

from dataclasses import dataclass

IDLE_SECONDS = 30 * 60
"""How long a computer must not have used its allowance before it gives it back."""


def size(want: int, pool: int) -> int:
    """How much of a pool a computer gets that asks for `want`; 0 is a refusal."""
    return max(0, min(want, pool))


def idle_return(available: int, seconds_since_use: float, kept_along: int = 0) -> int:
    """How much an idle computer gives back; `kept_along` is what its owner wants to have with them offline."""
    return max(0, available - kept_along) if seconds_since_use >= IDLE_SECONDS else 0


@dataclass(frozen=True, slots=True)
class Gross:
    """What a computer did with its allowance since the beginning; each figure only grows."""

    spent: int = 0
    refunded: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Purse:
    """What one side thinks a computer's allowance is, in whole quota."""

    available: int
    held: int


def agrees(mine: Purse, cloud: Purse, *, unopened: int, acked: int, dseq: int) -> bool:
    """Whether the cloud's figure can be right; False freezes the computer.

    `unopened` is what the cloud moved in tokens whose opening it has not been told; `acked` is the acknowledgement of
    the same answer that the figure came in. While that does not cover everything done here, up to `dseq`, there is
    nothing to compare.
    """
    if acked != dseq:
        return True
    return mine == Purse(cloud.available - unopened, cloud.held)


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a closed computer's allowance is dissolved; the four are whole, not negative, and at most one settles."""

    spent: int = 0
    """From the allowance to what is spent."""
    refunded: int = 0
    """From what is spent to the allowance."""
    pooled: int = 0
    """Back to the pool, after that."""
    forfeited: int = 0


def settlement(known: Gross, claimed: Gross | None, remaining: int) -> Settlement:
    """What a recovery moves: what the computer's anchor claims beyond what the cloud was told.

    `remaining` is the allowance with all open holds voided. Nothing is settled beyond it, nor refunded beyond what
    this computer spent. Without an anchor nobody knows what was spent, and the rest is forfeited.
    """
    if claimed is None:
        return Settlement(forfeited=remaining)
    untold = max(0, claimed.spent - known.spent) - max(0, claimed.refunded - known.refunded)
    spent = min(max(0, untold), remaining)
    refunded = min(max(0, -untold), max(0, known.spent - known.refunded))
    return Settlement(spent=spent, refunded=refunded, pooled=remaining - spent + refunded)
