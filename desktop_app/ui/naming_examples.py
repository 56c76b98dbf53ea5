"""How file names come out, shown on examples, and what is wrong with a template. Pure functions."""

import re
from datetime import datetime
from pathlib import PurePosixPath

from desktop_app.core import names
from desktop_app.core.settings import Settings

EXAMPLES = ("SKU1/1.jpg", "SKU1/2.jpg", "SKU2/1.jpg", "衬衫 01.jpg")

_PIECE = re.compile(r"\{[^{}]*\}?|\}")


def problem_of(template: str) -> str | None:
    """None for a template that can be used; "" for an empty one; else the piece that it does not know."""
    if not template.strip():
        return ""
    try:
        names.templated(template, name=EXAMPLES[0], index=1, date="20260101")
    except (ValueError, IndexError):
        return next((piece for piece in _PIECE.findall(template) if not _is_known(piece)), template)
    return None


def examples(settings: Settings, now: datetime) -> list[tuple[str, str]]:
    """Old and new name of some photos, as the settings name them."""
    date = f"{now:%Y%m%d}"
    made = names.unique([_named(settings, name, number, date) for number, name in enumerate(EXAMPLES, 1)])
    return list(zip(EXAMPLES, made, strict=True))


def _named(settings: Settings, name: str, number: int, date: str) -> str:
    if settings.names == "index":
        return f"{number:02}{PurePosixPath(name).suffix}"
    if settings.names == "template" and problem_of(settings.name_template) is None:
        return names.templated(settings.name_template, name=name, index=number, date=date)
    return names.safe_path(name)


def _is_known(piece: str) -> bool:
    try:
        names.templated(piece, name=EXAMPLES[0], index=1, date="20260101")
    except (ValueError, IndexError):
        return False
    return True
