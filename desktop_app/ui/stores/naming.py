"""Names of finished pictures saved one by one: like those inside the ZIP, but flat."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from desktop_app.api.export import NameStyle
from desktop_app.api.tasks import ItemView, TaskView
from desktop_app.core import names
from desktop_app.core.settings import Settings


def flat(name: str) -> str:
    """A name with folders as one safe file name: `SKU1/1.jpg` becomes `SKU1_1.jpg`."""
    return names.safe_name(names.safe_path(name).replace("/", "_"))


def picture_names(task: TaskView, items: Sequence[ItemView], settings: Settings, date: str) -> list[str]:
    """File names of finished items, as the settings want them, never two the same. A bad template is left out."""
    return names.unique([_name(item, len(task.batch_items), settings, date) for item in items])


def _name(item: ItemView, total: int, settings: Settings, date: str) -> str:
    assert item.output is not None
    original, number = item.output.file_name, item.index + 1
    match NameStyle(settings.names):
        case NameStyle.INDEX:
            return f"{number:0{max(2, len(str(total)))}}{PurePosixPath(original).suffix}"
        case NameStyle.TEMPLATE:
            return flat(_templated(settings.name_template, original, number, date))
        case _:
            return flat(original)


def _templated(template: str, original: str, number: int, date: str) -> str:
    try:
        return names.templated(template, name=original, index=number, date=date)
    except ValueError:
        return original
