"""Pictures dragged out as files: into a file manager or a browser's upload field."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

_LARGEST = QSize(120, 120)
_BADGE = 24


def drag_out(widget: QWidget, files: Callable[[], list[Path]], picture: QPixmap | None, *, count: int) -> None:
    """Drag files out of `widget`; they are only ever copied: file managers would move them if they were let."""
    lent = files()
    if not lent:
        return
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in lent])
    drag = QDrag(widget)
    drag.setMimeData(data)
    drag.setPixmap(drawn(picture, count, widget))
    drag.setHotSpot(QPoint(16, 16))
    drag.exec(Qt.DropAction.CopyAction)


def drawn(picture: QPixmap | None, count: int, widget: QWidget) -> QPixmap:
    """What hangs at the pointer: the picture, with a count where there are several."""
    ratio = widget.devicePixelRatioF()
    small = _small(picture, ratio)
    size = small.deviceIndependentSize().toSize() + QSize(_BADGE // 2, _BADGE // 2)
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.85)
    painter.drawPixmap(0, _BADGE // 2, small)
    painter.setOpacity(1.0)
    if count > 1:
        _draw_count(painter, count, widget, size)
    painter.end()
    return made


def _small(picture: QPixmap | None, ratio: float) -> QPixmap:
    if picture is None or picture.isNull():
        blank = QPixmap(QSize(64, 64) * ratio)
        blank.setDevicePixelRatio(ratio)
        blank.fill(Qt.GlobalColor.lightGray)
        return blank
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = picture.scaled(_LARGEST * ratio, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    scaled.setDevicePixelRatio(ratio)
    return scaled


def _draw_count(painter: QPainter, count: int, widget: QWidget, size: QSize) -> None:
    font = QFont(widget.font())
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    width = max(_BADGE, painter.fontMetrics().horizontalAdvance(str(count)) + 14)
    place = QRectF(size.width() - width, 0, width, _BADGE)
    palette = widget.palette()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.highlight())
    painter.drawRoundedRect(place, _BADGE / 2, _BADGE / 2)
    painter.setPen(palette.highlightedText().color())
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(count))
