"""A slider for a figure: filled from where zero is, with a tick at its default; a click takes the knob there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from desktop_app.ui.theme import Theme

_KNOB = 16.0
_GROOVE = 4.0


class ValueSlider(QSlider):
    """Whole steps from `low` to `high`."""

    reset_requested = Signal()
    """By a double click."""

    def __init__(self, low: int, high: int, default: int, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._default = default
        self.setRange(low, high)
        self.setPageStep(max(1, (high - low) // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(24)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only when it has the focus: scrolling past must not change a picture."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._take(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._take(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._draw_groove(painter)
        self._draw_knob(painter)
        painter.end()

    def _draw_groove(self, painter: QPainter) -> None:
        middle = self.height() / 2
        painter.setBrush(self._theme.color("track"))
        groove = QRectF(0, middle - _GROOVE / 2, self.width(), _GROOVE)
        painter.drawRoundedRect(groove.adjusted(2, 0, -2, 0), 2, 2)
        origin = min(max(0, self.minimum()), self.maximum())
        start, end = sorted((self._x(origin), self._x(self.value())))
        left = start if self.minimum() < 0 else 2
        painter.setBrush(self._theme.color("accent" if self.isEnabled() else "border-strong"))
        painter.drawRoundedRect(QRectF(left, groove.top(), end - left, _GROOVE), 2, 2)
        if self.value() != self._default:
            painter.setBrush(self._theme.color("border-strong"))
            painter.drawRoundedRect(QRectF(self._x(self._default) - 1, middle - 5, 2, 10), 1, 1)

    def _draw_knob(self, painter: QPainter) -> None:
        knob = QRectF(0, 0, _KNOB, _KNOB)
        knob.moveCenter(QPointF(self._x(self.value()), self.height() / 2))
        painter.setPen(QPen(self._theme.color("accent" if self.isEnabled() else "border-strong"), 2))
        filled = self.hasFocus() or self.isSliderDown()
        hovered = "accent-soft" if self.underMouse() and self.isEnabled() else "surface"
        painter.setBrush(self._theme.color("accent" if filled else hovered))
        painter.drawEllipse(knob.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.drawEllipse(knob.adjusted(-2, -2, 2, 2))

    def _x(self, value: int) -> float:
        share = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        return _KNOB / 2 + 2 + share * self._way

    @property
    def _way(self) -> float:
        return self.width() - _KNOB - 4

    def _take(self, at: QPointF) -> None:
        share = (at.x() - _KNOB / 2 - 2) / max(1.0, self._way)
        self.setValue(round(self.minimum() + min(1.0, max(0.0, share)) * (self.maximum() - self.minimum())))
