"""manifest.csv: one row for each finished file and each photo without one, in a form that Excel opens as it is."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from desktop_app.api.tasks import ItemStatus
from desktop_app.core import words
from desktop_app.core.errors import by_slug
from desktop_app.core.naming import Naming
from desktop_app.core.words import Language
from desktop_app.imaging import marketplaces
from desktop_app.imaging.marketplaces import Facts, sentence
from desktop_app.server.tasks.items import Item, Output

FILE_NAME = "manifest.csv"

COLUMNS = (
    "file",
    "original",
    "sku",
    "shop",
    "status",
    "width",
    "height",
    "bytes",
    "delta_e",
    "delta_e_95",
    "border_white",
    "fill",
    "confidence",
    "method",
    "checks",
    "notes",
    "sha256",
    "attempt",
    "reason",
)
_VERDICTS = MappingProxyType({True: "passed", False: "failed", None: "unmeasured"})
_FIGURES = MappingProxyType({"delta_e": 2, "delta_e_95": 2, "border_white": 4, "fill": 3, "confidence": 3})
"""Measures with the digits after the point that mean something."""


@dataclass(frozen=True)
class Manifest:
    """The manifest of one ZIP."""

    naming: Naming
    language: Language

    def of(self, items: Sequence[Item], stored: Mapping[tuple[int, str], str]) -> bytes:
        """The file; `stored` are the names inside the ZIP by (index of the photo, shop)."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, COLUMNS, restval="")
        writer.writeheader()
        for item in items:
            for row in self._rows(item, stored):
                writer.writerow({name: _inert(value) for name, value in row.items()})
        return text.getvalue().encode("utf-8-sig")  # the mark tells Excel that this is UTF-8

    def _rows(self, item: Item, stored: Mapping[tuple[int, str], str]) -> Iterator[dict[str, Any]]:
        photo = {
            "original": item.file_name,
            "sku": self.naming.sku(item.file_name),
            "status": item.status.value,
            "attempt": item.attempt,
            "reason": self._reason(item),
        }
        if item.output is None or item.status is not ItemStatus.SUCCESS:
            yield photo
            return
        for picture in item.output.pictures:
            yield photo | {"file": stored[item.index, picture.shop]} | self._picture(picture)

    def _picture(self, picture: Output) -> dict[str, Any]:
        return {
            "shop": picture.shop,
            "width": picture.width,
            "height": picture.height,
            "bytes": picture.size,
            **_measured(picture),
            "method": picture.measures.method,
            "checks": self._listed(_checks(picture, self.language)),
            "notes": self._listed([words.say(self.language, f"notes.{note}") for note in picture.notes]),
            "sha256": picture.sha256,
        }

    def _reason(self, item: Item) -> str:
        return words.explain(self.language, by_slug(item.error.slug)(**item.error.details)) if item.error else ""

    def _listed(self, said: Sequence[str]) -> str:
        return words.say(self.language, "manifest.separator").join(said)


def _measured(picture: Output) -> dict[str, Any]:
    found = {name: (getattr(picture.measures, name), digits) for name, digits in _FIGURES.items()}
    return {name: "" if value is None else round(value, digits) for name, (value, digits) in found.items()}


def _checks(picture: Output, language: Language) -> list[str]:
    """Each thing the shop asks for, with the measured figure; nothing for a picture made for no shop."""
    shop = marketplaces.shops().get(picture.shop)
    checked = shop.check(Facts.of(picture)) if shop else ()
    return [
        words.say(language, f"manifest.{_VERDICTS[each.passed]}", said=sentence(language, each)) for each in checked
    ]


def _inert(value: Any) -> Any:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
