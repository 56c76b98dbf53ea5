"""A Lucide icon as a widget that follows the theme, on its own or on a soft ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Theme


class IconLabel(QWidget):
    """An icon of `size` pixels in the colour of `role`; with `ground`, on a round tile of that colour."""

    def __init__(self, theme: Theme, name: str, *, size: int = 20, role: str = "muted", ground: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._size = size
        self._role = role
        self._ground = ground
        side = size * 2 if ground else size
        self.setFixedSize(QSize(side, side))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, role: str) -> None:
        """Another icon, in another colour."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(self._ground))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        pixels = self._theme.pixmap(self._name, self._size, self._role, ratio=self.devicePixelRatioF())
        place = (self.width() - self._size) // 2
        painter.drawPixmap(place, place, pixels)
        painter.end()
