"""Where a picture lies in a pane: all of it, zoomed about a point, panned. Pure geometry, in logical pixels."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

CLOSEST = 8.0
"""Device pixels for one of the picture, at most."""


@dataclass(frozen=True)
class Sight:
    """Which part of a picture is looked at."""

    scale: float | None = None
    """Device pixels for one of the picture; None shows all of it."""
    x: float = 0.5
    y: float = 0.5
    """What lies in the middle of the pane, as shares of the picture's width and height."""


@dataclass(frozen=True)
class Pane:
    """A place on the screen that shows one picture."""

    rect: QRectF
    picture: QSizeF
    """Its pixels."""
    ratio: float = 1.0
    """Device pixels for each logical one."""

    @property
    def fitting(self) -> float:
        """The scale that shows all of the picture."""
        wide = self.rect.width() / max(1.0, self.picture.width())
        high = self.rect.height() / max(1.0, self.picture.height())
        return max(0.001, min(wide, high) * self.ratio)

    def scale(self, sight: Sight) -> float:
        """Device pixels for one of the picture."""
        return self.fitting if sight.scale is None else sight.scale

    def place(self, sight: Sight) -> QRectF:
        """Where the whole picture lies, on device pixels; it never leaves a gap that it could fill."""
        size = self.picture * (self.scale(sight) / self.ratio)
        left = _held(self.rect.left(), self.rect.right(), size.width(), sight.x)
        top = _held(self.rect.top(), self.rect.bottom(), size.height(), sight.y)
        return QRectF(self._on_pixel(left), self._on_pixel(top), size.width(), size.height())

    def visible(self, sight: Sight) -> QRectF:
        """The part of the pane the picture covers."""
        return self.place(sight).intersected(self.rect)

    def can_pan(self, sight: Sight) -> bool:
        """Whether there is more than is seen."""
        place = self.place(sight)
        return place.width() > self.rect.width() + 1 or place.height() > self.rect.height() + 1

    def zoomed(self, sight: Sight, scale: float, about: QPointF) -> Sight:
        """The same point of the picture stays under `about`."""
        scale = min(max(scale, min(self.fitting, 1.0)), max(CLOSEST, self.fitting))
        before = self.place(sight)
        growth = scale / self.scale(sight)
        moved = QRectF(about + (before.topLeft() - about) * growth, before.size() * growth)
        return self._settled(replace(self._looking(moved), scale=scale))

    def panned(self, sight: Sight, by: QPointF) -> Sight:
        """The picture moved by so much."""
        return self._settled(replace(self._looking(self.place(sight).translated(by)), scale=sight.scale))

    def _settled(self, sight: Sight) -> Sight:
        return replace(self._looking(self.place(sight)), scale=sight.scale)

    def _looking(self, place: QRectF) -> Sight:
        middle = self.rect.center() - place.topLeft()
        return Sight(x=middle.x() / max(1.0, place.width()), y=middle.y() / max(1.0, place.height()))

    def _on_pixel(self, at: float) -> float:
        return round(at * self.ratio) / self.ratio


def _held(low: float, high: float, length: float, share: float) -> float:
    """Where something of `length` begins whose `share` is to lie in the middle between `low` and `high`."""
    middle = (low + high) / 2
    if length <= high - low:
        return middle - length / 2
    return min(low, max(high - length, middle - share * length))
