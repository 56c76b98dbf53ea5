"""The database itself refuses: whatever a caller of ours forgets, or a stranger with SQL tries, quota stays right."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest

from desktop_app.core import ids
from desktop_app.server.ledger.entries import digest
from tests.server.ledger.ledger_books import OWNER, Books, keys

FACTS = ("kind", "source", "target", "amount", "hold_id", "refund_of", "task_id", "item", "attempt")


def forge(stranger: sqlite.Connection, like: str, **changes: Any) -> dict[str, Any]:
    """A new entry like the newest of a kind, changed, and rightly chained: only a rule about quota can refuse it."""
    model = stranger.execute("SELECT * FROM transfers WHERE kind = ? ORDER BY seq DESC LIMIT 1", (like,)).fetchone()
    prev = stranger.execute("SELECT hash FROM transfers WHERE owner = ? ORDER BY seq DESC LIMIT 1", (OWNER,)).fetchone()
    entry = {**dict(model), "seq": None, "id": ids.new(), "prev": prev["hash"], **changes}
    return {**entry, "hash": _hash(entry)}


def _hash(entry: dict[str, Any]) -> str:
    at = datetime.fromisoformat(entry["created_at"]).replace(tzinfo=UTC)
    meaning = tuple(entry[fact] for fact in FACTS)
    return digest(prev=entry["prev"], entry_id=entry["id"], meaning=meaning, note=entry["note"], at=at)


def insert(stranger: sqlite.Connection, entry: dict[str, Any], verb: str = "INSERT") -> None:
    """Write an entry with plain SQL."""
    columns, marks = ", ".join(entry), ", ".join("?" * len(entry))
    stranger.execute(f"{verb} INTO transfers ({columns}) VALUES ({marks})", list(entry.values()))


@pytest.fixture
def lived(books: Books) -> Books:
    """A ledger with everything in it: item 0 refunded, 1 used, 2 returned, 3 held."""
    books.hold(*keys(0, 1, 2, 3))
    books.post(*keys(0, 1))
    books.void(*keys(2))
    books.refund(*keys(0))
    return books


FORGERIES: dict[str, tuple[str, Callable[[Books], dict[str, Any]], str]] = {
    "a second end of a hold": (
        "post",
        lambda books: {"hold_id": keys(2)[0].hold_id, "item": 2},
        "entry exists",
    ),
    "an end of nothing": ("void", lambda books: {"hold_id": ids.new()}, "end without its hold"),
    "an end that returns more than was held": (
        "void",
        lambda books: {"hold_id": keys(3)[0].hold_id, "item": 3, "amount": 2},
        "end without its hold",
    ),
    "an end under another item's name": (
        "post",
        lambda books: {"hold_id": keys(3)[0].hold_id, "item": 7},
        "end without its hold",
    ),
    "a second refund": ("refund", lambda books: {}, "entry exists"),
    "a refund of a returned hold": (
        "refund",
        lambda books: {"refund_of": keys(2)[0].end_id, "item": 2},
        "refund without its post",
    ),
    "a refund of more than was used": (
        "refund",
        lambda books: {"refund_of": keys(1)[0].end_id, "item": 1, "amount": 2},
        "refund without its post",
    ),
    "a second hold beside an open one": ("hold", lambda books: {"item": 3, "attempt": 2}, "open hold exists"),
    "a second hold for an attempt": ("hold", lambda books: {"item": 2, "attempt": 1}, "open hold exists"),
    "a hold beyond the balance": ("hold", lambda books: {"item": 9, "amount": 99}, "never_overspent"),
    "a hold of nothing": ("hold", lambda books: {"item": 9, "amount": 0}, "amount > 0"),
    "a hold of less than nothing": ("hold", lambda books: {"item": 9, "amount": -5}, "amount > 0"),
    "a hold on the issuer's purse": (
        "hold",
        lambda books: {"item": 9, "source": f"{OWNER}/issuer"},
        "not between its accounts",
    ),
    "a grant out of what was spent": (
        "grant",
        lambda books: {"source": f"{OWNER}/spent"},
        "not between its accounts",
    ),
    "an entry that breaks the chain": ("grant", lambda books: {"prev": "0" * 64}, "chain broken"),
    "an entry of a new kind": ("grant", lambda books: {"kind": "gift"}, "not between its accounts"),
    "a hold for no item": ("hold", lambda books: {"task_id": None, "item": None, "attempt": None}, "CHECK"),
}


@pytest.mark.parametrize("name", FORGERIES)
@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE"])
def test_a_forged_entry_is_refused(lived: Books, stranger: sqlite.Connection, name: str, verb: str) -> None:
    like, changes, complaint = FORGERIES[name]
    before = lived.balance(), lived.entries()

    with pytest.raises(sqlite.IntegrityError, match=complaint):
        insert(stranger, forge(stranger, like, **changes(lived)), verb)

    assert (lived.balance(), lived.entries()) == before
    assert lived.violations() == []


def test_the_forger_knows_how_to_write_an_entry(lived: Books, stranger: sqlite.Connection) -> None:
    """Else every refusal above would prove nothing."""
    insert(stranger, forge(stranger, "hold", item=9, id=keys(9)[0].hold_id))

    assert lived.balance().held == 2
    assert lived.violations() == []


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_insert_or_replace_does_not_slip_past(lived: Books, stranger: sqlite.Connection, recursive: str) -> None:
    stranger.execute(f"PRAGMA recursive_triggers = {recursive}")
    stored = dict(stranger.execute("SELECT * FROM transfers WHERE kind = 'grant'").fetchone())

    with pytest.raises(sqlite.IntegrityError, match="ledger: "):
        insert(stranger, {**stored, "amount": 1000}, "INSERT OR REPLACE")

    assert lived.violations() == []


@pytest.mark.parametrize("clash", ["seq", "id", "hold_id", "refund_of"])
def test_insert_or_replace_is_refused_whatever_it_clashes_with(
    lived: Books, stranger: sqlite.Connection, clash: str
) -> None:
    like = {"hold_id": "post", "refund_of": "refund"}.get(clash, "grant")
    stored = stranger.execute("SELECT * FROM transfers WHERE kind = ? ORDER BY seq DESC", (like,)).fetchone()
    entry = {**forge(stranger, like), clash: stored[clash]}
    before = lived.entries()

    with pytest.raises(sqlite.IntegrityError, match="ledger: "):
        insert(stranger, entry, "INSERT OR REPLACE")

    assert lived.entries() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE transfers SET amount = amount + 1",
        "UPDATE transfers SET note = 'nothing to see'",
        "UPDATE OR REPLACE transfers SET seq = seq + 1",
        "DELETE FROM transfers",
        "DELETE FROM transfers WHERE kind = 'post'",
        "DELETE FROM ledger_accounts",
        "REPLACE INTO ledger_accounts SELECT id, owner, kind, posted + 1000, held FROM ledger_accounts",
        "INSERT INTO ledger_accounts VALUES ('x', 'merchant', 'balance', 1000, 0)",
        "UPDATE ledger_accounts SET held = -1 WHERE kind = 'balance'",
        "UPDATE ledger_accounts SET held = posted + 1 WHERE kind = 'balance'",
        "UPDATE ledger_accounts SET posted = 0 WHERE kind = 'balance'",
    ],
)
def test_history_and_balances_cannot_be_edited(lived: Books, stranger: sqlite.Connection, statement: str) -> None:
    with pytest.raises(sqlite.IntegrityError):
        stranger.execute(statement)

    assert lived.violations() == []


def test_another_owners_quota_cannot_be_spent(lived: Books, stranger: sqlite.Connection) -> None:
    stranger.execute("INSERT INTO accounts VALUES ('thief', 0, '2026-05-01', 1)")
    hold = {**forge(stranger, "hold", item=9), "owner": "thief", "prev": ""}

    with pytest.raises(sqlite.IntegrityError, match="not between its accounts"):
        insert(stranger, {**hold, "hash": _hash(hold)})
