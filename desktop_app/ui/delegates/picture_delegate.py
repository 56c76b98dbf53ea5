"""Paints one picture of a grid: a card with its thumbnail, name, state, tick box, progress and remove cross."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.delegates.card_layout import CardLayout, Columns, Spot
from desktop_app.ui.models.roles import PictureRole, PictureState, ThumbnailSource
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails

AnyIndex = QModelIndex | QPersistentModelIndex

_FONT_PIXELS = 12
_CARD_RADIUS = 12
_THUMBNAIL_RADIUS = 8
_UNTICKED = 0.4
"""Opacity of a picture that is not to be worked on."""


@dataclass(frozen=True)
class _Look:
    """A state in colours and an icon; the words come from the model."""

    tone: str
    ground: str
    icon: str = ""


_LOOKS: Mapping[PictureState, _Look] = {
    PictureState.PLAIN: _Look("muted", "sunken"),
    PictureState.WAITING: _Look("muted", "sunken", "clock"),
    PictureState.BUSY: _Look("accent", "accent-soft", "loader"),
    PictureState.DONE: _Look("success", "success-soft", "circle-check"),
    PictureState.WARNING: _Look("warning", "warning-soft", "triangle-alert"),
    PictureState.FAILED: _Look("danger", "danger-soft", "circle-alert"),
}
_TONED_DETAIL = (PictureState.WARNING, PictureState.FAILED)
_State = QStyle.StateFlag


@dataclass(frozen=True)
class _Picture:
    """What the model says of a row."""

    name: str
    detail: str
    state: PictureState
    badge: str
    progress: float | None
    ticked: bool | None
    removable: bool
    source: ThumbnailSource | None

    @classmethod
    def told(cls, index: AnyIndex) -> "_Picture":
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        return cls(
            name=index.data(Qt.ItemDataRole.DisplayRole) or "",
            detail=index.data(PictureRole.DETAIL) or "",
            state=PictureState(index.data(PictureRole.STATE) or PictureState.PLAIN),
            badge=index.data(PictureRole.BADGE) or "",
            progress=index.data(PictureRole.PROGRESS),
            ticked=None if tick is None else Qt.CheckState(tick) == Qt.CheckState.Checked,
            removable=bool(index.data(PictureRole.REMOVABLE)),
            source=index.data(PictureRole.SOURCE),
        )

    @property
    def look(self) -> _Look:
        return _LOOKS[self.state]


class PictureDelegate(QStyledItemDelegate):
    """Paints cards for models that answer PictureRole. Which spot of a card is hit, it tells; the view acts."""

    def __init__(self, view: QAbstractItemView, *, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__(view)
        self.columns = Columns.fitted(0, QSize(176, 256))
        """How large cards are; the view sets it."""
        self._view = view
        self._thumbnails = thumbnails
        self._theme = theme
        self._font = QFont(view.font())
        self._font.setPixelSize(_FONT_PIXELS)
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        theme.changed.connect(view.viewport().update)

    def spot(self, cell: QRect, index: AnyIndex, position: QPoint) -> Spot | None:
        """What is hit at `position` of a row painted in `cell`; None beside its card."""
        ticks = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        layout = CardLayout.within(cell, self.columns.card)
        return layout.spot(position, tick=ticks, cross=bool(index.data(PictureRole.REMOVABLE)))

    def thumbnail(self, index: AnyIndex) -> QPixmap | None:
        """The picture of a row, if it is there."""
        source = index.data(PictureRole.SOURCE)
        return None if source is None else self._thumbnails.stand_in(source)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return self.columns.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        picture = _Picture.told(index)
        layout = CardLayout.within(option.rect, self.columns.card)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, layout, state)
        self._paint_thumbnail(painter, layout, picture)
        self._paint_texts(painter, layout, picture)
        self._paint_state(painter, layout, picture)
        self._paint_controls(painter, layout, picture, state)
        painter.restore()

    # the parts

    def _paint_card(self, painter: QPainter, layout: CardLayout, state: QStyle.StateFlag) -> None:
        selected, hovered = bool(state & _State.State_Selected), bool(state & _State.State_MouseOver)
        edge = "accent" if selected else "border-strong" if hovered else "border"
        width = 2 if selected else 1
        self._fill(painter, "accent-soft" if selected else "surface")
        painter.setPen(QPen(self._theme.color(edge), width))
        inset = width / 2
        outline = QRectF(layout.card).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(outline, _CARD_RADIUS, _CARD_RADIUS)
        if state & _State.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            around = QRectF(layout.card).adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(around, _CARD_RADIUS + 3, _CARD_RADIUS + 3)

    def _paint_thumbnail(self, painter: QPainter, layout: CardLayout, picture: _Picture) -> None:
        found = self._found(picture.source, layout.thumbnail.size())
        painter.setOpacity(_UNTICKED if picture.ticked is False else 1.0)
        if found is None or found.isNull():
            self._paint_placeholder(painter, layout.thumbnail, hopeless=found is not None)
        elif found.deviceIndependentSize().toSize() == layout.thumbnail.size():
            painter.drawPixmap(layout.thumbnail.topLeft(), found)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(layout.thumbnail, found)
        painter.setOpacity(1.0)

    def _found(self, source: ThumbnailSource | None, size: QSize) -> QPixmap | None:
        if source is None:
            return QPixmap()
        found = self._thumbnails.pixmap(source, size, self._view.devicePixelRatioF())
        return self._thumbnails.stand_in(source) if found is None else found

    def _paint_placeholder(self, painter: QPainter, place: QRect, *, hopeless: bool) -> None:
        self._fill(painter, "sunken")
        painter.drawRoundedRect(place, _THUMBNAIL_RADIUS, _THUMBNAIL_RADIUS)
        if hopeless:
            self._paint_icon(painter, "image", place.center() - QPoint(13, 13), 28, "muted")

    def _paint_texts(self, painter: QPainter, layout: CardLayout, picture: _Picture) -> None:
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(self._font)
        painter.setFont(self._font)
        painter.setPen(self._theme.color("text"))
        name = metrics.elidedText(picture.name, Qt.TextElideMode.ElideMiddle, layout.name.width())
        painter.drawText(layout.name, left, name)
        painter.setPen(self._theme.color(picture.look.tone if picture.state in _TONED_DETAIL else "muted"))
        detail = metrics.elidedText(picture.detail, Qt.TextElideMode.ElideRight, layout.detail.width())
        painter.drawText(layout.detail, left, detail)

    def _paint_state(self, painter: QPainter, layout: CardLayout, picture: _Picture) -> None:
        if picture.progress is not None:
            self._paint_bar(painter, layout.bar, picture.progress)
        if not picture.badge:
            return
        look, metrics = picture.look, QFontMetrics(self._bold)
        icon = 18 if look.icon else 0
        place = layout.badge(
            metrics.horizontalAdvance(picture.badge) + 18 + icon, above_bar=picture.progress is not None
        )
        self._fill(painter, look.ground)
        painter.drawRoundedRect(place, 11, 11)
        if look.icon:
            self._paint_icon(painter, look.icon, place.topLeft() + QPoint(8, 4), 14, look.tone)
        painter.setFont(self._bold)
        painter.setPen(self._theme.color(look.tone))
        words = place.adjusted(9 + icon, 0, -8, 0)
        fitting = metrics.elidedText(picture.badge, Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)

    def _paint_bar(self, painter: QPainter, place: QRect, progress: float) -> None:
        self._fill(painter, "surface")
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 4, 4)
        self._fill(painter, "track")
        painter.drawRoundedRect(place, 3, 3)
        done = QRectF(place)
        done.setWidth(max(6.0, place.width() * min(1.0, progress)))
        self._fill(painter, "accent")
        painter.drawRoundedRect(done, 3, 3)

    def _paint_controls(
        self, painter: QPainter, layout: CardLayout, picture: _Picture, state: QStyle.StateFlag
    ) -> None:
        if picture.ticked is not None:
            self._paint_tick(painter, layout.tick, ticked=picture.ticked)
        if picture.removable and state & (_State.State_MouseOver | _State.State_HasFocus):
            self._fill(painter, "scrim")
            painter.drawEllipse(layout.cross)
            self._paint_icon(painter, "x", layout.cross.topLeft() + QPoint(5, 5), 14, "on-scrim")

    def _paint_tick(self, painter: QPainter, place: QRect, *, ticked: bool) -> None:
        self._fill(painter, "accent" if ticked else "surface")
        painter.setPen(QPen(self._theme.color("surface" if ticked else "muted"), 1.5))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if ticked:
            self._paint_icon(painter, "check", place.topLeft() + QPoint(3, 3), 14, "on-accent")

    def _paint_icon(self, painter: QPainter, name: str, place: QPoint, size: int, role: str) -> None:
        painter.drawPixmap(place, self._theme.pixmap(name, size, role, ratio=self._view.devicePixelRatioF()))

    def _fill(self, painter: QPainter, role: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(role))
