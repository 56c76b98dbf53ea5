"""The ways photos come in from outside the pages: dropped anywhere, pasted, chosen, handed over by a second start."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.imaging import formats
from desktop_app.ui import dropping
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.drafts import Drafts
from desktop_app.ui.stores.feature_shelf import FeatureShelf

_FEATURE = "basic_clean"
"""The main job; where a server does not offer it, its first feature."""


class Intake(QObject):
    """Puts photos on the form and shows it."""

    def __init__(
        self,
        *,
        drafts: Drafts,
        features: FeatureShelf,
        navigator: Navigator,
        notices: Notices,
        preferences: Preferences,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._drafts = drafts
        self._features = features
        self._navigator = navigator
        self._notices = notices
        self._preferences = preferences

    def take(self, paths: Sequence[Path]) -> None:
        """Put files and folders on the form; without any, nothing happens."""
        if not paths:
            return
        self._show_form()
        for folder in [each for each in paths if each.is_dir()]:
            self._preferences.remember_folder(folder)
        self._drafts.add(paths)

    def take_mime(self, mime: QMimeData) -> bool:
        """Put on the form what was dropped or pasted; answers whether there was anything."""
        if paths := dropping.paths_of(mime):
            self.take(paths)
            return True
        if (picture := dropping.picture_of(mime)) is None:
            return False
        data, ending = picture
        self._show_form()
        self._drafts.add_picture(data, f"{self.tr('Pasted')} {datetime.now():%Y-%m-%d %H.%M.%S}.{ending}")  # noqa: DTZ005 - a file name for its owner
        return True

    def paste(self, mime: QMimeData) -> None:
        """Put what the clipboard holds on the form, or say that it holds no photo."""
        if not self.take_mime(mime):
            self._notices.tell(
                Notice(self.tr("There is no photo on the clipboard. Copy a photo or files first."), tone=Tone.WARNING)
            )

    def choose_photos(self) -> None:
        """Ask for files."""
        self._ask(self.tr("Add photos"), QFileDialog.FileMode.ExistingFiles)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        self._ask(self.tr("Add folder"), QFileDialog.FileMode.Directory)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFiles:
            dialog.setNameFilters([self._pictures(), self.tr("All files (*)")])
        if recent := self._preferences.value.recent_folders:
            dialog.setDirectory(recent[0])
        dialog.filesSelected.connect(lambda files: self._on_chosen([Path(file) for file in files]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, paths: list[Path]) -> None:
        if paths and not paths[0].is_dir():
            self._preferences.remember_folder(paths[0].parent)
        self.take(paths)

    def _pictures(self) -> str:
        endings = sorted({f"*{ending}" for kind in formats.accepted() for ending in kind.extensions})
        return self.tr("Photos ({endings})").format(endings=" ".join(endings))

    def _show_form(self) -> None:
        if self._navigator.here.place is not Place.FEATURE:
            self._navigator.go(Place.FEATURE, self._feature)

    @property
    def _feature(self) -> str:
        offered = [each.id for each in self._features.features]
        return offered[0] if offered and _FEATURE not in offered else _FEATURE
