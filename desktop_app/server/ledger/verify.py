"""Does the ledger add up? The invariants that must hold after anything, checked from the rows alone."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from desktop_app.server.ledger.entries import digest
from desktop_app.server.tables import ledger_accounts, tasks, transfers

_ENDED_AS = {"success": "post", "failed": "void", "cancelled": "void", "pending": None}


def violations(connection: sa.Connection) -> list[str]:
    """Every broken invariant as a line, empty when the ledger is right.

    L1 posted sums to zero, L2 nobody is overspent, L3 balances equal the replay of entries, L4 the hash chain holds,
    L5 each attempt has one hold, at most one end, at most one refund and only after a post, L6 items say what the
    ledger says, every entry has its item, and counters count them.
    """
    entries = connection.execute(sa.select(transfers).order_by(transfers.c.seq)).all()
    accounts = connection.execute(sa.select(ledger_accounts)).all()
    query = sa.select(tasks.c.id, tasks.c.batch_items, tasks.c.batch_total, tasks.c.batch_success, tasks.c.batch_failed)
    items = connection.execute(query.where(tasks.c.batch_items.is_not(None))).all()
    return [
        *_balances(accounts, entries),
        *_chain(entries),
        *_attempts(entries),
        *_items(items, entries),
    ]


def _balances(accounts: Any, entries: Any) -> Iterator[str]:
    if total := sum(account.posted for account in accounts):
        yield f"L1: posted sums to {total}, not 0"
    replayed = _replay(entries)
    for account in accounts:
        told = (account.posted, account.held)
        if account.held < 0 or (account.kind != "issuer" and account.posted - account.held < 0):
            yield f"L2: {account.id} is overspent: (posted, held) = {told}"
        if told != replayed[account.id]:
            yield f"L3: {account.id} says {told}, its entries say {replayed[account.id]}"


def _replay(entries: Any) -> dict[str, tuple[int, int]]:
    """(posted, held) of each ledger account from its entries alone."""
    books: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for entry in entries:
        moved = entry.amount if entry.kind in ("grant", "post", "refund") else 0
        taken = {"hold": entry.amount, "post": -entry.amount, "void": -entry.amount}.get(entry.kind, 0)
        posted, held = books[entry.source]
        books[entry.source] = (posted - moved, held + taken)
        posted, held = books[entry.target]
        books[entry.target] = (posted + moved, held)
    return books


def _chain(entries: Any) -> Iterator[str]:
    last: dict[str, str] = {}
    for entry in entries:
        meaning = (
            entry.kind,
            entry.source,
            entry.target,
            entry.amount,
            entry.hold_id,
            entry.refund_of,
            entry.task_id,
            entry.item,
            entry.attempt,
        )
        own = digest(prev=entry.prev, entry_id=entry.id, meaning=meaning, note=entry.note, at=entry.created_at)
        if entry.prev != last.get(entry.owner, "") or entry.hash != own:
            yield f"L4: the chain breaks at entry {entry.seq}"
        last[entry.owner] = entry.hash


def _attempts(entries: Any) -> Iterator[str]:
    kinds: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for entry in entries:
        if entry.task_id is not None:
            kinds[entry.task_id, entry.item, entry.attempt].append(entry.kind)
    allowed = (["hold"], ["hold", "post"], ["hold", "void"], ["hold", "post", "refund"])
    for attempt, found in kinds.items():
        if found not in allowed:
            yield f"L5: attempt {attempt} went {' → '.join(found)}"


def _items(task_rows: Any, entries: Any) -> Iterator[str]:
    last: dict[tuple[str, int], tuple[int, str]] = {}
    for entry in entries:
        if entry.task_id is not None:
            last[entry.task_id, entry.item] = (entry.attempt, entry.kind)
    for task in task_rows:
        for item in task.batch_items:
            ended = _ENDED_AS[item["status"]] or "hold"
            expected = (item["attempt"], "refund" if item.get("refunded") else ended)
            found = last.pop((task.id, item["index"]), None)
            if found != expected:
                yield f"L6: item {item['index']} of {task.id} is {item['status']}, the ledger says {found}"
        yield from _counters(task)
    for task_id, index in last:
        yield f"L6: the ledger knows item {index} of {task_id}, no task does"


def _counters(task: Any) -> Iterator[str]:
    states = [item["status"] for item in task.batch_items]
    told = (task.batch_total, task.batch_success, task.batch_failed)
    counted = (len(states), states.count("success"), states.count("failed"))
    if told != counted:
        yield f"L6: {task.id} counts (total, success, failed) = {told}, its items are {counted}"


def count(connection: sa.Connection) -> int:
    """How many entries there are."""
    return connection.scalar(sa.select(sa.func.count()).select_from(transfers)) or 0
