"""One picture of the strip under the viewer: small, with its state and what is thought of it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.delegates.row_delegate import has
from desktop_app.ui.delegates.row_paint import RowPainter
from desktop_app.ui.models.roles import PictureRole, PictureState
from desktop_app.ui.models.strip_model import MARKS, StripRole
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails

CELL = QSize(80, 84)
_SIDE = 68
_INKS = {
    PictureState.FAILED: "danger",
    PictureState.WARNING: "warning",
    PictureState.DONE: "success",
    PictureState.BUSY: "accent",
}


class StripDelegate(QStyledItemDelegate):
    """Paints the cells of the strip."""

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._thumbnails = thumbnails
        self._view = view
        thumbnails.ready.connect(self._on_ready)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        row = RowPainter(painter, self._theme, option.font)
        picture = QRect(0, 0, _SIDE, _SIDE)
        picture.moveCenter(option.rect.center() - QPoint(0, 3))
        source = index.data(PictureRole.SOURCE)
        row.thumbnail(picture, self._thumbnails.pixmap(source, picture.size(), self._view.devicePixelRatioF()))
        if has(option, QStyle.StateFlag.State_Selected):
            row.focus(QRectF(picture).adjusted(-3, -3, 3, 3), 10)
        ink = _INKS.get(index.data(PictureRole.STATE), "border-strong")
        row.box(QRectF(picture.left() + 4, picture.bottom() + 6, _SIDE - 8, 4), ink, radius=2)
        self._paint_mark(row, picture, index)
        painter.restore()

    def _on_ready(self) -> None:
        self._view.viewport().update()

    def _paint_mark(self, row: RowPainter, picture: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        mark = index.data(StripRole.MARK)
        if mark is None:
            return
        icon, ink = MARKS[mark]
        place = QRect(picture.right() - 23, picture.top() + 3, 22, 22)
        row.box(QRectF(place), "surface", border=ink, radius=11)
        row.icon(place.adjusted(5, 5, -4, -4), icon, ink)
