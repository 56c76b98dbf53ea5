"""Where things are: our resources, and the merchant's data folder.

A frozen program with a file called `portable` (or a folder `data`) beside it keeps everything beside itself: data,
models, and the state that is otherwise kept apart from the data so that a backup put back is noticed. What moves with a
memory stick is put back with it too: of such a stick, the cloud account notices an old copy only once it is online.
"""

import logging
import os
import sys
from enum import StrEnum
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "CLEANRACK_DATA_DIR"
MODELS_VARIABLE = "CLEANRACK_MODELS"
STATE_DIR_VARIABLE = "CLEANRACK_STATE_DIR"

DATABASE = "cleanrack.db"
LOCK = "server.lock"
"""In the data folder: held by whoever works in it."""

_PORTABLE_MARKS = ("portable", "portable.txt")
"""Windows hides what follows the dot, so people make the second when they mean the first."""
_PACKAGE = Path(__file__).resolve().parent.parent

log = logging.getLogger(__name__)


def resources() -> Path:
    """The folder of icons, words, presets and samples: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


class Origin(StrEnum):
    """Who says which data folder is used, the strongest first."""

    NAMED = "named"
    """The command line or the environment, for this start."""
    PORTABLE = "portable"
    """The mark beside the program."""
    CHOSEN = "chosen"
    """The merchant, for every start."""
    STANDARD = "standard"


def data_dir(chosen: Path | None = None) -> Path:
    """The data folder: the one chosen, else the environment's, else the portable one, else the merchant's choice, else
    the system's place.
    """
    if chosen is not None:
        return chosen.expanduser().absolute()
    if named := os.environ.get(DATA_DIR_VARIABLE):
        return Path(named).expanduser().absolute()
    return (None if portable_root() else remembered_data_dir()) or standard_data_dir()


def origin() -> Origin:
    """Why the data folder is where it is."""
    if os.environ.get(DATA_DIR_VARIABLE):
        return Origin.NAMED
    if portable_root() is not None:
        return Origin.PORTABLE
    return Origin.CHOSEN if remembered_data_dir() is not None else Origin.STANDARD


def portable_root() -> Path | None:
    """The folder of a program that keeps everything beside itself; None for any other."""
    folder = _program_folder()
    if folder is None:
        return None
    is_marked = any((folder / mark).is_file() for mark in _PORTABLE_MARKS) or (folder / "data").is_dir()
    return folder if is_marked else None


def standard_data_dir() -> Path:
    """The place for our data without anybody's choice: beside a portable program, else the system's."""
    if root := portable_root():
        return root / "data"
    return Path(platformdirs.user_data_dir("CleanRack", appauthor=False, roaming=False))


def models_dir() -> Path:
    """Where cut-out models are installed: the environment's folder, else one that all data folders share."""
    if named := os.environ.get(MODELS_VARIABLE):
        return Path(named).expanduser().absolute()
    return standard_data_dir() / "models"


def state_dir() -> Path:
    """Where things are kept that a restored backup of the data folder must not bring back: outside of it."""
    if named := os.environ.get(STATE_DIR_VARIABLE):
        return Path(named).expanduser().absolute()
    if root := portable_root():
        return root / "state"
    return Path(platformdirs.user_state_dir("CleanRack", appauthor=False))


def pointer_file() -> Path:
    """Where the merchant's choice of a data folder is kept: it cannot be kept in the folder itself."""
    return Path(platformdirs.user_config_dir("CleanRack", appauthor=False, roaming=False)) / "data-folder.txt"


def remembered_data_dir() -> Path | None:
    """The data folder the merchant has chosen; None without a choice, or with one that cannot be read."""
    try:
        named = pointer_file().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as exc:
        log.warning("the choice of a data folder could not be read: %s", exc)
        return None
    return Path(named) if named and Path(named).is_absolute() else None


def remember_data_dir(folder: Path | None) -> None:
    """Use this data folder from the next start on; None for the system's place. Raises OSError."""
    file = pointer_file()
    if folder is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="utf-8") as written:
        written.write(str(folder.absolute()))
        written.flush()
        os.fsync(written.fileno())
    part.replace(file)


def _program_folder() -> Path | None:
    """Where a frozen program lies, the bundle on macOS; None where Python runs us."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).absolute().parent
    inside = folder.parent.parent  # CleanRack.app/Contents/MacOS
    return inside.parent if inside.suffix == ".app" else folder
