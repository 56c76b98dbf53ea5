"""How finished pictures are named, decided in one place for ZIPs, folders and the list that is shown beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from desktop_app.core import names

DEFAULT_TEMPLATE = "{index:02}_{name}"


class NameStyle(StrEnum):
    """What a finished picture's name is made of."""

    ORIGINAL = "original"
    """As the merchant named the photo, folders included."""
    INDEX = "index"
    """01.jpg, 02.jpg, … in the order of the batch."""
    TEMPLATE = "template"
    """By a template with the tokens {name} {sku} {shop} {index} {index:03} {date}."""


@dataclass(frozen=True)
class Naming:
    """How the pictures of a task are named."""

    style: NameStyle = NameStyle.ORIGINAL
    template: str = DEFAULT_TEMPLATE
    skus: Mapping[str, str] = field(default_factory=dict)
    """SKUs by the photo's name; for one that is not in it {sku} is its folder, or its own name without one."""

    def sku(self, name: str) -> str:
        """The SKU of a photo; "" where neither the mapping nor a folder tells one."""
        return self.skus.get(name, "") or PurePosixPath(names.safe_path(name)).parent.name


@dataclass(frozen=True)
class Source:
    """What a finished picture was made from, and for whom."""

    name: str
    """Of the photo, folders included ("SKU1/1.heic")."""
    index: int
    """Of the photo in its task, from 1."""
    total: int
    """Photos in that task."""
    shop: str = ""
    """Id of the marketplace; where pictures for several are named together, each has a folder of that name."""
    extension: str = ""
    """Of the finished picture, with its dot; empty keeps the photo's."""


def plan(originals: Sequence[Source], naming: Naming, date: str, *, flat: bool = False) -> list[str]:
    """The names, safe on Windows and never two the same, in the order of `originals`; `date` fills {date}.

    A name may carry folders ("taobao/SKU1/1.jpg"); `flat` makes one file name of it ("taobao_SKU1_1.jpg"). Raises
    ValueError for a template with a token that there is not.
    """
    wanted = [_wanted(each, naming, date) for each in originals]
    if len({each.shop for each in originals}) > 1 and not _says_shop(naming):
        wanted = [_in_folder(each, name) for each, name in zip(originals, wanted, strict=True)]
    return names.unique([names.safe_name(name) for name in wanted] if flat else wanted)


def require_template(template: str) -> None:
    """Raise ValueError for a template with a token that there is not."""
    _wanted(Source("SKU1/1.jpg", 1, 1), Naming(NameStyle.TEMPLATE, template), "20260101")


def _wanted(source: Source, naming: Naming, date: str) -> str:
    original = names.safe_path(source.name)
    finished = names.with_extension(original, source.extension) if source.extension else original
    match naming.style:
        case NameStyle.INDEX:
            return f"{source.index:0{max(2, len(str(source.total)))}}{PurePosixPath(finished).suffix}"
        case NameStyle.TEMPLATE:
            told = {"sku": naming.sku(source.name), "shop": source.shop, "date": date}
            return names.templated(naming.template, name=finished, index=source.index, **told)
        case _:
            return finished


def _in_folder(source: Source, name: str) -> str:
    return f"{names.safe_name(source.shop)}/{name}" if source.shop else name


def _says_shop(naming: Naming) -> bool:
    """A template that says where the shop stands is followed."""
    return naming.style is NameStyle.TEMPLATE and "{shop}" in naming.template
