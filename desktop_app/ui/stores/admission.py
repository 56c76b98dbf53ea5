"""Which of the photos somebody gives are taken: each file once, names told apart, no more than fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.api.uploads import MAX_UPLOAD_BYTES
from desktop_app.core import ids
from desktop_app.imaging import formats
from desktop_app.imaging.photos import Collection, Photo, Refusal, collect
from desktop_app.ui.stores.draft_photo import DraftPhoto


@dataclass(frozen=True)
class Found:
    """What was found under some paths."""

    collection: Collection
    photos: tuple[DraftPhoto, ...]
    """Their paths are real ones: no links, no `..`."""
    folder: Path | None
    """Where they were taken from."""


@dataclass(frozen=True)
class Admission:
    """What becomes of the photos given."""

    taken: tuple[DraftPhoto, ...]
    twice: int
    """Files that are there already."""
    over: int
    """Photos for which there was no room."""


def look(paths: Sequence[Path]) -> Found:
    """Look through files and folders; takes as long as the drive takes."""
    collection = collect(paths)
    return Found(collection, tuple(_drafted(photo) for photo in collection.photos), _folder(paths))


def look_at_picture(data: bytes, name: str) -> DraftPhoto | Refusal:
    """A picture from the clipboard, by the same rules as a file."""
    kind = formats.identify(data[: formats.HEAD_BYTES])
    if kind is None or not kind.accepted:
        return Refusal(Path(name), name, "unsupported-format", {"format": kind.name if kind else "?"})
    if len(data) > MAX_UPLOAD_BYTES:
        return Refusal(Path(name), name, "upload-too-large", {"limit_megabytes": MAX_UPLOAD_BYTES // 1_000_000})
    return DraftPhoto(id=ids.new(), name=name, size=len(data), data=data)


def admit(present: Iterable[DraftPhoto], given: Sequence[DraftPhoto], room: int) -> Admission:
    """What to take of `given` beside the photos that are `present`."""
    here = list(present)
    paths = {photo.path for photo in here if photo.path is not None}
    fresh = [photo for photo in given if photo.path is None or photo.path not in paths]
    taken = fresh[:room]
    return Admission(tuple(_told_apart(here, taken)), twice=len(given) - len(fresh), over=len(fresh) - len(taken))


def _told_apart(here: Iterable[DraftPhoto], taken: Iterable[DraftPhoto]) -> Iterable[DraftPhoto]:
    """A file whose name is there already carries its folder's name."""
    names = {photo.name.casefold() for photo in here}
    for photo in taken:
        told = photo
        if photo.name.casefold() in names and photo.path is not None and "/" not in photo.name:
            told = replace(photo, name=f"{photo.path.parent.name}/{photo.name}")
        names.add(told.name.casefold())
        yield told


def _drafted(photo: Photo) -> DraftPhoto:
    return DraftPhoto(id=ids.new(), name=photo.name, size=photo.size, path=photo.path.resolve())


def _folder(paths: Sequence[Path]) -> Path | None:
    if not paths:
        return None
    first = paths[0].absolute()
    return first if first.is_dir() else first.parent
