"""Whoever gets past the rules of the database is found: each kind of tampering breaks an invariant by its number."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pysqlite3.dbapi2 as sqlite
import pytest

from desktop_app.api.tasks import ItemStatus, TaskStatus
from desktop_app.server.database import ENGINE
from desktop_app.server.ledger import verify
from desktop_app.server.ledger.entries import digest
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.items import Item
from tests.server.ledger.ledger_books import OWNER, Books, keys

STATES = {
    0: ItemStatus.SUCCESS,  # and refunded
    1: ItemStatus.SUCCESS,
    2: ItemStatus.FAILED,
    3: ItemStatus.CANCELLED,
    4: ItemStatus.PENDING,
}


@pytest.fixture
def lived(books: Books) -> Books:
    """A ledger and a task that belong together: every state an item can be in."""
    items = tuple(
        Item(index=index, upload_id="u", file_name="a.jpg", status=status, refunded=index == 0)
        for index, status in STATES.items()
    )
    books.hold(*keys(*STATES))
    books.post(*keys(0, 1))
    books.void(*keys(2, 3))
    books.refund(*keys(0))
    values = {
        "id": "task",
        "user_id": OWNER,
        "feature_id": "basic_clean",
        "status": TaskStatus.PROCESSING.value,
        "type": "batch",
        "eligible_for_refund": True,
        "refunded": False,
        "created_at": books.now,
        "updated_at": books.now,
        "is_batch": True,
        "batch_total": len(items),
    }
    with books.database.write(OWNER) as connection:
        tasks.insert(connection, values, items)
    assert _lines(books) == []
    return books


def _lines(books: Books) -> list[str]:
    with books.database.read(ENGINE) as connection:
        return verify.violations(connection)


@dataclass(frozen=True)
class Tampering:
    """SQL that a rule forbids, run with that rule gone, and the invariants it breaks."""

    sql: str
    breaks: set[str]
    rule: str | None = None
    """The trigger to drop first."""


ITEM = "UPDATE tasks SET batch_items = json_set(batch_items, "

TAMPERINGS = {
    "a fuller purse": Tampering("UPDATE ledger_accounts SET posted = posted + 50 WHERE kind = 'balance'", {"L1", "L3"}),
    "quota moved from spent to balance": Tampering(
        "UPDATE ledger_accounts SET posted = posted + CASE kind WHEN 'balance' THEN 1 WHEN 'spent' THEN -1 ELSE 0 END",
        {"L3"},
    ),
    "a hold forgotten": Tampering("UPDATE ledger_accounts SET held = 0 WHERE kind = 'balance'", {"L3"}),
    "an amount changed": Tampering(
        "UPDATE transfers SET amount = 9 WHERE kind = 'post'", {"L3", "L4"}, "transfers_never_updated"
    ),
    "a note changed": Tampering(
        "UPDATE transfers SET note = 'a gift' WHERE kind = 'grant'", {"L4"}, "transfers_never_updated"
    ),
    "a date changed": Tampering(
        "UPDATE transfers SET created_at = '2020-01-01 00:00:00.000000' WHERE kind = 'post'",
        {"L4"},
        "transfers_never_updated",
    ),
    "an entry moved to another item": Tampering(
        "UPDATE transfers SET item = 3 WHERE kind = 'post' AND item = 1",
        {"L4", "L5", "L6"},
        "transfers_never_updated",
    ),
    "the last entry gone": Tampering(
        "DELETE FROM transfers WHERE kind = 'refund'", {"L3", "L6"}, "transfers_never_deleted"
    ),
    "an entry in the middle gone": Tampering(
        "DELETE FROM transfers WHERE kind = 'post' AND item = 1", {"L3", "L4", "L6"}, "transfers_never_deleted"
    ),
    "an item made to look failed": Tampering(f"{ITEM}'$[1].status', 'failed')", {"L6"}),
    "an item made to look done": Tampering(f"{ITEM}'$[4].status', 'success')", {"L6"}),
    "a refund hidden": Tampering(f"{ITEM}'$[0].refunded', json('false'))", {"L6"}),
    "a refund invented": Tampering(f"{ITEM}'$[1].refunded', json('true'))", {"L6"}),
    "an attempt invented": Tampering(f"{ITEM}'$[2].attempt', 2)", {"L6"}),
    "a task gone": Tampering("DELETE FROM tasks", {"L6"}),
    "an item gone": Tampering("UPDATE tasks SET batch_items = json_remove(batch_items, '$[4]')", {"L6"}),
    "a counter that lies": Tampering("UPDATE tasks SET batch_success = 5", {"L6"}),
}


def _broken(books: Books) -> set[str]:
    lines = _lines(books)
    assert all(re.match(r"L\d+: .{10,}", line) for line in lines)
    return {line.split(":")[0] for line in lines}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(lived: Books, stranger: sqlite.Connection, name: str) -> None:
    tampering = TAMPERINGS[name]
    if tampering.rule:
        stranger.execute(f"DROP TRIGGER {tampering.rule}")

    assert stranger.execute(tampering.sql).rowcount > 0

    assert _broken(lived) == tampering.breaks


def test_a_second_end_behind_the_databases_back_is_found(lived: Books, stranger: sqlite.Connection) -> None:
    """Rightly chained and balanced: only counting the ends of the attempt finds it."""
    for (rule,) in stranger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if rule != "transfers_move_balances":
            stranger.execute(f"DROP TRIGGER {rule}")
    _without_unique_ends(stranger)
    [last] = stranger.execute("SELECT * FROM transfers ORDER BY seq DESC LIMIT 1").fetchall()
    [post] = stranger.execute("SELECT * FROM transfers WHERE kind = 'post' AND item = 1").fetchall()
    meaning = ("post", post["source"], post["target"], 1, post["hold_id"], None, "task", 1, 1)
    at = datetime.fromisoformat(post["created_at"]).replace(tzinfo=UTC)
    own = digest(prev=last["hash"], entry_id="again", meaning=meaning, note="", at=at)

    second = {**dict(post), "seq": None, "id": "again", "prev": last["hash"], "hash": own}
    stranger.execute(f"INSERT INTO transfers VALUES ({', '.join('?' * len(second))})", list(second.values()))

    assert _broken(lived) >= {"L5"}


def test_overspending_behind_the_databases_back_is_found(lived: Books, stranger: sqlite.Connection) -> None:
    stranger.execute("PRAGMA ignore_check_constraints = ON")
    stranger.execute("UPDATE ledger_accounts SET held = 1000 WHERE kind = 'balance'")

    assert _broken(lived) == {"L2", "L3"}


def _without_unique_ends(stranger: sqlite.Connection) -> None:
    stranger.execute("PRAGMA foreign_keys = OFF")
    [(made,)] = stranger.execute("SELECT sql FROM sqlite_master WHERE name = 'transfers'").fetchall()
    indexes = stranger.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'transfers' AND type <> 'table'")
    again = [sql for (sql,) in indexes.fetchall() if sql]
    stranger.execute("PRAGMA legacy_alter_table = ON")
    stranger.execute("ALTER TABLE transfers RENAME TO old")
    stranger.execute(made.replace("UNIQUE (hold_id), ", ""))
    stranger.execute("INSERT INTO transfers SELECT * FROM old")
    stranger.execute("DROP TABLE old")
    for sql in again:
        stranger.execute(sql)
