"""How the settings name pictures, and what is wrong with a template. Pure functions."""

import re

from desktop_app.core import naming
from desktop_app.core.naming import NameStyle, Naming
from desktop_app.core.settings import Settings

_PIECE = re.compile(r"\{[^{}]*\}?|\}")


def naming_of(settings: Settings) -> Naming:
    """As the settings want it; by the photos' own names where their template cannot be used."""
    style = NameStyle(settings.names)
    is_usable = style is not NameStyle.TEMPLATE or problem_of(settings.name_template) is None
    return Naming(style, settings.name_template) if is_usable else Naming()


def problem_of(template: str) -> str | None:
    """None for a template that can be used; "" for an empty one; else the piece that it does not know."""
    if not template.strip():
        return ""
    if _is_known(template):
        return None
    return next((piece for piece in _PIECE.findall(template) if not _is_known(piece)), template)


def _is_known(piece: str) -> bool:
    try:
        naming.require_template(piece)
    except ValueError:
        return False
    return True
