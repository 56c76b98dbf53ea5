"""ZIPs: the finished pictures of a task, or a selection of the library, with a manifest that opens in Excel."""

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from desktop_app.api.export import DEFAULT_TEMPLATE, NameStyle
from desktop_app.api.library import Selection
from desktop_app.api.tasks import ItemStatus
from desktop_app.core import names, words
from desktop_app.core.clock import Clock
from desktop_app.core.errors import InvalidRequestError, NotFoundError, by_slug
from desktop_app.core.words import Language
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database
from desktop_app.server.export import zip_stream
from desktop_app.server.export.zip_stream import Entry
from desktop_app.server.library import repository as library
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.items import Item

MANIFEST = "manifest.csv"

_COLUMNS = ("file", "original", "status", "width", "height", "bytes", "sha256", "attempt", "reason")


@dataclass(frozen=True)
class Naming:
    """How the pictures of a task are named in its ZIP."""

    style: NameStyle = NameStyle.ORIGINAL
    template: str = DEFAULT_TEMPLATE

    def name(self, item: Item, total: int, date: str) -> str:
        """The name of one picture; not yet unique. Raises InvalidRequestError for a template with unknown tokens."""
        assert item.output is not None
        original, number = item.output.file_name, item.index + 1
        if self.style is NameStyle.ORIGINAL:
            return original
        if self.style is NameStyle.INDEX:
            return f"{number:0{max(2, len(str(total)))}}{PurePosixPath(original).suffix}"
        try:
            return names.templated(self.template, name=original, index=number, date=date)
        except ValueError as exc:
            raise InvalidRequestError(reason=f"template: {exc}", field="template") from exc


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

    def __init__(self, *, database: Database, storage: FileStorage, clock: Clock) -> None:
        self._database = database
        self._storage = storage
        self._clock = clock

    def task(
        self, account: Account, task_id: str, *, naming: Naming, only_success: bool, language: Language
    ) -> Archive:
        """The finished pictures of a task; the manifest lists every photo, or with `only_success` just those.

        Raises NotFoundError where nothing is finished, NotYoursError, InvalidRequestError for a bad template.
        """
        with self._database.read() as connection:
            record = tasks.get(connection, task_id, owner=account.id)
        done = [item for item in record.items if item.output is not None and item.status is ItemStatus.SUCCESS]
        if not done:
            raise NotFoundError(what="output")
        now = self._clock()
        stored = names.unique([naming.name(item, len(record.items), f"{now:%Y%m%d}") for item in done])
        by_index = {item.index: name for item, name in zip(done, stored, strict=True)}
        told = done if only_success else record.items
        manifest = _manifest([_row(item, by_index.get(item.index, ""), language) for item in told])
        pictures = [self._entry(item.output, name, now) for item, name in zip(done, stored, strict=True)]
        return Archive(f"batch_{record.id}.zip", [*pictures, _in_hand(MANIFEST, manifest, now)])

    def selection(self, account: Account, selection: Selection) -> Archive:
        """Assets of the library. Raises NotFoundError, NotYoursError."""
        with self._database.read() as connection:
            rows = library.get(connection, account.id, selection.ids)
        now = self._clock()
        stored = names.unique([row.file_name for row in rows])
        entries = [self._entry(row, name, now) for row, name in zip(rows, stored, strict=True)]
        return Archive(f"cleanrack_{now:%Y%m%d_%H%M%S}.zip", entries)

    def _entry(self, picture: Any, name: str, modified: datetime) -> Entry:
        source: Path = self._storage.path(picture.sha256)
        return Entry(name=name, size=picture.size, crc32=picture.crc32, modified=modified, source=source)


def _row(item: Item, stored: str, language: Language) -> dict[str, Any]:
    output = item.output if item.status is ItemStatus.SUCCESS else None
    reason = words.explain(language, by_slug(item.error.slug)(**item.error.details)) if item.error else ""
    return {
        "file": stored,
        "original": item.file_name,
        "status": item.status.value,
        "width": output.width if output else "",
        "height": output.height if output else "",
        "bytes": output.size if output else "",
        "sha256": output.sha256 if output else "",
        "attempt": item.attempt,
        "reason": reason,
    }


def _manifest(rows: Sequence[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _COLUMNS)
    writer.writeheader()
    writer.writerows({name: _inert(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")  # the mark tells Excel that this is UTF-8


def _inert(value: Any) -> Any:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def _in_hand(name: str, data: bytes, modified: datetime) -> Entry:
    return Entry(name=name, size=len(data), crc32=zlib.crc32(data), modified=modified, source=data)
