"""What a run would cost, and what would be left."""

from dataclasses import dataclass

from desktop_app.core import quota


@dataclass(frozen=True)
class Bill:
    """Figures of one run, before it is submitted."""

    pictures: int
    unit_price: int
    balance: int | None
    """What can be spent where the run is carried out; None until the server has told."""

    elsewhere: int = 0
    """Quota of the account that cannot be spent there now."""

    @property
    def total(self) -> int:
        """N pictures cost N times the unit price."""
        return quota.cost(self.pictures, self.unit_price)

    @property
    def shortfall(self) -> int:
        """What is missing, 0 if nothing, or nothing that is known."""
        return 0 if self.balance is None else quota.shortfall(self.total, self.balance)

    @property
    def left(self) -> int | None:
        """The balance afterwards."""
        return None if self.balance is None else self.balance - self.total
