"""The outbox as the engine reads it: what is still to be told, and what became of the rest.

Every function works inside the caller's unit of work.
"""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import AllowanceOpened, EntriesTold, Event
from desktop_app.server.tables import account_entries, outbox
from desktop_app.sync.links import Link


def after(connection: sa.Connection, link: Link, dseq: int, limit: int) -> list[Event]:
    """Events beyond `dseq`, in order."""
    query = _of(link).where(outbox.c.dseq > dseq).order_by(outbox.c.dseq).limit(limit)
    return [
        Event(dseq=row.dseq, id=row.id, body=json.loads(row.body), prev=row.prev, hash=row.hash)
        for row in connection.execute(query)
    ]


def hash_at(connection: sa.Connection, link: Link, dseq: int) -> str | None:
    """The hash of the event at `dseq`, None if it is not kept."""
    return connection.scalar(_of(link).with_only_columns(outbox.c.hash).where(outbox.c.dseq == dseq))


def oldest(connection: sa.Connection, link: Link) -> int:
    """Lowest number still kept; one beyond the last where none is."""
    found = connection.scalar(_of(link).with_only_columns(sa.func.min(outbox.c.dseq)))
    return int(found) if found is not None else link.dseq + 1


def refused(connection: sa.Connection, link: Link) -> int:
    """How many events the cloud did not take."""
    query = _of(link).with_only_columns(sa.func.count()).where(outbox.c.refused.is_not(None))
    return int(connection.scalar(query) or 0)


def mark_refused(connection: sa.Connection, link: Link, event_id: str, slug: str) -> None:
    """Write down what the cloud said to an event it did not take; its entries did not happen."""
    body = connection.scalar(_of(link).with_only_columns(outbox.c.body).where(outbox.c.id == event_id))
    connection.execute(outbox.update().where(outbox.c.id == event_id).values(refused=slug[:32]))
    gone = [entry["id"] for entry in json.loads(body or "{}").get("entries", ())]
    mine = sa.and_(account_entries.c.account_id == link.account_id, account_entries.c.id.in_(gone))
    connection.execute(account_entries.delete().where(mine))


def id_at(connection: sa.Connection, link: Link, dseq: int) -> str | None:
    """The id of the event at `dseq`, None if it is not kept."""
    return connection.scalar(_of(link).with_only_columns(outbox.c.id).where(outbox.c.dseq == dseq))


def net_after(connection: sa.Connection, link: Link, dseq: int) -> int:
    """Pictures used minus refunded beyond `dseq`."""
    entries = (entry for body in _bodies(connection, link, dseq, None, "entries") for entry in body["entries"])
    signs = {EntryKind.POST.value: 1, EntryKind.REFUND.value: -1}
    return sum(signs.get(entry["kind"], 0) * int(entry["amount"]) for entry in entries)


def prune(connection: sa.Connection, link: Link, before: datetime) -> None:
    """Forget acknowledged events told before a moment; the cloud would have asked for them again by now."""
    mine = sa.and_(outbox.c.account_id == link.account_id, outbox.c.created_at < before)
    old = sa.and_(outbox.c.device_id == link.device_id, outbox.c.dseq > link.acked_dseq)
    connection.execute(outbox.delete().where(mine, sa.not_(old)))


def _of(link: Link) -> "sa.Select[Any]":
    return sa.select(outbox).where(outbox.c.account_id == link.account_id, outbox.c.device_id == link.device_id)


def untold_entries(connection: sa.Connection, link: Link) -> list[EntriesTold]:
    """What moved quota here and was not acknowledged."""
    return [EntriesTold.model_validate(body) for body in _bodies(connection, link, link.acked_dseq, None, "entries")]


def opened(connection: sa.Connection, link: Link, after: int, until: int | None = None) -> list[AllowanceOpened]:
    """Allowances that were told as opened beyond `after`, up to `until`, and not refused."""
    found = _bodies(connection, link, after, until, "allowance")
    return [AllowanceOpened.model_validate(body) for body in found]


def _bodies(connection: sa.Connection, link: Link, after: int, until: int | None, kind: str) -> list[dict[str, Any]]:
    query = _of(link).with_only_columns(outbox.c.body).where(outbox.c.dseq > after, outbox.c.refused.is_(None))
    if until is not None:
        query = query.where(outbox.c.dseq <= until)
    mine = query.where(outbox.c.body.startswith(f'{{"type":"{kind}"')).order_by(outbox.c.dseq)
    return [json.loads(body) for body in connection.scalars(mine)]
