"""The merchant's settings while the window runs: changed in one place, saved at once."""

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal

from desktop_app.core import settings
from desktop_app.core.settings import Settings

log = logging.getLogger(__name__)


class Preferences(QObject):
    """The settings file of a data folder."""

    changed = Signal(str)
    """The name of a setting that has a new value."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.value: Settings = settings.load(folder)

    def change(self, **fields: Any) -> None:
        """Give settings new values and save them. Raises pydantic.ValidationError for a value that does not fit."""
        before = self.value
        self.value = Settings.model_validate({**before.model_dump(), **fields})
        self._save()
        for name in fields:
            if getattr(before, name) != getattr(self.value, name):
                self.changed.emit(name)

    @property
    def output_folder(self) -> Path:
        """Where results are saved."""
        if self.value.output_folder:
            return Path(self.value.output_folder)
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))

    def remember_folder(self, folder: Path) -> None:
        """A folder photos were taken from; the last eight are kept."""
        others = [each for each in self.value.recent_folders if each != str(folder)]
        self.change(recent_folders=(str(folder), *others[:7]))

    def _save(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            settings.save(self.folder, self.value)
        except OSError as exc:
            log.warning("settings could not be saved: %s", exc)
