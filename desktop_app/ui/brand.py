"""Our own mark: the icon of the window and the tray, and the picture beside our name."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from desktop_app.core import paths

_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def icon() -> QIcon:
    """The mark in all sizes that desktops ask for; drawn when it is first needed."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(pixmap(size))
    return made


@lru_cache(maxsize=32)
def pixmap(size: int, ratio: float = 1.0) -> QPixmap:
    """The mark, `size` logical pixels wide."""
    from PySide6.QtSvg import QSvgRenderer

    pixels = QPixmap(QSize(size, size) * ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing = paths.resources() / "icons" / "cleanrack.svg"
    QSvgRenderer(QByteArray(drawing.read_bytes())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixels.setDevicePixelRatio(ratio)
    return pixels
