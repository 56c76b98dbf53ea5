"""What is in a simulated computer's data folder."""

from desktop_app.core.chain import Chain, Event
from desktop_app.core.standing import Here, Standing


class Database:
    """What is in a computer's data folder."""

    __slots__ = (
        "acked",
        "asked",
        "available",
        "chain",
        "cursor",
        "device",
        "epoch",
        "frozen",
        "held",
        "holds",
        "lines",
        "log",
        "opened",
        "openings",
        "pictures",
        "posts",
        "refunded",
        "returned",
        "spent",
        "unreleased",
    )

    def __init__(self, device: str, epoch: int = 0) -> None:
        self.device = device
        self.chain = Chain()
        self.log: list[Event] = []
        self.epoch = epoch
        self.acked = self.available = self.held = self.cursor = 0
        self.spent = self.refunded = self.returned = 0
        self.holds: dict[str, int] = {}
        self.posts: dict[str, int] = {}
        self.opened: set[str] = set()
        self.openings: dict[int, int] = {}
        """Amounts of tokens whose opening the cloud has not acknowledged, by the dseq that told it."""
        self.lines: list[str] = []
        self.asked: tuple[str, int] | None = None
        self.pictures: dict[str, str] = {}
        self.unreleased: list[Event] = []
        """Done, but not shown to anybody before the anchor knows."""
        self.frozen = Standing.OK

    def copy(self) -> "Database":
        """As a backup program copies it."""
        made = Database.__new__(Database)
        for name in Database.__slots__:
            value = getattr(self, name)
            setattr(made, name, value.copy() if isinstance(value, (list, dict, set)) else value)
        return made

    def here(self) -> Here:
        """The computer as this database tells it."""
        return Here(self.device, self.chain, self.acked, self.epoch)

    def live(self) -> int:
        """What somebody who has this database, and is allowed to use it, can deliver."""
        unseen: int = sum(event.body["amount"] for event in self.unreleased if event.type == "post")
        return self.available + self.held + sum(self.openings.values()) + unseen

    def hash_at(self, dseq: int) -> str | None:
        """The hash of an event that is kept."""
        return self.log[dseq - 1].hash if 0 < dseq <= len(self.log) else None
