"""ZIPs: the finished pictures of a task, or a selection of the library, with a manifest that opens in Excel."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from desktop_app.api.export import ExportTask
from desktop_app.api.library import Selection
from desktop_app.api.tasks import ItemStatus
from desktop_app.core import names
from desktop_app.core.clock import Clock
from desktop_app.core.errors import InvalidRequestError, NotFoundError
from desktop_app.core.naming import Naming, Source, plan
from desktop_app.core.words import Language
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database
from desktop_app.server.export import manifest, zip_stream
from desktop_app.server.export.manifest import Manifest
from desktop_app.server.export.zip_stream import Entry
from desktop_app.server.library import repository as library
from desktop_app.server.storage import Storage
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.items import Item, Output


@dataclass(frozen=True)
class Archive:
    """A ZIP that is ready to be sent."""

    file_name: str
    entries: Sequence[Entry]

    @property
    def size(self) -> int:
        """Bytes, known before the first is sent."""
        return zip_stream.length(self.entries)

    def chunks(self) -> Iterator[bytes]:
        """The bytes."""
        return zip_stream.stream(self.entries)


class ExportService:
    """Makes archives."""

    def __init__(self, *, database: Database, storage: Storage, clock: Clock) -> None:
        self._database = database
        self._storage = storage
        self._clock = clock

    def task(self, account: Account, task_id: str, request: ExportTask, language: Language) -> Archive:
        """The finished pictures of a task, those for a shop in its folder; with a manifest.

        Raises NotFoundError where nothing is finished, NotYoursError, InvalidRequestError for a bad template.
        """
        with self._database.read(account.id) as connection:
            record = tasks.get(connection, task_id, owner=account.id)
        done = [item for item in record.items if item.output is not None and item.status is ItemStatus.SUCCESS]
        if not done:
            raise NotFoundError(what="output")
        now = self._clock()
        pictures = [(item, picture) for item in done if item.output for picture in item.output.pictures]
        sources = [_source(item, picture, len(record.items)) for item, picture in pictures]
        *stored, listing = _planned(sources, request.naming, request.date or f"{now.astimezone():%Y%m%d}")
        by_picture = {(item.index, each.shop): name for (item, each), name in zip(pictures, stored, strict=True)}
        told = done if request.only_success else record.items
        rows = Manifest(request.naming, language).of(told, by_picture)
        entries = [
            self._entry(account.id, picture, name, now) for (_, picture), name in zip(pictures, stored, strict=True)
        ]
        return Archive(f"batch_{record.id}.zip", [*entries, _in_hand(listing, rows, now)])

    def selection(self, account: Account, selection: Selection) -> Archive:
        """Assets of the library. Raises NotFoundError, NotYoursError."""
        with self._database.read(account.id) as connection:
            rows = library.get(connection, account.id, selection.ids)
        now = self._clock()
        stored = plan([Source(row.file_name, 1, 1, row.shop) for row in rows], Naming(), "")
        entries = [self._entry(account.id, row, name, now) for row, name in zip(rows, stored, strict=True)]
        return Archive(f"cleanrack_{now:%Y%m%d_%H%M%S}.zip", entries)

    def _entry(self, owner: str, picture: Any, name: str, modified: datetime) -> Entry:
        source: Path = self._storage.path(owner, picture.sha256)
        return Entry(name=name, size=picture.size, crc32=picture.crc32, modified=modified, source=source)


def _source(item: Item, picture: Output, total: int) -> Source:
    extension = PurePosixPath(picture.file_name).suffix
    return Source(item.file_name, item.index + 1, total, picture.shop, extension)


def _planned(sources: Sequence[Source], naming: Naming, date: str) -> list[str]:
    """Names inside the ZIP; the last is the manifest's."""
    try:
        planned = plan(sources, naming, date)
    except ValueError as exc:
        raise InvalidRequestError(reason=f"template: {exc}", field="template") from exc
    return names.unique([*planned, manifest.FILE_NAME])


def _in_hand(name: str, data: bytes, modified: datetime) -> Entry:
    return Entry(name=name, size=len(data), crc32=zlib.crc32(data), modified=modified, source=data)
