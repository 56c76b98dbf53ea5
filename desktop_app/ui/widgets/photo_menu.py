"""What can be done with photos of the form, as a context menu."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.stores.draft import Draft
from desktop_app.ui.stores.draft_photo import DraftPhoto, PhotoState
from desktop_app.ui.theme import Theme


class PhotoMenu(QMenu):
    """For the photos it was opened on; it is gone when it closes."""

    preview_asked = Signal()
    removal_asked = Signal(list)
    """Ids of photos that shall go."""

    def __init__(self, photos: Sequence[DraftPhoto], *, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._photos = photos
        self._draft = draft
        self._theme = theme
        preview = self.addAction(theme.icon("eye"), self.tr("Preview"), self.preview_asked.emit)
        preview.setShortcut(QKeySequence(Qt.Key.Key_Return))
        preview.setEnabled(any(photo.state is PhotoState.READY and photo.is_workable for photo in photos))
        self._add_ticks()
        self._add_retry()
        self.addSeparator()
        remove = self.addAction(theme.icon("trash-2", "danger"), self.tr("Remove"), self._on_remove)
        remove.setShortcut(QKeySequence(Qt.Key.Key_Delete))

    def _add_ticks(self) -> None:
        workable = [photo for photo in self._photos if photo.is_workable]
        if any(not photo.ticked for photo in workable):
            self.addAction(self._theme.icon("check"), self.tr("Select"), lambda: self._tick(workable, True))
        if any(photo.ticked for photo in workable):
            self.addAction(self._theme.icon("minus"), self.tr("Leave out"), lambda: self._tick(workable, False))

    def _add_retry(self) -> None:
        broken = [photo.id for photo in self._photos if photo.state is PhotoState.BROKEN]
        if broken:
            self.addAction(self._theme.icon("rotate-ccw"), self.tr("Upload again"), lambda: self._draft.retry(broken))

    def _tick(self, photos: Sequence[DraftPhoto], ticked: bool) -> None:
        self._draft.tick([photo.id for photo in photos], ticked)

    def _on_remove(self) -> None:
        self.removal_asked.emit([photo.id for photo in self._photos])
