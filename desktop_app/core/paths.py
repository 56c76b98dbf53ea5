"""Where things are: our resources, and the merchant's data folder."""

import os
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "CLEANRACK_DATA_DIR"

_PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder of icons, words, presets and samples: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def data_dir(chosen: Path | None = None) -> Path:
    """The data folder: the one chosen, else the one the environment names, else the system's place for it."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    if named := os.environ.get(DATA_DIR_VARIABLE):
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_dir("CleanRack", appauthor=False, roaming=False))
