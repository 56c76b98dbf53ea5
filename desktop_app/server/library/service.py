"""The library: every finished picture, until the merchant deletes it."""

from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.api.library import AssetPage, AssetView, Selection
from desktop_app.api.sync import AssetsMarked
from desktop_app.core.clock import Clock
from desktop_app.server import pages
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database
from desktop_app.server.journal import Journal
from desktop_app.server.library import repository
from desktop_app.server.storage import Storage

DELETED_KEPT = timedelta(days=30)
"""How long a deletion can be undone."""


class LibraryService:
    """Assets of an account."""

    def __init__(self, *, database: Database, storage: Storage, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._storage = storage
        self._journal = journal
        self._clock = clock

    def page(self, account: Account, *, text: str, cursor: str | None, limit: int) -> AssetPage:
        """Assets whose name contains `text`, newest first."""
        with self._database.read(account.id) as connection:
            rows = repository.page(connection, account.id, text=text, before=pages.decode(cursor), limit=limit + 1)
        more = rows[limit - 1] if len(rows) > limit else None
        return AssetPage(
            assets=[AssetView.model_validate(row, from_attributes=True) for row in rows[:limit]],
            next_cursor=pages.encode(more.created_at, more.id) if more else None,
        )

    def file(self, account: Account, asset_id: str) -> tuple[Path, AssetView]:
        """An asset and where its bytes are. Raises NotFoundError, NotYoursError, MissingOriginalError."""
        with self._database.read(account.id) as connection:
            row = repository.get(connection, account.id, [asset_id])[0]
        return self._storage.path(account.id, row.sha256), AssetView.model_validate(row, from_attributes=True)

    def delete(self, account: Account, selection: Selection) -> int:
        """Delete assets; answer how many. It can be undone for 30 days."""
        return self._mark(account, selection, self._clock())

    def restore(self, account: Account, selection: Selection) -> int:
        """Bring deleted assets back; answer how many."""
        return self._mark(account, selection, None)

    def _mark(self, account: Account, selection: Selection, moment: datetime | None) -> int:
        with self._database.write(account.id) as connection:
            marked = repository.mark_deleted(connection, account.id, selection.ids, moment)
            if marked:
                self._journal.tell(connection, account.id, AssetsMarked(ids=marked, deleted_at=moment))
        return len(marked)
