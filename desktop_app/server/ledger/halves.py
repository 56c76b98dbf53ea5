"""Tasks that the cloud was told by halves: part of it was refused, or is still at its computer."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from desktop_app.server.cloud_tables import devices, events


def told_by_halves(connection: sa.Connection) -> set[str]:
    """Ids of tasks whose items and quota need not agree in the cloud.

    A computer tells items and quota as events one after the other, and may be cut in between: what the last event of
    a computer is about may go on in its next one.
    """
    refused = sa.select(events.c.body).where(events.c.refused.is_not(None))
    last = sa.select(events.c.body).join(
        devices, sa.and_(devices.c.id == events.c.device_id, devices.c.acked_dseq == events.c.dseq)
    )
    return {task_id for query in (refused, last) for body in connection.scalars(query) for task_id in _tasks_of(body)}


def _tasks_of(body: dict[str, Any]) -> Iterator[str]:
    entries = body.get("entries")
    told = [body, *(entries if isinstance(entries, list) else [])]  # what was refused may be of any shape
    yield from (str(each["task_id"]) for each in told if isinstance(each, dict) and "task_id" in each)
