"""Small pictures for grids and rows: asked for while painting, decoded elsewhere, kept while there is room."""

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPixmap

from desktop_app.ui.connection import Connection
from desktop_app.ui.models.roles import ThumbnailSource


class Thumbnails(QObject):
    """Thumbnails by source. Painters ask `pixmap` and repaint at `ready`."""

    ready = Signal(object)
    """A ThumbnailSource whose picture can be had now."""

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection

    def pixmap(self, source: ThumbnailSource, size: QSize, ratio: float = 1.0) -> QPixmap | None:
        """The picture, filling `size` (logical pixels) with rounded corners; None while it is being made."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop decoding and wait for what is being decoded."""
