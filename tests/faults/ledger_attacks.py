"""A stranger with SQL: every way we know to get quota for nothing out of the file, each to be refused by the file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from desktop_app.core import ids
from desktop_app.server.ledger.entries import digest

_FACTS = ("kind", "source", "target", "amount", "hold_id", "refund_of", "task_id", "item", "attempt")
_OPEN = "kind = 'hold' AND NOT EXISTS (SELECT 1 FROM transfers e WHERE e.hold_id = t.id)"
_ENDED = "kind = 'hold' AND EXISTS (SELECT 1 FROM transfers e WHERE e.hold_id = t.id)"
_KEPT = "kind = 'post' AND NOT EXISTS (SELECT 1 FROM transfers r WHERE r.refund_of = t.id)"


class NothingToAttackError(Exception):
    """The ledger has no entry yet that this attack needs."""


class Stranger:
    """A plain connection with SQLite's own defaults: no foreign keys, no recursive triggers."""

    def __init__(self, connection: sqlite.Connection, owner: str) -> None:
        self.run = connection.execute
        self.owner = owner

    def tries(self, attack: Callable[["Stranger"], None]) -> None:
        """Attack; raises what the database says of it."""
        attack(self)

    def find(self, where: str) -> dict[str, Any]:
        """The newest such entry of the owner. Raises NothingToAttackError."""
        query = f"SELECT * FROM transfers t WHERE owner = ? AND {where} ORDER BY seq DESC LIMIT 1"
        row = self.run(query, (self.owner,)).fetchone()
        if row is None:
            raise NothingToAttackError
        return dict(row)

    def forge(self, like: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Another entry like that one, changed, and rightly chained."""
        head = self.run(
            "SELECT hash FROM transfers WHERE owner = ? ORDER BY seq DESC LIMIT 1", (self.owner,)
        ).fetchone()
        entry = {**like, "seq": None, "id": ids.new(), "prev": head["hash"], **changes}
        at = datetime.fromisoformat(entry["created_at"]).replace(tzinfo=UTC)
        meaning = tuple(entry[fact] for fact in _FACTS)
        own = digest(prev=entry["prev"], entry_id=entry["id"], meaning=meaning, note=entry["note"], at=at)
        return {**entry, "hash": own}

    def insert(self, entry: dict[str, Any], verb: str = "INSERT") -> None:
        """Write it."""
        marks = ", ".join("?" * len(entry))
        self.run(f"{verb} INTO transfers ({', '.join(entry)}) VALUES ({marks})", list(entry.values()))

    def available(self) -> int:
        """What the owner may spend."""
        query = "SELECT posted - held AS left FROM ledger_accounts WHERE owner = ? AND kind = 'balance'"
        return int(self.run(query, (self.owner,)).fetchone()["left"])


@contextmanager
def stranger(file: Path, owner: str) -> Iterator[Stranger]:
    """Somebody else at the same file."""
    connection = sqlite.connect(str(file), isolation_level=None)
    connection.row_factory = sqlite.Row
    try:
        yield Stranger(connection, owner)
    finally:
        connection.close()


def _second_end(by: Stranger) -> None:
    hold = by.find(_ENDED)
    by.insert(by.forge(hold, kind="void", hold_id=hold["id"]))


def _greedy_end(by: Stranger) -> None:
    hold = by.find(_OPEN)
    by.insert(by.forge(hold, kind="void", hold_id=hold["id"], amount=hold["amount"] + 1))


def _meagre_post(by: Stranger) -> None:
    hold = by.find(f"amount > 1 AND {_OPEN}")
    by.insert(by.forge(hold, kind="post", hold_id=hold["id"], amount=1))


def _end_of_nothing(by: Stranger) -> None:
    hold = by.find(_OPEN)
    by.insert(by.forge(hold, kind="void", hold_id=ids.new()))


def _second_refund(by: Stranger) -> None:
    by.insert(by.forge(by.find("kind = 'refund'")))


def _greedy_refund(by: Stranger) -> None:
    post = by.find(_KEPT)
    turned = {"source": post["target"], "target": post["source"], "hold_id": None, "refund_of": post["id"]}
    by.insert(by.forge(post, kind="refund", **turned, amount=post["amount"] + 1))


def _refund_of_a_return(by: Stranger) -> None:
    void = by.find("kind = 'void'")
    turned = {"source": void["target"], "target": void["source"], "hold_id": None, "refund_of": void["id"]}
    by.insert(by.forge(void, kind="refund", **turned))


def _second_open_hold(by: Stranger) -> None:
    hold = by.find(_OPEN)
    by.insert(by.forge(hold, attempt=hold["attempt"] + 1))


def _attempt_charged_twice(by: Stranger) -> None:
    by.insert(by.forge(by.find(_ENDED)))


def _overspending(by: Stranger) -> None:
    hold = by.find("kind = 'hold'")
    by.insert(by.forge(hold, item=99, amount=by.available() + 1))


def _negative_hold(by: Stranger) -> None:
    by.insert(by.forge(by.find("kind = 'hold'"), item=99, amount=-10))


def _hold_on_the_issuer(by: Stranger) -> None:
    hold = by.find("kind = 'hold'")
    by.insert(by.forge(hold, item=99, source=f"{by.owner}/issuer"))


def _hold_on_a_neighbour(by: Stranger) -> None:
    hold = by.find("kind = 'hold'")
    by.insert(by.forge(hold, item=99, source="neighbour/balance"))


def _broken_chain(by: Stranger) -> None:
    by.insert(by.forge(by.find("kind = 'grant'"), prev="0" * 64))


def _replaced_grant(by: Stranger) -> None:
    grant = by.find("kind = 'grant'")
    by.insert(by.forge(grant, id=grant["id"], amount=grant["amount"] + 1000), "INSERT OR REPLACE")


def _edited_amount(by: Stranger) -> None:
    by.find("kind = 'grant'")
    by.run("UPDATE transfers SET amount = amount + 1 WHERE kind = 'grant'")


def _deleted_history(by: Stranger) -> None:
    by.find("kind = 'hold'")
    by.run("DELETE FROM transfers WHERE kind = 'hold'")


def _fuller_account(by: Stranger) -> None:
    by.find("kind = 'grant'")
    by.run("REPLACE INTO ledger_accounts SELECT id, owner, kind, posted + 10, held FROM ledger_accounts")


def _deleted_account(by: Stranger) -> None:
    by.find("kind = 'grant'")
    by.run("DELETE FROM ledger_accounts WHERE kind = 'spent'")


ATTACKS: dict[str, Callable[[Stranger], None]] = {
    "a second end": _second_end,
    "an end that returns more than was held": _greedy_end,
    "an end that uses less than was held": _meagre_post,
    "an end of nothing": _end_of_nothing,
    "a second refund": _second_refund,
    "a refund of more than was used": _greedy_refund,
    "a refund of a returned hold": _refund_of_a_return,
    "a second open hold": _second_open_hold,
    "an attempt charged twice": _attempt_charged_twice,
    "overspending": _overspending,
    "a negative hold": _negative_hold,
    "a hold on the issuer's purse": _hold_on_the_issuer,
    "a hold on a neighbour's purse": _hold_on_a_neighbour,
    "a broken chain": _broken_chain,
    "a replaced grant": _replaced_grant,
    "an edited amount": _edited_amount,
    "a deleted history": _deleted_history,
    "a fuller account": _fuller_account,
    "a deleted account": _deleted_account,
}
