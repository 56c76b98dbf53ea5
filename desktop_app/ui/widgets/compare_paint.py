"""What a compare view is painted with: pictures scaled once, the divider, corner labels, the busy ring."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from desktop_app.ui.decoding import Checks, draw_checks
from desktop_app.ui.theme import Theme

_RING = 28.0
_KNOB = 32.0


class PictureLayer:
    """One picture as it is seen in a pane, kept until the picture, its place or the pane changes."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._seen = QPixmap()
        self._scaled_key: tuple[object, ...] = ()
        self._scaled = QPixmap()

    def draw(self, painter: QPainter, image: QImage, place: QRectF, pane: QRectF, checks: Checks) -> None:
        """Draw `image` at `place`, as far as that is inside of `pane`."""
        ratio = painter.device().devicePixelRatioF()
        key = (image.cacheKey(), place.getRect(), pane.getRect(), ratio, checks[0].rgba())
        if key != self._key:
            self._key, self._seen = key, self._rendered(image, place, pane, ratio, checks)
        painter.drawPixmap(pane.topLeft(), self._seen)

    def _rendered(self, image: QImage, place: QRectF, pane: QRectF, ratio: float, checks: Checks) -> QPixmap:
        seen = QPixmap((pane.size() * ratio).toSize())
        seen.setDevicePixelRatio(ratio)
        seen.fill(Qt.GlobalColor.transparent)
        painter = QPainter(seen)
        at = place.translated(-pane.topLeft())
        if image.hasAlphaChannel():
            draw_checks(painter, at, checks)
        self._draw_picture(painter, image, at, ratio)
        painter.end()
        return seen

    def _draw_picture(self, painter: QPainter, image: QImage, at: QRectF, ratio: float) -> None:
        size = (at.size() * ratio).toSize().expandedTo(QSize(1, 1))
        if size.width() < image.width():
            painter.drawPixmap(at.topLeft(), self._smaller(image, size, ratio))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, size.width() < 4 * image.width())
        painter.drawImage(at, image, QRectF(image.rect()))

    def _smaller(self, image: QImage, size: QSize, ratio: float) -> QPixmap:
        key = (image.cacheKey(), size.width(), size.height(), ratio)
        if key != self._scaled_key:
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled_key, self._scaled = key, QPixmap.fromImage(scaled)
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled


def draw_label(painter: QPainter, theme: Theme, text: str, visible: QRectF, *, right: bool) -> None:
    """A word in the upper corner of a picture."""
    font = QFont(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    chip = QRectF(0, 0, QFontMetricsF(font).horizontalAdvance(text) + 20, 24)
    chip.moveTopLeft(visible.topLeft() + QPointF(10, 10))
    if right:
        chip.moveRight(visible.right() - 10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("scrim"))
    painter.drawRoundedRect(chip, 12, 12)
    painter.setPen(theme.color("on-scrim"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


def draw_divider(painter: QPainter, theme: Theme, x: float, visible: QRectF, *, active: bool) -> None:
    """The line between before and after, with its knob."""
    line = QRectF(x - 1, visible.top(), 2, visible.height())
    painter.fillRect(line.adjusted(-1, 0, 1, 0), theme.color("scrim"))
    painter.fillRect(line, theme.color("on-scrim"))
    knob = QRectF(0, 0, _KNOB, _KNOB)
    knob.moveCenter(QPointF(x, visible.center().y()))
    painter.setPen(QPen(theme.color("accent") if active else theme.color("on-scrim"), 2))
    painter.setBrush(theme.color("scrim"))
    painter.drawEllipse(knob)
    ratio = painter.device().devicePixelRatioF()
    arrows = theme.pixmap("chevrons-left-right", 18, "on-scrim", ratio=ratio)
    painter.drawPixmap(knob.center() - QPointF(9, 9), arrows)


def ring_rect(pane: QRectF) -> QRect:
    """Where the busy ring turns."""
    ring = QRectF(0, 0, _RING, _RING)
    ring.moveBottomRight(pane.bottomRight() - QPointF(14, 14))
    return ring.toAlignedRect()


def draw_ring(painter: QPainter, theme: Theme, pane: QRectF, turn: int) -> None:
    """The busy ring, turned by so many degrees."""
    ring = QRectF(ring_rect(pane))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("scrim"))
    painter.drawEllipse(ring)
    pen = QPen(theme.color("on-scrim"), 2.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(ring.adjusted(7, 7, -7, -7), -turn * 16, 270 * 16)


def draw_placeholder(painter: QPainter, theme: Theme, icon: str, text: str, pane: QRectF) -> None:
    """An icon and a sentence in the middle."""
    inside = pane.adjusted(20, 0, -20, 0)
    wrap = Qt.AlignmentFlag.AlignHCenter.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
    painter.setPen(theme.color("muted"))  # text is measured as empty without a pen
    words = painter.boundingRect(inside, wrap, text)
    top = pane.center().y() - (40 + words.height()) / 2
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(pane.center().x() - 14, top), theme.pixmap(icon, 28, "muted", ratio=ratio))
    painter.drawText(QRectF(inside.left(), top + 40, inside.width(), words.height() + 2), wrap, text)
