"""The nouns of the ledger, and what makes an entry's hash."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import EntryBody
from desktop_app.core import ids


@dataclass(frozen=True)
class HoldKey:
    """What a hold is for: one attempt at one item of a task."""

    task_id: str
    item: int
    attempt: int

    @property
    def hold_id(self) -> str:
        """Id of the entry that takes the quota."""
        return ids.derived("hold", self.task_id, self.item, self.attempt)

    @property
    def end_id(self) -> str:
        """Id of the entry that ends the hold, whichever way: there is only one."""
        return ids.derived("end", self.task_id, self.item, self.attempt)

    @property
    def refund_id(self) -> str:
        """Id of the entry that gives used quota back."""
        return ids.derived("refund", self.task_id, self.item, self.attempt)


@dataclass(frozen=True)
class Entry:
    """One line of the ledger before it is written; amounts are whole and positive, `kind` tells the direction."""

    id: str
    kind: EntryKind
    source: str
    target: str
    amount: int
    key: HoldKey | None = None
    hold_id: str | None = None
    refund_of: str | None = None
    note: str = ""

    def told(self, at: datetime) -> EntryBody:
        """The entry as other computers hear of it."""
        return EntryBody(
            id=self.id,
            kind=self.kind,
            amount=self.amount,
            hold_id=self.hold_id,
            refund_of=self.refund_of,
            task_id=self.key.task_id if self.key else None,
            item=self.key.item if self.key else None,
            attempt=self.key.attempt if self.key else None,
            note=self.note,
            created_at=at,
        )

    def meaning(self) -> tuple[object, ...]:
        """Everything that must be equal when the same entry is asked for again."""
        key = (self.key.task_id, self.key.item, self.key.attempt) if self.key else (None, None, None)
        return (self.kind.value, self.source, self.target, self.amount, self.hold_id, self.refund_of, *key)


def digest(*, prev: str, entry_id: str, meaning: tuple[object, ...], note: str, at: datetime) -> str:
    """The entry's hash over its predecessor's: changing any entry changes every later one."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    told = json.dumps([prev, entry_id, *meaning, note, moment], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Books:
    """The ledger accounts of one owner; in the cloud, also those of a computer that spends for it."""

    owner: str
    device: str | None = None
    """In the cloud: the computer whose allowance is spent; None: the pool, or this computer itself."""

    @property
    def issuer(self) -> str:
        """Where granted quota comes from; its balance is minus what was ever granted."""
        return f"{self.owner}/issuer"

    @property
    def balance(self) -> str:
        """What the owner may spend."""
        return f"{self.owner}/balance"

    @property
    def spent(self) -> str:
        """Where used quota goes."""
        return f"{self.owner}/spent"

    @property
    def purse(self) -> str:
        """Where quota for work is taken from: the computer's allowance, or the balance."""
        return f"{self.owner}/device/{self.device}" if self.device else self.balance

    @property
    def forfeit(self) -> str:
        """Where quota goes that was lost with a computer."""
        return f"{self.owner}/forfeit"

    def all(self) -> dict[str, str]:
        """Kind of each account by its id."""
        always = {self.issuer: "issuer", self.balance: "balance", self.spent: "spent"}
        return {**always, self.purse: "device", self.forfeit: "forfeit"} if self.device else always


@dataclass(frozen=True)
class Balance:
    """What an owner has, in whole quota."""

    posted: int
    """Granted minus used."""
    held: int
    used: int

    @property
    def available(self) -> int:
        """What can be spent now."""
        return self.posted - self.held
