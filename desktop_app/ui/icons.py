"""Lucide icons from resources/icons, drawn in the colour of a role at any size."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.core import paths


class ThemedIcon(QIconEngine):
    """Draws itself anew at each paint, so a change of theme needs no new icons."""

    def __init__(self, name: str, color: Callable[[str], QColor], *, role: str, checked: str) -> None:
        super().__init__()
        self._name = name
        self._color = color
        self._role = role
        self._checked = checked

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into `rect`, sharp at the device's ratio."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect, self._drawn(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as pixels, `size` in device pixels."""
        return self._drawn(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The icon as pixels, `size` in device pixels at `scale` of them for each logical one."""
        return self._drawn(size / scale, mode, state, scale)

    def clone(self) -> QIconEngine:
        """The same icon again."""
        return ThemedIcon(self._name, self._color, role=self._role, checked=self._checked)

    def _drawn(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, ratio: float) -> QPixmap:
        role = self._checked if state is QIcon.State.On else self._role
        if mode is QIcon.Mode.Disabled:
            role = "muted"
        side = min(size.width(), size.height())
        return drawn(self._name, self._color(role).name(), side, ratio, room=size.width() - side)


@lru_cache(maxsize=512)
def drawn(name: str, color: str, size: int, ratio: float, *, room: int = 0) -> QPixmap:
    """An icon as pixels, `room` empty at its right; raises FileNotFoundError for a name we do not carry."""
    pixels = QPixmap(QSize(size + room, size) * ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(_svg(name, color))).render(painter, QRectF(QPoint(0, 0), QSize(size, size) * ratio))
    painter.end()
    pixels.setDevicePixelRatio(ratio)
    return pixels


def _svg(name: str, color: str) -> bytes:
    file = paths.resources() / "icons" / "lucide" / f"{name}.svg"
    return file.read_bytes().replace(b"currentColor", color.encode())
