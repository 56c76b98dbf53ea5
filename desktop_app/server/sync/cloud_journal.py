"""The journal of the cloud: what it does for an account itself, among the events that computers told."""

from collections.abc import Iterator

import sqlalchemy as sa

from desktop_app.api.quota import INTERNAL
from desktop_app.api.sync import EntriesTold, EventBody, TaskMoved
from desktop_app.core import ids
from desktop_app.core.chain import link_hash
from desktop_app.core.clock import Clock
from desktop_app.server.sync import blob_repository, repository
from desktop_app.server.sync.repository import Record
from desktop_app.server.tasks.items import Item, Output


class CloudJournal:
    """Writes events that no computer told."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def tell(self, connection: sa.Connection, owner: str, body: EventBody) -> None:
        """Write down what this unit of work does; movements between places of one account are nobody's business."""
        outward = _outward(body)
        if outward is None:
            return
        now = self._clock()
        told = outward.model_dump(mode="json")
        event_id = ids.new()
        record = Record(id=event_id, body=told, hash=link_hash("", event_id, outward.type, told))
        repository.append(connection, owner, [record], now)
        if isinstance(outward, TaskMoved):
            for picture in _finished(outward):
                blob_repository.verify(connection, owner, picture.sha256, picture.size, now)


def _outward(body: EventBody) -> EventBody | None:
    if not isinstance(body, EntriesTold):
        return body
    entries = [entry for entry in body.entries if entry.kind not in INTERNAL]
    return EntriesTold(entries=entries) if entries else None


def _finished(body: TaskMoved) -> Iterator[Output]:
    """Pictures made here: the storage had them before the item ended."""
    for told in body.items:
        item = Item.model_validate(told)
        yield from item.output.pictures if item.output else ()
