"""Does the ledger add up? The invariants that must hold after anything, checked from the rows alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from desktop_app.server.ledger.entries import Books, digest
from desktop_app.server.ledger.halves import told_by_halves
from desktop_app.server.tables import ledger_accounts, tasks, transfers

_ENDED_AS = {"success": "post", "failed": "void", "cancelled": "void", "pending": None}
_HOLDING = {"hold": 1, "post": -1, "void": -1}
"""What a kind of entry does to the held part of its source; `hold` and `void` move nothing else."""


def violations(connection: sa.Connection) -> list[str]:
    """Every broken invariant as a line, empty when the ledger is right. The same holds on a computer and in the cloud.

    L1 what was granted to an owner is somewhere: in the pool, at a computer, spent, forfeited; L2 nobody is overspent;
    L3 balances equal the replay of entries; L4 the hash chain holds; L5 each attempt has one hold, at most one end, at
    most one refund and only after a post; L6 items say what the ledger says, every entry has its item, and counters
    count them.
    """
    entries = connection.execute(sa.select(transfers).order_by(transfers.c.seq)).all()
    accounts = connection.execute(sa.select(ledger_accounts)).all()
    kept = _kept(connection, {account.id for account in accounts})
    return [*_balances(accounts, entries), *_chain(entries), *_attempts(entries), *_items(kept, entries)]


@dataclass(frozen=True)
class _Kept:
    """The tasks that L6 is about."""

    tasks: list[Any]
    excused: set[str]
    """Ids of tasks whose quota is kept elsewhere, or that were told by halves."""


def _kept(connection: sa.Connection, accounts: set[str]) -> _Kept:
    """A computer keeps the quota of its own tasks, the cloud also that of computers, in their allowances' accounts."""
    columns = ("id", "user_id", "device", "batch_items", "batch_total", "batch_success", "batch_failed")
    query = sa.select(*(tasks.c[name] for name in columns)).where(tasks.c.batch_items.is_not(None))
    found: dict[bool, list[Any]] = {True: [], False: []}
    for row in connection.execute(query):
        found[Books(row.user_id, row.device).purse in accounts].append(row)
    by_halves = told_by_halves(connection) if connection.dialect.name == "postgresql" else set()
    return _Kept(tasks=found[True], excused=by_halves | {row.id for row in found[False]})


def _balances(accounts: Any, entries: Any) -> Iterator[str]:
    totals: dict[str, int] = defaultdict(int)
    replayed = _replay(entries)
    for account in accounts:
        totals[account.owner] += account.posted
        told = (account.posted, account.held)
        if account.held < 0 or (account.kind != "issuer" and account.posted - account.held < 0):
            yield f"L2: {account.id} is overspent: (posted, held) = {told}"
        if told != replayed[account.id]:
            yield f"L3: {account.id} says {told}, its entries say {replayed[account.id]}"
    for owner, total in totals.items():
        if total:
            yield f"L1: the quota of {owner} is off by {total}"


def _replay(entries: Any) -> dict[str, tuple[int, int]]:
    """(posted, held) of each ledger account from its entries alone."""
    books: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for entry in entries:
        moved = 0 if entry.kind in ("hold", "void") else entry.amount
        taken = _HOLDING.get(entry.kind, 0) * entry.amount
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


def _items(kept: _Kept, entries: Any) -> Iterator[str]:
    last: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for entry in entries:
        if entry.task_id is not None and entry.task_id not in kept.excused:
            last[entry.task_id][entry.item] = (entry.attempt, entry.kind)
    for task in kept.tasks:
        yield from _counters(task)
        if task.id not in kept.excused:
            yield from _item_by_item(task, last.pop(task.id, {}))
    for task_id, items in last.items():
        yield from (f"L6: the ledger knows item {index} of {task_id}, no task does" for index in items)


def _item_by_item(task: Any, last: dict[int, tuple[int, str]]) -> Iterator[str]:
    came_along = task.device and not last  # from before its computer was signed in, ended and paid for elsewhere
    for item in task.batch_items:
        ended = _ENDED_AS[item["status"]]
        expected = (item["attempt"], "refund" if item.get("refunded") else ended or "hold")
        found = last.pop(item["index"], None)
        if found != expected and not (came_along and ended):
            yield f"L6: item {item['index']} of {task.id} is {item['status']}, the ledger says {found}"
    yield from (f"L6: the ledger knows item {index} of {task.id}, no task does" for index in last)


def _counters(task: Any) -> Iterator[str]:
    states = [item["status"] for item in task.batch_items]
    told = (task.batch_total, task.batch_success, task.batch_failed)
    counted = (len(states), states.count("success"), states.count("failed"))
    if told != counted:
        yield f"L6: {task.id} counts (total, success, failed) = {told}, its items are {counted}"


def count(connection: sa.Connection) -> int:
    """How many entries there are."""
    return connection.scalar(sa.select(sa.func.count()).select_from(transfers)) or 0
