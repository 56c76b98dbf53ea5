"""The outbox: what this computer does for a cloud account, written down in the unit of work that does it."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import AllowanceOpened, EntriesTold, EventBody, TaskMoved
from desktop_app.core import ids
from desktop_app.core.clock import Clock
from desktop_app.server.tables import account_entries, outbox
from desktop_app.sync import links, outgoing
from desktop_app.sync.anchoring import Anchoring
from desktop_app.sync.links import Link

_COUNTED = {EntryKind.POST: "spent", EntryKind.REFUND: "refunded", EntryKind.RETURN: "returned"}
_USE = frozenset({EntryKind.HOLD, EntryKind.GRANT})


class LocalJournal:
    """The journal of a computer. For accounts without a link, the trial account among them, it writes nothing.

    It watches the database: what a kept unit of work has told is anchored before its caller hears of the end.
    """

    def __init__(self, *, anchoring: Anchoring, clock: Clock) -> None:
        self._anchoring = anchoring
        self._clock = clock
        self._to_anchor: dict[str, Link] = {}
        self.on_told: Callable[[str], None] = _unheard
        """Called with each account that something was told of."""

    def tell(self, connection: sa.Connection, owner: str, body: EventBody) -> None:
        """Add to the chain what this unit of work does, and count what it uses."""
        link = links.find(connection, owner)
        if link is None:
            return
        now = self._clock()
        dumped = body.model_dump(mode="json")
        event = link.chain.link(ids.new(), body.type, dumped)
        connection.execute(
            outbox.insert().values(
                account_id=owner,
                device_id=link.device_id,
                dseq=event.dseq,
                id=event.id,
                body=json.dumps(dumped, ensure_ascii=False, separators=(",", ":")),
                prev=event.prev,
                hash=event.hash,
                created_at=now,
            )
        )
        changed = {"dseq": event.dseq, "head": event.hash, **_counted(link, body), **_used(body, now)}
        links.update(connection, owner, **changed)
        _keep(connection, link, body, now)
        self._to_anchor[owner] = link.model_copy(update=changed)

    def committed(self) -> None:
        """Anchor what was told."""
        pending, self._to_anchor = self._to_anchor, {}
        for link in pending.values():
            self._anchoring.write(link)
        for owner in pending:
            self.on_told(owner)

    def rolled_back(self) -> None:
        """It was not told after all."""
        self._to_anchor = {}


def _unheard(_: str) -> None:
    """Nobody waits for it."""


def _counted(link: Link, body: EventBody) -> dict[str, int]:
    if not isinstance(body, EntriesTold):
        return {}
    counts = {name: getattr(link, name) for name in _COUNTED.values()}
    for entry in body.entries:
        if entry.kind in _COUNTED:
            counts[_COUNTED[entry.kind]] += entry.amount
    return counts


def _used(body: EventBody, now: datetime) -> dict[str, Any]:
    is_use = isinstance(body, EntriesTold) and any(entry.kind in _USE for entry in body.entries)
    return {"spent_at": now} if is_use or isinstance(body, AllowanceOpened) else {}


def _keep(connection: sa.Connection, link: Link, body: EventBody, now: datetime) -> None:
    """Own entries stand in the account's statement at once, own pictures in the line of those to be sent."""
    if isinstance(body, EntriesTold):
        keep_entries(connection, link.account_id, link.device_id, body)
    elif isinstance(body, TaskMoved):
        outgoing.add(connection, link.account_id, body.items, now)


def keep_entries(connection: sa.Connection, account_id: str, device_id: str | None, body: EntriesTold) -> None:
    """Entries into the account's statement; those that stand there already stay."""
    from sqlalchemy.dialects.sqlite import insert

    rows = [
        {
            "account_id": account_id,
            "device_id": device_id,
            **entry.model_dump(include={"id", "amount", "task_id", "item", "attempt", "created_at"}),
            "kind": entry.kind.value,
        }
        for entry in body.entries
    ]
    connection.execute(insert(account_entries).on_conflict_do_nothing(), rows)
