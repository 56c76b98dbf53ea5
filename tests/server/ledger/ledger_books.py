"""One owner's ledger as the tests speak to it."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.core.quota import RefundPolicy
from desktop_app.server.database import Database
from desktop_app.server.ledger import repository, verify
from desktop_app.server.ledger.entries import Balance, HoldKey
from desktop_app.server.ledger.service import Ledger

OWNER = "merchant"


def keys(*items: int, task: str = "task", attempt: int = 1) -> list[HoldKey]:
    """Attempts at items of a task."""
    return [HoldKey(task, item, attempt) for item in items]


@dataclass
class Books:
    """The owner's ledger, one unit of work for each move."""

    database: Database
    now: datetime

    @property
    def ledger(self) -> Ledger:
        return Ledger(clock=lambda: self.now)

    def grant(self, amount: int, reason: str) -> bool:
        with self.database.write(OWNER) as connection:
            return self.ledger.grant(connection, OWNER, amount, reason=reason)

    def hold(self, *held: HoldKey, price: int = 1) -> None:
        with self.database.write(OWNER) as connection:
            self.ledger.hold(connection, OWNER, held, price)

    def post(self, *ended: HoldKey) -> None:
        with self.database.write(OWNER) as connection:
            self.ledger.post(connection, OWNER, ended)

    def void(self, *ended: HoldKey) -> None:
        with self.database.write(OWNER) as connection:
            self.ledger.void(connection, OWNER, ended)

    def refund(self, *reported: HoldKey) -> None:
        with self.database.write(OWNER) as connection:
            self.ledger.refund(connection, OWNER, reported, policy=RefundPolicy(), reason="a sleeve is missing")

    def balance(self) -> Balance:
        with self.database.read(OWNER) as connection:
            return repository.balance(connection, OWNER)

    def entries(self) -> int:
        with self.database.read(OWNER) as connection:
            return verify.count(connection)

    def violations(self) -> list[str]:
        """All but L6, which is about tasks: these books are kept without any."""
        with self.database.read(OWNER) as connection:
            return [line for line in verify.violations(connection) if not line.startswith("L6")]
