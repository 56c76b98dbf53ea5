"""A switch: a check box that looks like what it does, on or off at once."""

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.ui.theme import Theme

_TRACK = QSize(36, 20)
_RIM = 3
"""Room for the focus ring."""
_MILLISECONDS = 120


class Switch(QAbstractButton):
    """On or off; Space and a click turn it."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(_MILLISECONDS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.setStartValue(0.0)
        self._slide.setEndValue(1.0)
        self._slide.valueChanged.connect(lambda _: self.update())
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._on_toggled)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return _TRACK + QSize(2 * _RIM, 2 * _RIM)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(QPointF(_RIM, (self.height() - _TRACK.height()) / 2), _TRACK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._track_color())
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.setBrush(self._theme.color("on-accent" if self.isChecked() and self.isEnabled() else "surface"))
        painter.drawEllipse(self._knob(track))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), 12, 12)
        painter.end()

    def _track_color(self) -> QColor:
        if not self.isEnabled():
            return self._theme.color("track")
        if self.isChecked():
            return self._theme.color("accent-hover" if self.underMouse() else "accent")
        return self._theme.color("muted" if self.underMouse() else "border-strong")

    def _knob(self, track: QRectF) -> QRectF:
        share = float(self._slide.currentValue()) if self._is_sliding else float(self.isChecked())
        knob = QRectF(0, 0, track.height() - 6, track.height() - 6)
        way = track.width() - knob.width() - 6
        knob.moveTopLeft(track.topLeft() + QPointF(3 + way * share, 3))
        return knob

    @property
    def _is_sliding(self) -> bool:
        return self._slide.state() is QVariantAnimation.State.Running

    def _on_toggled(self, on: bool) -> None:
        if not self.isVisible():
            return
        self._slide.setDirection(QVariantAnimation.Direction.Forward if on else QVariantAnimation.Direction.Backward)
        if not self._is_sliding:
            self._slide.start()
