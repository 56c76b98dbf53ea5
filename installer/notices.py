"""Third-party notices: name, version, licence and licence texts of everything that is really inside."""

import json
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import cast

from installer import owners
from installer.inside import Piece

ROOT = Path(__file__).resolve().parents[1]
LICENCES = ROOT / "installer" / "licences"

STANDARD: Mapping[str, tuple[str, ...]] = {
    "LGPL": ("LGPL-3.txt", "GPL-3.txt"),  # the first is written as an addition to the second
    "Apache": ("Apache-2.0.txt",),
}
"""Texts for packages that name a licence and bring no text, by a word of its name."""

_RULE = "=" * 80
_NAMES = ("licen", "copying", "notice", "copyright")
_REMARKS: Mapping[str, str] = {
    "pyinstaller": "Its bootloader is inside, whose licence lets programs made with it be under any licence.",
    "pyside6-essentials": "Qt and PySide6; the source code is at https://code.qt.io",
}


class NoLicenceTextError(Exception):
    """A package is inside whose licence text nobody knows."""


@dataclass(frozen=True)
class Notice:
    """One work of others."""

    name: str
    version: str
    licence: str
    """As the work itself names it."""
    texts: tuple[str, ...]


def whole(pieces: Iterable[Piece], version: str) -> str:
    """The text of the notices. Raises NoLicenceTextError."""
    found = notices({piece.owner for piece in pieces})
    lines = [f"CleanRack {version}", "", *_introduction(), ""]
    lines += [f"    {each.name} {each.version}: {each.licence}" for each in found]
    shown: dict[str, str] = {}
    for each in found:
        remark = [_REMARKS[each.name]] if each.name in _REMARKS else []
        lines += ["", _RULE, f"{each.name} {each.version}", each.licence, *remark, _RULE, ""]
        lines += [_once(text, each.name, shown) for text in each.texts]
    return "\n".join(lines) + "\n"


def notices(whose: Iterable[str]) -> list[Notice]:
    """A notice for each owner, in the order of their names. Raises NoLicenceTextError."""
    told = {owners.OURS, owners.MODEL, owners.PYTHON}
    packages = [_of_package(each) for each in whose if each not in told and not each.startswith(owners.SYSTEM)]
    return sorted([_of_python(), _of_model(), _of_icons(), *packages], key=lambda each: each.name.lower())


def _introduction() -> list[str]:
    return [
        "CleanRack itself is under the MIT licence. It carries the work of others,",
        "whose names, licences and licence texts follow. Libraries under the LGPL",
        "are files of their own in its folder, and you may replace them.",
    ]


def _of_package(owner: str) -> Notice:
    package = metadata.distribution(owner)
    licence = _licence(cast("Message", package.metadata))
    texts = [Path(str(package.locate_file(file))) for file in package.files or () if _is_licence(file.parts)]
    texts = texts or _standard(owner, licence)
    return Notice(owner, package.version, licence, tuple(_read(file) for file in texts))


def _licence(told: Message) -> str:
    """The licence by name: newer packages say it in one expression, older ones in classifiers."""
    if expression := told.get("License-Expression"):
        return expression
    classified = [each for each in told.get_all("Classifier") or () if each.startswith("License ::")]
    names = [each.rpartition(" :: ")[2] for each in classified]
    free = (told.get("License") or "").strip().splitlines()
    return ", ".join(names) or (free[0] if free else "see below")


def _is_licence(parts: tuple[str, ...]) -> bool:
    """Whether a file of a package is a licence text: in its metadata, or at the top of it."""
    name = parts[-1].lower()
    beside = parts[0].endswith(".dist-info") or len(parts) == 2
    return beside and "METADATA" not in parts and not name.endswith((".py", ".pyc", ".pyi")) and _names_one(parts)


def _names_one(parts: tuple[str, ...]) -> bool:
    return any(word in part.lower() for part in parts[1:] for word in _NAMES)


def _standard(owner: str, licence: str) -> list[Path]:
    names = next((names for word, names in STANDARD.items() if word in licence), None)
    if names is None:
        raise NoLicenceTextError(f"{owner} ({licence}) brings no licence text; add it to installer/licences")
    return [LICENCES / name for name in names]


def _of_python() -> Notice:
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    own = text if text.exists() else Path(sys.base_prefix) / "LICENSE.txt"
    return Notice("Python", sys.version.split()[0], "PSF-2.0", (_read(own),))


def _of_model() -> Notice:
    told = json.loads((ROOT / "resources" / "models.json").read_text(encoding="utf-8"))["models"]["u2netp"]
    return Notice("U²-Net", "u2netp", told["licence"], (told["origin"], _read(LICENCES / "Apache-2.0.txt")))


def _of_icons() -> Notice:
    return Notice("Lucide", "icons", "ISC, MIT", (_read(ROOT / "resources" / "icons" / "lucide" / "LICENSE"),))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").strip()


def _once(text: str, name: str, shown: dict[str, str]) -> str:
    """The text, or where it stands already."""
    first = shown.setdefault(text, name)
    return f"{text}\n" if first == name else f"The same text as that of {first}, above.\n"
