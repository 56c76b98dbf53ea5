"""Finished pictures into the library."""

from datetime import datetime

import sqlalchemy as sa

from desktop_app.core import ids
from desktop_app.server.library import repository as library
from desktop_app.server.tasks.items import Item


def shelve(connection: sa.Connection, *, owner: str, task_id: str, item: Item, at: datetime) -> None:
    """Every picture of a finished item becomes an asset, under an id that the item gives it wherever it is told."""
    for picture in item.output.pictures if item.output else ():
        library.insert(
            connection,
            id=ids.derived("asset", task_id, item.index, item.attempt, *filter(None, [picture.shop])),
            user_id=owner,
            task_id=task_id,
            item=item.index,
            attempt=item.attempt,
            created_at=at,
            **picture.model_dump(exclude={"notes", "measures", "others"}),
        )
