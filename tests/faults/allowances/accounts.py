"""What the cloud keeps of one device, and what it answers."""

from typing import Any

from desktop_app.core.allowances import Purse
from desktop_app.core.chain import Chain
from desktop_app.core.standing import DeviceState, Told

START = Chain()


class Account:
    """What the cloud knows of one device."""

    __slots__ = (
        "acked",
        "awaited",
        "hashes",
        "heard_at",
        "held",
        "holds",
        "id",
        "late",
        "posted",
        "refundable",
        "refunded",
        "returned",
        "spent",
        "state",
        "unopened",
    )

    def __init__(self, device: str) -> None:
        self.id = device
        self.state = DeviceState.OK
        self.acked = START
        self.hashes: list[str] = []
        self.posted = self.held = self.spent = self.refunded = self.returned = self.late = self.heard_at = 0
        self.holds: dict[str, int] = {}
        self.unopened: dict[str, int] = {}
        self.awaited = self.refundable = False

    def copy(self) -> "Account":
        """As it is kept in a backup."""
        made = Account.__new__(type(self))
        for name in Account.__slots__:
            setattr(made, name, getattr(self, name))
        made.hashes, made.holds, made.unopened = self.hashes[:], self.holds.copy(), self.unopened.copy()
        return made


class Answer:
    """What the cloud says: every answer tells where the asking device stands."""

    __slots__ = ("payload", "pool", "purse", "told", "unopened")

    def __init__(self, told: Told, purse: Purse, unopened: int, pool: int, payload: Any) -> None:
        self.told = told
        self.purse = purse
        self.unopened = unopened
        self.pool = pool
        self.payload = payload
