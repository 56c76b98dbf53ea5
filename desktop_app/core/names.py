"""File names that survive: safe on Windows and macOS, in a ZIP, and never two the same."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

MAX_LENGTH = 120
"""Characters of one name; leaves room for folders under Windows' 260."""

MAX_BYTES = 240
"""UTF-8 bytes of one name; Linux and macOS take 255."""

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?")
_TOKEN = re.compile(r"\{(?:(name|sku|shop|date)|(index)(?::0([1-9]))?)\}")
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def safe_name(name: str) -> str:
    """One file name made safe: NFC, no control or direction marks, nothing Windows refuses, at most 120 characters."""
    clean = unicodedata.normalize("NFC", name)
    clean = "".join(char for char in clean if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    clean = _FORBIDDEN.sub("_", clean).replace("/", "_").replace("\\", "_").strip().rstrip(". ").lstrip()
    if not clean.strip("."):
        clean = "photo"
    if _RESERVED.fullmatch(clean):
        clean = f"_{clean}"
    return _shortened(clean)


def safe_path(name: str) -> str:
    """A name that may carry folders ("SKU1/1.jpg") made safe and relative; at most the two nearest folders are kept."""
    parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
    return "/".join(safe_name(part) for part in parts[-3:]) or "photo"


def unique(names: Iterable[str]) -> list[str]:
    """The same names, each once even on a file system that folds case: the second `a.jpg` becomes `a (2).jpg`.

    A file does not take the name of a folder either.
    """
    asked = list(names)
    used = {_folded(str(folder)) for name in asked for folder in PurePosixPath(name).parents}
    result = []
    for name in asked:
        free = next(candidate for candidate in _candidates(name) if _folded(candidate) not in used)
        used.add(_folded(free))
        result.append(free)
    return result


def templated(template: str, *, name: str, index: int, date: str, sku: str = "", shop: str = "") -> str:
    """The template with {name} {index} {index:03} {sku} {shop} {date} filled in, keeping the name's extension.

    Without a `sku`, {sku} is the nearest folder of the name, or the name itself without one. `index` counts from 1.
    Raises ValueError for another token or format.
    """
    path = PurePosixPath(name)
    told = {"name": path.stem, "sku": sku or path.parent.name or path.stem, "shop": shop, "date": date}

    def value(token: re.Match[str]) -> str:
        return f"{index:0{int(token[3] or 1)}}" if token[2] else re.sub(r"[/\\]", "_", told[token[1]])

    if left := re.search(r"[{}]", _TOKEN.sub("", template)):
        raise ValueError(f"{left[0]} stands for no token in {template}")
    filled = safe_path(_TOKEN.sub(value, template))
    folders, _, last = filled.rpartition("/")
    return str(PurePosixPath(folders) / safe_name(f"{last}{path.suffix}"))


def with_extension(name: str, extension: str) -> str:
    """The name with another extension (with its dot)."""
    path = PurePosixPath(name)
    stem = path.name.removesuffix(path.suffix) or path.name
    return str(path.parent / _shortened(f"{stem}{extension}")) if path.parent.name else _shortened(f"{stem}{extension}")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _candidates(name: str) -> Iterable[str]:
    yield name
    path = PurePosixPath(name)
    stem = path.name.removesuffix(path.suffix)
    number = 2
    while True:
        numbered = _shortened(f"{stem[: MAX_LENGTH - 20]} ({number}){path.suffix}")
        yield str(path.parent / numbered) if path.parent.name else numbered
        number += 1


def _shortened(name: str) -> str:
    suffix = PurePosixPath(name).suffix[:16]
    stem = name.removesuffix(suffix)[: MAX_LENGTH - len(suffix)]
    while len((stem + suffix).encode()) > MAX_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") + suffix
