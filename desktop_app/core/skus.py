"""SKUs by photo, from a table that a merchant keeps: rows in, entries and what is odd about them out. Pure values."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from desktop_app.core import words
from desktop_app.core.words import Language

Cells = Sequence[str]
"""One row of a table, as text."""

_SAID_OF_NAMES = (
    "file name|filename|file|name|photo|photo name|image|image name|picture|original"
    "|文件名|文件名称|文件|图片|图片名|图片名称|图片文件名|照片|照片名|名称|原文件名"
)
_SAID_OF_SKUS = (
    "sku|sku id|sku code|sku no|item no|item number|style|style no|product code|article"
    "|货号|款号|编码|编号|商家编码|商品编码|商品货号|sku编码|sku编号|sku 编码|sku 编号|型号"
)
"""What merchants and the exports of shops write above the two columns."""
_NAMES, _SKUS = frozenset(_SAID_OF_NAMES.split("|")), frozenset(_SAID_OF_SKUS.split("|"))
_LONGEST = 200


class ProblemKind(StrEnum):
    """What is odd about a row or a photo; the sentences stand under `skus` in resources/words."""

    EMPTY_NAME = "empty-name"
    EMPTY_SKU = "empty-sku"
    TOO_LONG = "too-long"
    REPEATED = "repeated"
    """The same name once more with the same SKU; harmless."""
    CONFLICTING = "conflicting"
    """The same name once more with another SKU; the first one counts."""
    UNKNOWN = "unknown"
    """No photo has that name."""
    MISSING = "missing"
    """A photo that no row names."""


@dataclass(frozen=True)
class Problem:
    """Something that the merchant should know; nothing is refused for it."""

    kind: ProblemKind
    name: str = ""
    row: int = 0
    """As a spreadsheet counts, from 1; 0 where no row is meant."""
    sku: str = ""

    def sentence(self, language: Language) -> str:
        """What is odd, and where."""
        return words.say(language, f"skus.{self.kind}", name=self.name, row=self.row, sku=self.sku)


@dataclass(frozen=True)
class Entry:
    """One row that can be used."""

    name: str
    sku: str
    row: int


@dataclass(frozen=True)
class Matched:
    """What a table says about certain photos."""

    skus: Mapping[str, str]
    """By the photo's own name."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class SkuTable:
    """A table of photo names and SKUs."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    def matched(self, photos: Iterable[str]) -> Matched:
        """SKUs of `photos` ("SKU1/1.jpg"): by the whole name, then without folders, then without the extension.

        Case and the way accents are written make no difference.
        """
        by_key = {_folded(entry.name): entry for entry in reversed(self.entries)}
        found = {photo: next(filter(None, map(by_key.get, _keys(photo))), None) for photo in photos}
        used = {entry.row for entry in found.values() if entry}
        unknown = [_about(ProblemKind.UNKNOWN, each) for each in self.entries if each.row not in used]
        missing = [Problem(ProblemKind.MISSING, photo) for photo, entry in found.items() if entry is None]
        skus = {photo: entry.sku for photo, entry in found.items() if entry}
        return Matched(skus, (*self.problems, *unknown, *missing))


def table(rows: Iterable[Cells]) -> SkuTable:
    """Read rows of cells; a heading, where there is one, tells which column is which, otherwise names come first.

    Raises ValueError where no row has two columns.
    """
    reading = _Reading()
    for number, cells in enumerate(rows, 1):
        reading.take(number, [_clean(cell) for cell in cells])
    if reading.columns is None:
        raise ValueError("no row has two columns")
    return SkuTable(tuple(reading.entries.values()), tuple(reading.problems))


@dataclass
class _Reading:
    """A table half read."""

    columns: tuple[int, int] | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, row: int, cells: list[str]) -> None:
        """The next row."""
        if not any(cells):
            return
        if self.columns is None:
            headed = _headed(cells)
            self.columns = headed or ((0, 1) if len(cells) > 1 else None)
            if headed or self.columns is None:
                return
        name, sku = (cells[column] if column < len(cells) else "" for column in self.columns)
        self._keep(Entry(name, sku, row))

    def _keep(self, entry: Entry) -> None:
        problem = _problem(entry) or self._seen(entry)
        if problem is not None:
            self.problems.append(_about(problem, entry))
        else:
            self.entries[_folded(entry.name)] = entry

    def _seen(self, entry: Entry) -> ProblemKind | None:
        before = self.entries.get(_folded(entry.name))
        if before is None:
            return None
        return ProblemKind.REPEATED if before.sku == entry.sku else ProblemKind.CONFLICTING


def _problem(entry: Entry) -> ProblemKind | None:
    if not entry.name:
        return ProblemKind.EMPTY_NAME
    if not entry.sku:
        return ProblemKind.EMPTY_SKU
    return ProblemKind.TOO_LONG if len(entry.sku) > _LONGEST else None


def _about(kind: ProblemKind, entry: Entry) -> Problem:
    return Problem(kind, entry.name, entry.row, entry.sku[:_LONGEST])


def _headed(cells: list[str]) -> tuple[int, int] | None:
    """The columns of names and SKUs, if this row is a heading."""
    said = [" ".join(cell.casefold().replace("_", " ").replace("-", " ").split()) for cell in cells]
    names = [index for index, cell in enumerate(said) if cell in _NAMES]
    skus = [index for index, cell in enumerate(said) if cell in _SKUS]
    return (names[0], skus[0]) if names and skus else None


def _keys(photo: str) -> Iterator[str]:
    path = PurePosixPath(_folded(photo))
    yield from (str(path), path.name, str(path.with_suffix("")), path.stem)


def _folded(name: str) -> str:
    """How names are compared."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").casefold()).strip("/")


def _clean(cell: Any) -> str:
    return unicodedata.normalize("NFC", str(cell)).strip().lstrip("\ufeff'").strip()
