"""Photos of a task before and after, at screen size: fetched in the background, the last ones kept."""

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop_app.api.tasks import ItemStatus, ItemView
from desktop_app.ui.connection import Connection

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

_KEPT = 24
"""Pictures; some 5 MB each."""

Key = tuple[str, int, int, str, str]
"""Task, item, attempt, "before" or "after", and the shop that it is for ("" for the first picture)."""


class ItemPreviews(QObject):
    """Asked again and again; tells when there is more to be had."""

    arrived = Signal(str, int)
    """A task's id and an item's index."""

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._pictures: OrderedDict[Key, QImage | None] = OrderedDict()
        self._underway: set[Key] = set()
        self._problems: dict[Key, Exception] = {}

    def pair(self, task_id: str, item: ItemView, shop: str = "") -> tuple[QImage | None, QImage | None]:
        """Before and after (for a shop, or the first), as far as they are here; what is missing is fetched."""
        before = self._get((task_id, item.index, 1, "before", ""))
        is_made = item.status is ItemStatus.SUCCESS and item.output is not None
        after = self._get((task_id, item.index, item.attempt, "after", shop)) if is_made else None
        return before, after

    def is_coming(self, task_id: str, item: ItemView) -> bool:
        """Whether something of it is still being fetched."""
        return any(key[:2] == (task_id, item.index) for key in self._underway)

    def problem(self, task_id: str, item: ItemView, shop: str = "") -> Exception | None:
        """Why the finished picture cannot be had, such as one of another computer without network."""
        return self._problems.get((task_id, item.index, item.attempt, "after", shop))

    def forget_failures(self) -> None:
        """What could not be had is worth asking for again."""
        for key in [key for key, image in self._pictures.items() if image is None]:
            del self._pictures[key]
        self._problems.clear()

    def _get(self, key: Key) -> QImage | None:
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        if key not in self._underway:
            self._underway.add(key)
            self._connection.ask(
                self,
                lambda server: _fetched(server, key),
                done=lambda image: self._take(key, image),
                failed=lambda error: self._fail(key, error),
            )
        return None

    def _fail(self, key: Key, error: Exception) -> None:
        self._problems[key] = error
        self._take(key, None)

    def _take(self, key: Key, image: QImage | None) -> None:
        self._underway.discard(key)
        self._pictures[key] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit(key[0], key[1])


async def _fetched(server: "ServerClient", key: Key) -> QImage | None:
    task_id, index, _, which, shop = key
    data = await server.item_preview(task_id, index, which, shop=shop)
    image = await asyncio.to_thread(QImage.fromData, data)
    return None if image.isNull() else image
