"""Quota arithmetic: whole numbers, N pictures cost N times the unit price."""

from dataclasses import dataclass

TRIAL_GRANT = 100
"""What the local account may spend before any sign-in."""


@dataclass(frozen=True)
class RefundPolicy:
    """How many finished pictures a merchant may report as bad."""

    share: float = 0.10
    """Of the pictures used in the window."""
    at_least: int = 5
    window_days: int = 30

    def allowed(self, used_in_window: int) -> int:
        """Refunds a window with so many used pictures allows, those already given included."""
        return max(self.at_least, int(used_in_window * self.share))


def cost(pictures: int, unit_price: int) -> int:
    """What so many pictures cost; no discount, no hidden cost."""
    return pictures * unit_price


def shortfall(required: int, available: int) -> int:
    """What is missing, 0 if nothing."""
    return max(0, required - available)
