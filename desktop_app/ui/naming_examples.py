"""How file names come out, shown on examples."""

from datetime import datetime

from desktop_app.core import naming
from desktop_app.core.naming import Source
from desktop_app.core.settings import Settings
from desktop_app.ui.stores.naming import naming_of

EXAMPLES = ("SKU1/1.jpg", "SKU1/2.jpg", "SKU2/1.jpg", "衬衫 01.jpg")


def examples(settings: Settings, now: datetime) -> list[tuple[str, str]]:
    """Old and new name of some photos, as the settings name them."""
    sources = [Source(name, number, len(EXAMPLES)) for number, name in enumerate(EXAMPLES, 1)]
    return list(zip(EXAMPLES, naming.plan(sources, naming_of(settings), f"{now:%Y%m%d}"), strict=True))
