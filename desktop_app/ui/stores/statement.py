"""The statement of quota: fetched page by page, newest first, and kept at its newest."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.api.events import Event, QuotaEvent, ResyncEvent
from desktop_app.api.quota import EntryKind, EntryPage, EntryView
from desktop_app.ui.bridge import Failed
from desktop_app.ui.connection import Connection

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

PAGE = 100
_GATHER_MILLISECONDS = 200
"""A batch moves quota several times a second: one asking serves them all."""

SIGNS = {
    EntryKind.GRANT: 1,
    EntryKind.HOLD: -1,
    EntryKind.POST: 0,
    EntryKind.VOID: 1,
    EntryKind.REFUND: 1,
    EntryKind.MOVE: 0,
    EntryKind.RETURN: 0,
    EntryKind.SETTLE: 0,
    EntryKind.FORFEIT: -1,
}
"""What an entry does to the available balance; using what was held before does nothing to it.

A settlement can go either way and does not tell which: it stands there without a sign.
"""


class Statement(QObject):
    """The entries that are known so far, all of one kind or of every kind."""

    renewed = Signal()
    """All entries are others than before."""
    prepended = Signal(int)
    """So many newer ones stand before those that were known."""
    appended = Signal(int)
    """So many older ones stand behind those that were known."""

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._cursor: str | None = None
        self._renewals = 0
        self._asked = QTimer(self, singleShot=True, interval=_GATHER_MILLISECONDS)
        self._asked.timeout.connect(self.refresh)
        self.entries: list[EntryView] = []
        self.kind: EntryKind | None = None
        self.loaded = False
        """Whether the server has told of the newest entries of this kind."""
        connection.event_received.connect(self._on_event)

    @property
    def has_more(self) -> bool:
        """Whether the server has older ones that are not being fetched yet."""
        return self._cursor is not None

    def choose(self, kind: EntryKind | None) -> None:
        """Show entries of one kind, or of every kind."""
        self.kind = kind
        self._renew([], None, loaded=False)
        self.refresh()

    def renew(self) -> None:
        """Forget all entries and have them brought anew: they are another account's now."""
        self.choose(self.kind)

    def refresh(self) -> None:
        """Have the newest entries brought."""
        self._ask(None, self._take_newest)

    def load_more(self) -> None:
        """Have the next older ones brought."""
        cursor, self._cursor = self._cursor, None
        if cursor is not None:
            self._ask(cursor, self._take_older)

    def load_everything(self, done: Callable[[list[EntryView]], None], failed: Failed | None = None) -> None:
        """Every entry of every kind there is, for keeping; they are not added to `entries`."""

        async def everything(server: "ServerClient") -> list[EntryView]:
            return [entry async for entry in server.entries()]

        self._connection.ask(self, everything, done=done, failed=failed)

    def _ask(self, cursor: str | None, take: Callable[[EntryPage], None]) -> None:
        kind, asked_of = self.kind, self._renewals

        def done(page: EntryPage) -> None:
            outdated = cursor is not None and asked_of != self._renewals  # older than what is no longer shown
            if kind is self.kind and not outdated:
                take(page)

        self._connection.ask(self, lambda server: server.statement(kind=kind, cursor=cursor, limit=PAGE), done=done)

    def _take_newest(self, page: EntryPage) -> None:
        fresh = newer(page.entries, self.entries)
        if len(fresh) == len(page.entries) and (fresh or not self.loaded):  # there may be a gap to what was known
            self._renew(page.entries, page.next_cursor, loaded=True)
        elif fresh:
            self.entries = [*fresh, *self.entries]
            self.prepended.emit(len(fresh))

    def _renew(self, entries: Sequence[EntryView], cursor: str | None, *, loaded: bool) -> None:
        self._renewals += 1
        self.entries, self._cursor, self.loaded = list(entries), cursor, loaded
        self.renewed.emit()

    def _take_older(self, page: EntryPage) -> None:
        self.entries = [*self.entries, *page.entries]
        self._cursor = page.next_cursor
        self.appended.emit(len(page.entries))

    def _on_event(self, event: Event) -> None:
        if isinstance(event, QuotaEvent | ResyncEvent) and not self._asked.isActive():
            self._asked.start()


def newer(page: Sequence[EntryView], known: Sequence[EntryView]) -> list[EntryView]:
    """The entries of a first page that are newer than all that are known."""
    newest = known[0].id if known else None
    fresh = []
    for entry in page:
        if entry.id == newest:
            break
        fresh.append(entry)
    return fresh


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table for spreadsheets; write it as UTF-8 with a byte order mark, or Excel shows Chinese wrong."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(heads)
    table.writerows(rows)
    return written.getvalue()
