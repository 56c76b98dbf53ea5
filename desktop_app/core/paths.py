"""Where things are: our resources, and the merchant's data folder."""

import logging
import os
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "CLEANRACK_DATA_DIR"
MODELS_VARIABLE = "CLEANRACK_MODELS"
STATE_DIR_VARIABLE = "CLEANRACK_STATE_DIR"

_PACKAGE = Path(__file__).resolve().parent.parent

log = logging.getLogger(__name__)


def resources() -> Path:
    """The folder of icons, words, presets and samples: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def data_dir(chosen: Path | None = None) -> Path:
    """The data folder: the one chosen, else the environment's, else the merchant's choice, else the system's place."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    if named := os.environ.get(DATA_DIR_VARIABLE):
        return Path(named).expanduser().absolute()
    return remembered_data_dir() or standard_data_dir()


def standard_data_dir() -> Path:
    """The system's place for our data."""
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
    part.write_text(str(folder.absolute()), encoding="utf-8")
    part.replace(file)
