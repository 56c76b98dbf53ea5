"""What can be done with selected pictures of the library, as a context menu."""

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.theme import Theme

_KEY = "\t{}"
"""A key beside an entry: it is the grid that listens to it."""


class AssetMenu(QMenu):
    """A menu for one picture or for several; built anew for each occasion, gone once it is closed."""

    preview_asked = Signal()
    folder_asked = Signal()
    task_asked = Signal()
    save_asked = Signal()
    zip_asked = Signal()
    removal_asked = Signal()

    def __init__(self, theme: Theme, *, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._add("eye", self.tr("Preview") + _KEY.format("Enter"), self.preview_asked)
        if count == 1:
            self._add("folder-open", self.tr("Show in folder"), self.folder_asked)
            self._add("list-todo", self.tr("Open task"), self.task_asked)
        self.addSeparator()
        self._add("download", self.tr("Save %n picture(s)", "", count), self.save_asked)
        self._add("file-archive", self.tr("Export ZIP"), self.zip_asked)
        self.addSeparator()
        self._add("trash-2", self.tr("Delete") + _KEY.format("Del"), self.removal_asked)

    def open_at(self, place: QPoint) -> None:
        """Show it, at a place of the screen."""
        self.popup(place)

    def _add(self, icon: str, text: str, asked: SignalInstance) -> None:
        self.addAction(self._theme.icon(icon, "muted"), text).triggered.connect(lambda _=False: asked.emit())
