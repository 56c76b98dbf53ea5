"""Which photos a merchant means: files and folders in, named photos and refusals with reasons out."""

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.api.uploads import MAX_UPLOAD_BYTES
from desktop_app.core import words
from desktop_app.core.errors import CleanRackError
from desktop_app.core.words import Language
from desktop_app.imaging import formats

_SYSTEM_FILES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "@eadir"})
_PICTURE_ENDINGS = frozenset(ending for kind in formats.accepted() for ending in kind.extensions)


@dataclass(frozen=True)
class Photo:
    """A photo to be cleaned."""

    path: Path
    name: str
    """As the merchant sees it, with the folder it was found in: "SKU1/1.jpg"."""
    size: int = 0


@dataclass(frozen=True)
class Refusal:
    """A file that is not taken; the sentence stands under `photos.refused-<slug>`."""

    path: Path
    name: str
    slug: str
    values: dict[str, Any] = field(default_factory=dict)
    error: CleanRackError | None = None
    """The server's own refusal, where it was the server that looked."""

    def sentence(self, language: Language) -> str:
        """Why the file is not taken."""
        if self.error is not None and self.slug not in ("unsupported-format", "upload-too-large"):
            return f"{self.name}  {words.explain(language, self.error)}"
        return words.say(language, f"photos.refused-{self.slug}", **{**self.values, "name": self.name})


@dataclass(frozen=True)
class Collection:
    """What was found."""

    photos: tuple[Photo, ...]
    refused: tuple[Refusal, ...]
    passed_over: int
    """Files in folders that are no pictures at all, nor say they are."""


def collect(paths: Iterable[Path]) -> Collection:
    """Look through files and folders; each file is taken once, in the order of people, not of computers."""
    judged = [_judged(photo, named=named) for photo, named in _told_apart(_once(_found(paths)))]
    return Collection(
        photos=tuple(each for each in judged if isinstance(each, Photo)),
        refused=tuple(each for each in judged if isinstance(each, Refusal)),
        passed_over=judged.count(None),
    )


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `2.jpg` before `10.jpg`, folder by folder, without regard to case."""
    parts = re.split(r"(\d+)", name.casefold().replace("/", "\0"))
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _found(paths: Iterable[Path]) -> Iterator[tuple[Photo, bool]]:
    """Every file with whether it was named itself."""
    for path in paths:
        if path.is_dir():
            root = path.resolve()
            inside = [(file, file.relative_to(root.parent).as_posix()) for file in _walk(root)]
            for file, name in sorted(inside, key=lambda each: natural_key(each[1])):
                yield Photo(file, name), False
        else:
            yield Photo(path, path.name), True


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if _hidden(entry):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _hidden(entry: "os.DirEntry[str]") -> bool:
    name = entry.name.casefold()
    if name.startswith(".") or name in _SYSTEM_FILES or name in _SYSTEM_FOLDERS:
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0))


def _once(found: Iterable[tuple[Photo, bool]]) -> Iterator[tuple[Photo, bool]]:
    seen: set[Path] = set()
    for photo, named in found:
        if (real := photo.path.resolve()) not in seen:
            seen.add(real)
            yield photo, named


def _told_apart(found: Iterable[tuple[Photo, bool]]) -> list[tuple[Photo, bool]]:
    """Files of the same name from different folders carry their folder's name."""
    everything = list(found)
    times = Counter(photo.name.casefold() for photo, _ in everything)
    return [
        (Photo(photo.path, f"{photo.path.resolve().parent.name}/{photo.name}"), named)
        if named and times[photo.name.casefold()] > 1
        else (photo, named)
        for photo, named in everything
    ]


def _judged(photo: Photo, *, named: bool) -> Photo | Refusal | None:
    try:
        size = photo.path.stat().st_size
        with photo.path.open("rb") as file:
            head = file.read(formats.HEAD_BYTES)
    except OSError as exc:
        return Refusal(photo.path, photo.name, "cannot-open", {"reason": exc.strerror or str(exc)})
    kind = formats.identify(head)
    looks_like_one = named or photo.path.suffix.casefold() in _PICTURE_ENDINGS
    if not head and looks_like_one:
        return Refusal(photo.path, photo.name, "empty")
    if kind is None and not looks_like_one:
        return None
    if kind is None or not kind.accepted:
        return Refusal(photo.path, photo.name, "unsupported-format", {"format": kind.name if kind else "?"})
    if size > MAX_UPLOAD_BYTES:
        limit = MAX_UPLOAD_BYTES // 1_000_000
        return Refusal(photo.path, photo.name, "upload-too-large", {"limit_megabytes": limit})
    return Photo(photo.path, photo.name, size)
