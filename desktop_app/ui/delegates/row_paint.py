"""What rows are painted from: texts, badges, bars and small buttons, all in the colours of roles."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.ui.theme import Theme

SMALL = 12
NORMAL = 14
_BADGE_TONES = {
    "accent": ("accent-soft", "accent"),
    "success": ("success-soft", "success"),
    "warning": ("warning-soft", "warning"),
    "danger": ("danger-soft", "danger"),
    "neutral": ("sunken", "muted"),
}


@dataclass(frozen=True)
class RowButton:
    """A small button of a row."""

    key: str
    """What is told when it is pressed."""
    icon: str
    text: str
    """"" shows the icon alone; then `tip` says what it does."""
    tip: str = ""


def font(base: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """The row's font in another size or weight."""
    made = QFont(base)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


class RowPainter:
    """Paints the parts of one row."""

    def __init__(self, painter: QPainter, theme: Theme, base: QFont) -> None:
        self.painter = painter
        self._theme = theme
        self._base = base
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def box(self, rect: QRectF, fill: str, *, border: str = "", radius: float = 8, width: float = 1) -> None:
        """A rounded box; `fill` "" leaves it empty."""
        self.painter.setPen(QPen(self._theme.color(border), width) if border else Qt.PenStyle.NoPen)
        self.painter.setBrush(self._theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        inset = width / 2 if border else 0
        self.painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def text(
        self,
        rect: QRect,
        text: str,
        role: str = "text",
        *,
        pixels: int = NORMAL,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """One line, cut with an ellipsis where it does not fit; answers how wide it is."""
        self.painter.setFont(font(self._base, pixels, bold=bold))
        self.painter.setPen(self._theme.color(role))
        fitting = self.painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self.painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, fitting)
        return self.painter.fontMetrics().horizontalAdvance(fitting)

    def badge(self, left: QPoint, text: str, tone: str) -> int:
        """A badge whose left middle is at `left`; answers how wide it is."""
        ground, ink = _BADGE_TONES[tone]
        width = self.badge_width(text)
        rect = QRect(left.x(), left.y() - 10, width, 20)
        self.box(QRectF(rect), ground)
        self.text(rect, text, ink, pixels=SMALL, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
        return width

    def badge_width(self, text: str) -> int:
        """How wide a badge is."""
        return QFontMetrics(font(self._base, SMALL, bold=True)).horizontalAdvance(text) + 17

    def bar(self, rect: QRectF, fraction: float, role: str = "accent") -> None:
        """A thin progress bar."""
        radius = rect.height() / 2
        self.box(rect, "track", radius=radius)
        if fraction > 0:
            done = QRectF(rect)
            done.setWidth(max(rect.height(), rect.width() * min(1.0, fraction)))
            self.box(done, role, radius=radius)

    def outcome(self, rect: QRectF, parts: Sequence[tuple[str, float]]) -> None:
        """A thin bar of several parts, from the left: roles, and shares of the whole."""
        shape = QPainterPath()
        shape.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        self.painter.save()
        self.painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        self.painter.fillRect(rect, self._theme.color("track"))
        left = rect.left()
        for role, share in parts:
            width = rect.width() * share
            self.painter.fillRect(QRectF(left, rect.top(), width, rect.height()), self._theme.color(role))
            left += width
        self.painter.restore()

    def icon(self, rect: QRect, name: str, role: str = "muted") -> None:
        """An icon in the middle of `rect`, 16 or as large as fits."""
        side = min(rect.width(), rect.height())
        drawn = self._theme.pixmap(name, side, role, ratio=self._ratio())
        self.painter.drawPixmap(rect.center() - QPoint(side // 2 - 1, side // 2 - 1), drawn)

    def thumbnail(self, rect: QRect, pixmap: QPixmap | None, fallback: str = "image") -> None:
        """A small picture, or its place while it is being made."""
        if pixmap is not None and not pixmap.isNull():
            self.painter.drawPixmap(rect.topLeft(), pixmap)
            return
        self.box(QRectF(rect), "sunken")
        inner = QRect(QPoint(0, 0), QSize(20, 20))
        inner.moveCenter(rect.center())
        self.icon(inner, fallback)

    def button(self, rect: QRect, button: RowButton, *, hovered: bool) -> None:
        """A small button."""
        border = "border-strong" if button.text else ""
        self.box(QRectF(rect), "sunken" if hovered else ("surface" if button.text else ""), border=border)
        if not button.text:
            self.icon(rect.adjusted(7, 7, -7, -7), button.icon, "text" if hovered else "muted")
            return
        self.icon(QRect(rect.left() + 9, rect.center().y() - 6, 14, 14), button.icon, "text")
        self.text(rect.adjusted(28, 0, -8, 0), button.text, pixels=SMALL)

    def focus(self, rect: QRectF, radius: float = 8) -> None:
        """The ring of the row that has the keyboard."""
        self.box(rect, "", border="accent", radius=radius, width=2)

    def _ratio(self) -> float:
        device = self.painter.device()
        return device.devicePixelRatioF() if device is not None else 1.0


def button_rects(right: QPointF, buttons: list[RowButton], base: QFont) -> list[QRect]:
    """Where buttons are, the last one ending at `right` (the middle of their right edge)."""
    metrics = QFontMetrics(font(base, SMALL))
    rects: list[QRect] = []
    edge = int(right.x())
    for button in reversed(buttons):
        width = metrics.horizontalAdvance(button.text) + 38 if button.text else 30
        rects.insert(0, QRect(edge - width, int(right.y()) - 15, width, 30))
        edge -= width + 6
    return rects
