"""What the merchant has chosen: one typed, versioned file in the data folder."""

import json
import logging
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop_app.core.naming import DEFAULT_TEMPLATE

log = logging.getLogger(__name__)

FILE_NAME = "settings.json"
DELTA_E_LIMIT = 3.0
"""What a customer would hold against a shop: mean CIEDE2000 of a garment."""


class Settings(BaseModel):
    """Every setting with its default; unknown keys are kept for the version that knows them."""

    model_config = ConfigDict(extra="allow", frozen=True)

    version: int = 1
    language: str = ""
    """BCP 47 tag; empty follows the system."""
    workers: int = Field(default=0, ge=0, le=16)
    """Worker processes; 0 takes one for each core, at most four."""
    worker_megabytes: int = Field(default=1500, ge=300, le=16000)
    """Memory a worker may take on top of its own start."""
    picture_seconds: int = Field(default=60, ge=5, le=600)
    """Wall time one photo may take."""
    cutout_model: Literal["u2netp", "u2net"] = "u2netp"
    """The network that cuts garments out, see resources/models.json; the other one stands in if it is not installed."""
    model_hint: bool = True
    """Say on the form that no cut-out model is installed."""

    theme: Literal["system", "light", "dark"] = "system"
    output_folder: str = ""
    """Where ZIPs and pictures are saved; empty takes the system's folder for downloads."""
    ask_where: bool = False
    """Ask each time where to save."""
    names: Literal["original", "index", "template"] = "original"
    """How saved pictures are named; see core.naming.NameStyle."""
    name_template: str = Field(default=DEFAULT_TEMPLATE, max_length=200)
    notify: bool = True
    """Tell by a notice of the system when a batch ends while the window is not in front."""
    stay_awake: bool = True
    """Keep the computer from sleeping while a batch runs."""
    when_closed: Literal["ask", "tray", "pause"] = "ask"
    """What closing the window does while a batch runs."""
    window: str = ""
    """Place and size of the window, as Qt saves them, in base64."""
    recent_folders: tuple[str, ...] = ()
    """Folders photos were taken from, the latest first."""
    delta_e_limit: float = Field(default=DELTA_E_LIMIT, ge=0.5, le=20)
    """Mean CIEDE2000 of the garment above which a finished picture is told to be looked at."""
    shop: str = ""
    """Id of the marketplace that finished pictures are checked against; empty until one is chosen."""
    presets: dict[str, dict[str, dict[str, Any]]] = {}
    """Parameters saved by name, for each feature."""
    parameters: dict[str, dict[str, Any]] = {}
    """The parameters each feature was used with last."""
    where: Literal["local", "cloud"] = "local"
    """Where the form has tasks carried out while somebody is signed in to the cloud."""

    cloud_server: str = Field(default="", max_length=300)
    """Address of the cloud that this computer signs in to; empty asks for it at sign-in."""
    cloud_ca_file: str = ""
    """PEM file of a company's own certificate authority, trusted beside the system's; empty for none."""
    renew_url: str = ""
    """Page on which an operator sells top-up codes; empty where there is none."""

    update_check: bool = True
    """Ask the release feed for new versions, at most once a day."""
    release_feed: str = Field(default="", max_length=500)
    """Address of a release feed; empty takes the one this build carries, if it carries one."""
    release_keys: dict[str, str] = {}
    """Who may sign it besides those the build trusts: public keys in base64, by name."""

    @property
    def worker_count(self) -> int:
        """Worker processes to start."""
        return self.workers or min(4, os.cpu_count() or 1)


def load(folder: Path) -> Settings:
    """The settings of a data folder; a value that does not fit falls back alone, with a warning in the log."""
    file = folder / FILE_NAME
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as exc:
        log.warning("settings could not be read, defaults are used: %s", exc)
        return Settings()
    return _forgiving(stored if isinstance(stored, dict) else {})


def save(folder: Path, settings: Settings) -> None:
    """Replace the settings file in one step."""
    part = folder / f"{FILE_NAME}.part"
    part.write_text(settings.model_dump_json(indent=2), encoding="utf-8")
    part.replace(folder / FILE_NAME)


def _forgiving(stored: dict[str, Any]) -> Settings:
    try:
        return Settings.model_validate(stored)
    except ValidationError as exc:
        refused = {str(problem["loc"][0]) for problem in exc.errors()}
        log.warning("settings that do not fit fall back to their defaults: %s", ", ".join(sorted(refused)))
        return Settings.model_validate({key: value for key, value in stored.items() if key not in refused})
