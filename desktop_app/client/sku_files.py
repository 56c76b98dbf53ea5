"""A merchant's table of SKUs from a file: CSV as any Excel writes it, or a workbook; bounded, whatever the file is."""

import csv
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from desktop_app.core.errors import TableColumnsError, TableTooLargeError, UnreadableTableError
from desktop_app.core.skus import Cells, SkuTable, table

MAX_FILE_MEGABYTES = 20
MAX_UNPACKED_MEGABYTES = 60
"""Of a workbook; Excel's own files grow about tenfold."""
MAX_ROWS = 50_000
MAX_COLUMNS = 50
MAX_CELL = 1_000
"""Characters; what is longer is cut, and then told as too long."""

_MEGABYTE = 1_000_000
_DELIMITERS = ",;\t"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(path: Path) -> SkuTable:
    """The table in a file. Raises UnreadableTableError, TableTooLargeError, TableColumnsError."""
    data = _bytes(path)
    rows = _workbook(path, data) if zipfile.is_zipfile(io.BytesIO(data)) else _text(path, data)
    try:
        return table(_bounded(path, rows))
    except ValueError as exc:
        raise TableColumnsError(file=path.name) from exc


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_MEGABYTES * _MEGABYTE:
            raise TableTooLargeError(file=path.name, limit=f"{MAX_FILE_MEGABYTES} MB")
        return path.read_bytes()
    except OSError as exc:
        raise UnreadableTableError(file=path.name) from exc


def _bounded(path: Path, rows: Iterable[Iterable[Any]]) -> Iterator[Cells]:
    for number, cells in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise TableTooLargeError(file=path.name, limit=f"{MAX_ROWS:,}")
        yield [str(cell)[:MAX_CELL] for cell in itertools.islice(cells, MAX_COLUMNS)]


# text


def _text(path: Path, data: bytes) -> Iterator[Iterable[Any]]:
    text = _decoded(path, data)
    if "\0" in text:
        raise UnreadableTableError(file=path.name)
    delimiter = max(_DELIMITERS, key=text[:10_000].count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as exc:
        raise UnreadableTableError(file=path.name) from exc


def _decoded(path: Path, data: bytes) -> str:
    """UTF-16 and UTF-8 by their marks, then UTF-8 if it is, then what a Chinese Windows writes."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTableError(file=path.name)


# workbooks


def _workbook(path: Path, data: bytes) -> Iterator[Iterable[Any]]:
    _require_modest(path, data)
    import openpyxl  # only here: merchants without a table do not wait for it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for cells in book.worksheets[0].iter_rows(values_only=True, max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS):
            yield [_shown(cell) for cell in cells]
    except (InvalidFileException, zipfile.BadZipFile, *_BROKEN) as exc:
        raise UnreadableTableError(file=path.name) from exc


_BROKEN = (SyntaxError, LookupError, TypeError, ValueError, AttributeError, OSError, EOFError, NotImplementedError)
"""What openpyxl and the XML parser (whose ParseError is a SyntaxError) raise on files that are no sound workbooks."""


def _require_modest(path: Path, data: bytes) -> None:
    """A bomb is seen before it is unpacked: reading stops at the sizes that the archive declares."""
    try:
        declared = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, ValueError) as exc:
        raise UnreadableTableError(file=path.name) from exc
    if declared > MAX_UNPACKED_MEGABYTES * _MEGABYTE:
        raise TableTooLargeError(file=path.name, limit=f"{MAX_UNPACKED_MEGABYTES} MB")


def _shown(cell: Any) -> Any:
    """A cell as its reader sees it: 1001 and not 1001.0; a formula counts by the value it had when it was saved."""
    if cell is None:
        return ""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
