"""One picture, fitted to the view or zoomed with the wheel and moved with the mouse."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.sight import Pane, Sight

_STEP = 1.25
_NOTCH = 120


class PictureView(QWidget):
    """Shows an image; 100 % is one pixel of it on one of the screen."""

    zoomed = Signal(float)
    """Pixels of the screen for one of the picture."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self._sight = Sight()
        self._grabbed: QPointF | None = None
        self.setMinimumSize(240, 180)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage | None) -> None:
        """Show all of another image; None shows that it is on its way."""
        self._image = image
        self._look(Sight())

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Closer or further, about a point of the view or its middle."""
        pane = self._pane()
        wanted = pane.scale(self._sight) * factor
        self._look(pane.zoomed(self._sight, wanted, about or pane.rect.center()))

    def zoom_in(self) -> None:
        """One step closer."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """One step further away."""
        self.zoom_by(1 / _STEP)

    def fit(self) -> None:
        """Show all of it."""
        self._look(Sight())

    def show_pixels(self, about: QPointF | None = None) -> None:
        """Show it at 100 %."""
        pane = self._pane()
        self._look(pane.zoomed(self._sight, 1.0, about or pane.rect.center()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("canvas"))
        if self._image is None:
            pixels = self._theme.pixmap("image", 48, "muted", ratio=self.devicePixelRatioF())
            painter.drawPixmap(self.rect().center().x() - 24, self.rect().center().y() - 24, pixels)
        else:
            pane = self._pane()
            smooth = pane.scale(self._sight) < 2
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(pane.place(self._sight), self._image, QRectF(self._image.rect()))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            moved = event.position() - self._grabbed
            self._grabbed = event.position()
            self._look(self._pane().panned(self._sight, moved))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._sight.scale is None:
            self.show_pixels(event.position())
        else:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look(self._sight)

    def _look(self, sight: Sight) -> None:
        self._sight = sight
        pane = self._pane()
        can_move = self._image is not None and pane.can_pan(sight)
        self.setCursor(Qt.CursorShape.OpenHandCursor if can_move else Qt.CursorShape.ArrowCursor)
        if self._image is not None:
            self.zoomed.emit(pane.scale(sight))
        self.update()

    def _pane(self) -> Pane:
        size = QSizeF(self._image.size()) if self._image is not None else QSizeF(1, 1)
        return Pane(QRectF(self.rect()), size, self.devicePixelRatioF())
