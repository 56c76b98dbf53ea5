"""Paints two pictures of one thing, before and after: split by a divider, side by side or one at a time."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import compare_paint
from desktop_app.ui.widgets.compare_paint import PictureLayer
from desktop_app.ui.widgets.sight import Pane, Sight

MARGIN = 8.0
GAP = 8.0
ROOM_FOR_A_LABEL = 95.0
"""Width of a picture that has room for a word; a narrower one has it beside it."""
STEP = 1.25
"""Zoom for one key or one notch of the wheel."""


class CompareMode(StrEnum):
    """How two pictures share the view."""

    SPLIT = "split"
    SIDE_BY_SIDE = "side-by-side"
    SINGLE = "single"
    """The picture after; the one before while Space is held."""


class CompareCanvas(Translated, QWidget):
    """Shows a picture before and after, and takes commands; CompareView adds the mouse and the keys."""

    zoom_changed = Signal(float)
    """Device pixels for one of the picture: 1.0 is 100 %."""
    mode_changed = Signal(CompareMode)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before: QImage | None = None
        self._after: QImage | None = None
        self._layers = (PictureLayer(), PictureLayer())
        self._mode = CompareMode.SPLIT
        self._sight = Sight()
        self._divider = 0.5
        self._held = self._latched = False
        self._is_dragged = False
        self._zoom_told = 1.0
        self._turn = 0
        self._placeholder = ("image", "")
        self._spinner = QTimer(self)
        self._spinner.setInterval(33)
        self._spinner.timeout.connect(self._on_turned)
        self.setMinimumSize(160, 120)
        theme.changed.connect(self.update)

    # what is shown

    def set_images(self, before: QImage | None, after: QImage | None) -> None:
        """Show these; either may be missing. Zoom and divider stay: a new `after` is mostly the same photo again."""
        old = self.stage()
        self._before, self._after = before, after
        new = self.stage()
        if self._sight.scale is not None and old.width() > 0 and new.width() > 0:
            scale = self._sight.scale * old.width() / new.width()
            self._sight = Sight(scale, self._sight.x, self._sight.y)
        self._settle()

    def set_placeholder(self, text: str, icon: str = "image") -> None:
        """What is said while there is no picture."""
        self._placeholder = (icon, text)
        self.told()
        self.update()

    def set_busy(self, busy: bool) -> None:
        """Turn a ring while a new picture is made."""
        if busy and not self._spinner.isActive():
            self._spinner.start()
        elif not busy:
            self._spinner.stop()
        self.update(compare_paint.ring_rect(QRectF(self.rect())))

    @property
    def is_busy(self) -> bool:
        """Whether the ring turns."""
        return self._spinner.isActive()

    # how it is shown

    @property
    def mode(self) -> CompareMode:
        """How the pictures share the view."""
        return self._mode

    def set_mode(self, mode: CompareMode) -> None:
        """Share the view another way."""
        if mode is not self._mode:
            self._mode = mode
            self._settle()
            self.mode_changed.emit(mode)

    @property
    def divider(self) -> float:
        """Where the divider is, 0 to 1 of what is seen of the picture."""
        return self._divider

    def set_divider(self, share: float) -> None:
        """Move the divider."""
        self._divider = min(1.0, max(0.0, share))
        self.told()
        self.update()

    @property
    def shows_before(self) -> bool:
        """Whether only the picture before is shown for now."""
        return self._held or self._latched

    def show_before(self, shown: bool) -> None:
        """Show only the picture before, until told otherwise."""
        self._held, self._latched = False, shown
        self.told()
        self.update()

    @property
    def zoom(self) -> float:
        """Device pixels for one of the picture: 1.0 is 100 %, also where there is no picture."""
        return 1.0 if self.stage().isEmpty() else self.panes()[0].scale(self._sight)

    @property
    def is_fit(self) -> bool:
        """Whether all of the picture is shown, however large the view becomes."""
        return self._sight.scale is None

    def fit(self) -> None:
        """Show all of the picture."""
        self._look(Sight())

    def show_actual_size(self) -> None:
        """Show one pixel of the picture on each of the screen."""
        self.zoom_to(1.0)

    def zoom_in(self) -> None:
        """Come a step closer."""
        self.zoom_to(self.zoom * STEP)

    def zoom_out(self) -> None:
        """Go a step back."""
        self.zoom_to(self.zoom / STEP)

    def reset_view(self) -> None:
        """For another photo: all of it, the divider in the middle."""
        self._divider, self._held, self._latched = 0.5, False, False
        self.fit()

    def words(self) -> tuple[str, str]:
        """What the two pictures are called."""
        raise NotImplementedError

    def told(self) -> None:
        """Something else is seen now."""

    # geometry

    def stage(self) -> QSizeF:
        image = self._before if self._after is None else self._after
        return QSizeF(image.size()) if image is not None else QSizeF(0, 0)

    def panes(self) -> list[Pane]:
        """One place, or two beside each other."""
        ratio, whole = self.devicePixelRatioF(), QRectF(self.rect())
        rects = [whole]
        if self._mode is CompareMode.SIDE_BY_SIDE and not self.shows_before:
            half = (whole.width() - GAP) / 2
            rects = [QRectF(whole.left(), 0, half, whole.height()), QRectF(half + GAP, 0, half, whole.height())]
        inset = MARGIN if self.is_fit else 0
        return [Pane(rect.adjusted(inset, inset, -inset, -inset), self.stage(), ratio) for rect in rects]

    def divider_x(self) -> float:
        visible = self.panes()[0].visible(self._sight)
        return visible.left() + visible.width() * self._divider

    @property
    def is_split(self) -> bool:
        both = self._before is not None and self._after is not None
        return both and self._mode is CompareMode.SPLIT and not self.shows_before

    def _look(self, sight: Sight) -> None:
        self._sight = sight
        self._settle()

    def _settle(self) -> None:
        """Something else is seen now, perhaps larger or smaller."""
        self.told()
        self.update()
        if self.zoom != self._zoom_told:
            self._zoom_told = self.zoom
            self.zoom_changed.emit(self.zoom)

    def zoom_to(self, scale: float, about: QPointF | None = None) -> None:
        pane = next((each for each in self.panes() if about and each.rect.contains(about)), self.panes()[0])
        self._look(pane.zoomed(self._sight, scale, about or pane.rect.center()))

    def pan(self, by: QPointF) -> None:
        self._look(self.panes()[0].panned(self._sight, by))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("canvas"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self._before is None and self._after is None:
            compare_paint.draw_placeholder(painter, self._theme, *self._placeholder, QRectF(self.rect()))
        else:
            self._draw_pictures(painter)
        if self.is_busy:
            compare_paint.draw_ring(painter, self._theme, QRectF(self.rect()), self._turn)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _draw_pictures(self, painter: QPainter) -> None:
        panes = self.panes()
        if len(panes) == 2:
            self._draw_side(painter, 0, panes[0])
            self._draw_side(painter, 1, panes[1])
        elif self.is_split:
            self._draw_split(painter, panes[0])
        else:
            self._draw_side(painter, 0 if self.shows_before or self._after is None else 1, panes[0])

    def _draw_split(self, painter: QPainter, pane: Pane) -> None:
        visible, x = pane.visible(self._sight), self.divider_x()
        left = QRectF(pane.rect.left(), pane.rect.top(), x - pane.rect.left(), pane.rect.height())
        right = QRectF(x, pane.rect.top(), pane.rect.right() - x, pane.rect.height())
        for side, half in enumerate((left, right)):
            painter.setClipRect(half)
            self._draw_side(painter, side, pane)
        painter.setClipping(False)
        compare_paint.draw_divider(painter, self._theme, x, visible, active=self._is_dragged)

    def _draw_side(self, painter: QPainter, side: int, pane: Pane) -> None:
        image = (self._before, self._after)[side]
        if image is None:
            return
        place = _inside(QSizeF(image.size()), pane.place(self._sight))
        checks = (self._theme.color("checker"), self._theme.color("checker-dark"))
        self._layers[side].draw(painter, image, place, pane.rect, checks)
        right = side == 1 and self._mode is CompareMode.SPLIT
        seen = place.intersected(pane.rect)
        words = 2 if self._mode is CompareMode.SPLIT else 1
        corners = seen if seen.width() >= words * ROOM_FOR_A_LABEL else pane.rect
        compare_paint.draw_label(painter, self._theme, self.words()[side], corners, right=right)

    def _on_turned(self) -> None:
        self._turn = (self._turn + 12) % 360
        self.update(compare_paint.ring_rect(QRectF(self.rect())))


def _inside(picture: QSizeF, place: QRectF) -> QRectF:
    """All of `picture` in the middle of `place`: ground that was added around a photo does not move the photo."""
    size = picture.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    rect = QRectF(QPointF(0, 0), size)
    rect.moveCenter(place.center())
    return rect
