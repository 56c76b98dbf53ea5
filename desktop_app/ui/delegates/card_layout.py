"""Where everything lies on the card of a picture: pure geometry, in logical pixels."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QMargins, QPoint, QRect, QSize

PADDING = 8
TEXT_HEIGHT = 50
"""Two lines and the room around them."""
GAP = 16
"""Between cards."""
RING = 3
"""What the focus needs around a card."""
_LINE = 18
_INSET = 8
_STEP = 8
"""Cards grow in steps, so that a window which is dragged wider does not ask for new thumbnails all the time."""


class Spot(StrEnum):
    """What can be hit on a card."""

    TICK = "tick"
    CROSS = "cross"
    BODY = "body"


@dataclass(frozen=True)
class Columns:
    """How cards fill a row."""

    count: int
    pitch: int
    """Width of one column."""
    card: QSize

    @classmethod
    def fitted(cls, width: int, smallest: QSize) -> "Columns":
        """As many columns as cards of at least `smallest` fit into `width`; Qt wraps a line that fills it wholly."""
        count = max(1, (width - 1) // (smallest.width() + GAP))
        pitch = max(smallest.width() + GAP, (width - 1) // count)
        growth = (pitch - GAP - smallest.width()) // _STEP * _STEP
        return cls(count, pitch, QSize(smallest.width() + growth, smallest.height() + growth * _shape(smallest) // 100))

    @property
    def cell(self) -> QSize:
        """The card with the gap around it."""
        return QSize(self.pitch, self.card.height() + GAP)


def _shape(smallest: QSize) -> int:
    """How much a thumbnail grows in height for its width, in per cent: it keeps its shape."""
    width, height = smallest.width() - 2 * PADDING, smallest.height() - PADDING - TEXT_HEIGHT
    return 100 * height // width


@dataclass(frozen=True)
class CardLayout:
    """The parts of one card."""

    card: QRect

    @classmethod
    def within(cls, cell: QRect, size: QSize) -> "CardLayout":
        """A card at the left of its cell, so that the first of a line stands where the page's other parts begin."""
        return cls(QRect(QPoint(cell.left() + RING, cell.center().y() - size.height() // 2 + 1), size))

    @property
    def thumbnail(self) -> QRect:
        """The picture."""
        return self.card.marginsRemoved(QMargins(PADDING, PADDING, PADDING, TEXT_HEIGHT))

    @property
    def name(self) -> QRect:
        """The first line."""
        return QRect(self.thumbnail.left() + 2, self.thumbnail.bottom() + 7, self.thumbnail.width() - 4, _LINE)

    @property
    def detail(self) -> QRect:
        """The second line."""
        return self.name.translated(0, _LINE)

    @property
    def tick(self) -> QRect:
        """The tick box."""
        return QRect(self.thumbnail.topLeft() + QPoint(_INSET, _INSET), QSize(20, 20))

    @property
    def cross(self) -> QRect:
        """The round button that removes."""
        return QRect(self.thumbnail.topRight() + QPoint(-_INSET - 23, _INSET - 2), QSize(24, 24))

    @property
    def bar(self) -> QRect:
        """The progress bar."""
        return QRect(self.thumbnail.left() + _INSET, self.thumbnail.bottom() - 12, self.thumbnail.width() - 16, 6)

    def badge(self, width: int, *, above_bar: bool) -> QRect:
        """The pill with the state."""
        bottom = self.bar.top() - 6 if above_bar else self.thumbnail.bottom() - _INSET + 1
        return QRect(self.thumbnail.left() + _INSET, bottom - 22, min(width, self.thumbnail.width() - 2 * _INSET), 22)

    def spot(self, position: QPoint, *, tick: bool, cross: bool) -> Spot | None:
        """What is hit at `position`, of a card with or without a tick box and cross; None beside the card."""
        if tick and self.tick.marginsAdded(QMargins(6, 6, 6, 6)).contains(position):
            return Spot.TICK
        if cross and self.cross.marginsAdded(QMargins(4, 4, 4, 4)).contains(position):
            return Spot.CROSS
        return Spot.BODY if self.card.contains(position) else None
