"""The library as a Qt model: finished pictures, newest first, brought page by page."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.api.library import AssetPage, AssetView
from desktop_app.ui.bridge import Call
from desktop_app.ui.connection import Connection
from desktop_app.ui.models.roles import AssetSource, PictureRole
from desktop_app.ui.speech import Speech

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

AnyIndex = QModelIndex | QPersistentModelIndex

_PAGE = 200
_AT_ONCE = 5_000
"""Pictures in one call, at most."""
_ROOT = QModelIndex()


class AssetModel(QAbstractListModel):
    """The pictures whose names contain the text that is searched for."""

    loaded = Signal()
    """The server has told what there is."""
    failed = Signal(object)
    """An Exception: something could not be brought, deleted or restored."""

    def __init__(self, *, connection: Connection, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._speech = speech
        self._assets: list[AssetView] = []
        self._leaving: set[str] = set()
        self._cursor: str | None = None
        self._asked: Call | None = None
        self.text = ""
        """What is searched for."""
        self.shown_text: str | None = None
        """What the rows were searched for; None while the server has not told anything yet."""
        speech.changed.connect(self._on_language_changed)

    @property
    def pictures(self) -> Sequence[AssetView]:
        """Those that were brought, newest first."""
        return self._assets

    @property
    def has_more(self) -> bool:
        """Whether the server has older ones."""
        return self._cursor is not None

    def chosen(self, rows: Iterable[int]) -> list[AssetView]:
        """The pictures of these rows."""
        return [self._assets[row] for row in rows]

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._assets)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        asset = self._assets[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return asset.file_name
            case PictureRole.SOURCE:
                return AssetSource(asset.id)
            case PictureRole.DETAIL:
                return self._measures(asset)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{asset.file_name}\n{self._measures(asset)}\n{self._speech.moment(asset.created_at)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{asset.file_name}, {self._measures(asset)}"
        return None

    # asking

    def search(self, text: str) -> None:
        """Show only pictures whose name contains `text`."""
        if text != self.text:
            self.text = text
            self._ask(None)

    def refresh(self) -> None:
        """Ask for the newest again; older ones that are known stay."""
        self._ask(None)

    def remove(self, assets: Sequence[AssetView]) -> None:
        """Delete pictures, here at once and on the server; it can be undone."""
        wanted = [asset.id for asset in assets]
        self._leaving.update(wanted)
        self._drop(set(wanted))
        self._connection.ask(
            self,
            lambda server: _each(wanted, server.delete_assets),
            done=lambda _: self._leaving.difference_update(wanted),
            failed=lambda error: self._on_refused(wanted, error),
        )

    def restore(self, assets: Sequence[AssetView]) -> None:
        """Undo a deletion."""
        wanted = [asset.id for asset in assets]
        self._connection.ask(
            self,
            lambda server: _each(wanted, server.restore_assets),
            done=lambda _: self._on_restored(assets),
            failed=self.failed.emit,
        )

    def load_all(self, done: Callable[[], None]) -> None:
        """Have every older picture brought, and call `done`."""
        text, cursor = self.text, self._cursor

        async def older(server: "ServerClient") -> AssetPage:
            return AssetPage(assets=[asset async for asset in server.all_assets(text=text)])

        def arrived(page: AssetPage) -> None:
            self._on_answered(text, cursor, page)
            done()

        if cursor is None:
            done()
        else:
            self._cancel()
            self._asked = self._connection.ask(self, older, done=arrived, failed=self._on_failed)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return self._cursor is not None and self._asked is None

    def fetchMore(self, parent: AnyIndex) -> None:
        if self.canFetchMore(parent):
            self._ask(self._cursor)

    def _ask(self, cursor: str | None) -> None:
        self._cancel()
        text = self.text
        self._asked = self._connection.ask(
            self,
            lambda server: server.library(text=text, cursor=cursor, limit=_PAGE),
            done=lambda page: self._on_answered(text, cursor, page),
            failed=self._on_failed,
        )

    def _cancel(self) -> None:
        if self._asked is not None:
            self._asked.cancel()

    # answers

    def _on_answered(self, text: str, cursor: str | None, page: AssetPage) -> None:
        self._asked = None
        if cursor is not None:
            self._insert(page.assets)
            self._cursor = page.next_cursor
        elif self._continues(text, page):
            self._merge(page)
        else:
            self._replace(page)
        self.shown_text = text
        self.loaded.emit()

    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        self.failed.emit(error)

    def _on_refused(self, asset_ids: Sequence[str], error: Exception) -> None:
        """What was taken away here stays there: show it again."""
        self._leaving.difference_update(asset_ids)
        self.refresh()
        self.failed.emit(error)

    def _on_restored(self, assets: Sequence[AssetView]) -> None:
        self._insert(asset for asset in assets if self.text.casefold() in asset.file_name.casefold())
        self.loaded.emit()

    # rows

    def _continues(self, text: str, page: AssetPage) -> bool:
        """Whether the page joins the rows without a gap."""
        known = {asset.id for asset in self._assets}
        return text == self.shown_text and (page.next_cursor is None or any(each.id in known for each in page.assets))

    def _replace(self, page: AssetPage) -> None:
        self.beginResetModel()
        self._assets = [asset for asset in page.assets if asset.id not in self._leaving]
        self._cursor = page.next_cursor
        self.endResetModel()

    def _merge(self, page: AssetPage) -> None:
        """The newest pictures as they are now: others appear and go, the rest stays where it is."""
        told = {asset.id for asset in page.assets}
        end = _age(page.assets[-1]) if page.next_cursor else None
        self._drop({each.id for each in self._assets if each.id not in told and (end is None or _age(each) > end)})
        if end is None or not self._assets or _age(self._assets[-1]) >= end:
            self._cursor = page.next_cursor
        self._insert(page.assets)

    def _insert(self, assets: Iterable[AssetView]) -> None:
        known = self._leaving | {asset.id for asset in self._assets}
        fresh = sorted((asset for asset in assets if asset.id not in known), key=_age, reverse=True)
        placed = [(place, list(group)) for place, group in groupby(fresh, key=self._place)]
        for place, group in reversed(placed):
            self.beginInsertRows(_ROOT, place, place + len(group) - 1)
            self._assets[place:place] = group
            self.endInsertRows()

    def _place(self, asset: AssetView) -> int:
        if not self._assets or _age(asset) < _age(self._assets[-1]):
            return len(self._assets)
        return next(row for row, other in enumerate(self._assets) if _age(other) < _age(asset))

    def _drop(self, gone: set[str]) -> None:
        rows = [row for row, asset in enumerate(self._assets) if asset.id in gone]
        for first, last in reversed(list(_runs(rows))):
            self.beginRemoveRows(_ROOT, first, last)
            del self._assets[first : last + 1]
            self.endRemoveRows()

    # words

    def _measures(self, asset: AssetView) -> str:
        return self._speech.measures(asset.width, asset.height, asset.size)

    def _on_language_changed(self) -> None:
        if self._assets:
            self.dataChanged.emit(self.index(0), self.index(len(self._assets) - 1))


async def _each(asset_ids: Sequence[str], call: Callable[[Sequence[str]], Awaitable[int]]) -> None:
    for start in range(0, len(asset_ids), _AT_ONCE):
        await call(asset_ids[start : start + _AT_ONCE])


def _age(asset: AssetView) -> tuple[datetime, str]:
    """The server's order; larger is newer."""
    return asset.created_at, asset.id


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbours."""
    for _, group in groupby(enumerate(rows), key=lambda each: each[1] - each[0]):
        run = [row for _, row in group]
        yield run[0], run[-1]
