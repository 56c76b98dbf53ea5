"""The cut-out model that is carried inside, so that the first photo needs no network."""

import os
import shutil
from pathlib import Path

from desktop_app.core import paths
from desktop_app.imaging import installing, models

CARRIED = "u2netp"


def take(folder: Path) -> Path:
    """Put the model into the folder: the one that is installed here, else fetched as `cleanrack models install` does.

    Raises what `installing.install` raises.
    """
    model = models.known()[CARRIED]
    found = models.find(CARRIED)
    if found is None:
        os.environ[paths.MODELS_VARIABLE] = str(folder)
        return installing.install(CARRIED)
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(found, folder / model.file_name))
