"""From a file or bytes to a small upright picture with rounded corners; no widgets, so it runs in any thread."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QColorSpace,
    QImage,
    QImageIOHandler,
    QImageReader,
    QPainter,
    QPainterPath,
    QTransform,
)

RADIUS = 8.0
"""Of the corners, in logical pixels."""


Checks = tuple[QColor, QColor]
"""The two colours of a checkerboard."""
_SQUARE = 8


def draw_checks(painter: QPainter, place: QRectF, checks: Checks, square: int = _SQUARE) -> None:
    """A checkerboard: what a see-through picture lies on."""
    tile = QImage(2 * square, 2 * square, QImage.Format.Format_RGB32)
    tile.fill(checks[0])
    squares = QPainter(tile)
    squares.fillRect(0, 0, square, square, checks[1])
    squares.fillRect(square, square, square, square, checks[1])
    squares.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromTranslate(place.left(), place.top()))
    painter.fillRect(place, brush)


def hush() -> None:
    """Keep Qt from writing about damaged pictures: what is wrong with a photo stands on its card."""
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")


def from_file(path: Path, pixels: QSize) -> QImage | None:
    """The picture filling `pixels`; None where Qt cannot read it, or not truly."""
    return _read(QImageReader(str(path)), pixels)


def from_bytes(data: bytes, pixels: QSize) -> QImage | None:
    """Likewise of an encoded picture."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _read(QImageReader(buffer), pixels)


def _read(reader: QImageReader, pixels: QSize) -> QImage | None:
    reader.setAutoTransform(True)  # EXIF thumbnails are no short cut: cameras write 160 x 120, smaller than any card
    if not reader.canRead() or reader.imageFormat() is QImage.Format.Format_CMYK8888:
        return None
    reader.setScaledSize(_needed(reader, pixels))
    image = reader.read()
    if image.isNull():
        return None
    if image.colorSpace().isValid() and image.colorSpace() != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


def _needed(reader: QImageReader, pixels: QSize) -> QSize:
    """What to decode so that `pixels` are filled; as it lies in the file, that is before it is turned upright."""
    wanted = pixels.transposed() if _turns(reader) else pixels
    return reader.size().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)


def _turns(reader: QImageReader) -> bool:
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def rounded(image: QImage, pixels: QSize, ratio: float, checks: Checks | None = None) -> QImage:
    """The middle of `image`, filling `pixels`, with rounded corners; `checks` show through where it is clear."""
    made = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(QRect(QPoint(0, 0), pixels)), RADIUS * ratio, RADIUS * ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(outline)
    if checks is not None and image.hasAlphaChannel():
        draw_checks(painter, QRectF(made.rect()), checks, round(_SQUARE * ratio))
    painter.drawImage(QPoint((pixels.width() - image.width()) // 2, (pixels.height() - image.height()) // 2), image)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
