"""One photo of a task as a row: picture, name, what became of it, and what can be done with it."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.api.tasks import ItemStatus
from desktop_app.ui.delegates.row_delegate import Index, RowDelegate, has
from desktop_app.ui.delegates.row_paint import SMALL, RowButton, RowPainter
from desktop_app.ui.models.item_model import ItemRole
from desktop_app.ui.models.roles import PictureRole, PictureState

HEIGHT = 64
_SIDE = 44
_TONES = {
    PictureState.BUSY: "accent",
    PictureState.DONE: "success",
    PictureState.WARNING: "warning",
    PictureState.FAILED: "danger",
}
_DETAIL_INKS = {PictureState.FAILED: "danger", PictureState.WARNING: "warning"}


def row_tone(state: PictureState) -> str:
    """The tone of a photo's badge."""
    return _TONES.get(state, "neutral")


class ItemRowDelegate(RowDelegate):
    """Tells `pressed` with "preview", "save" or "retry"."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, HEIGHT)

    def buttons(self, index: Index) -> list[RowButton]:
        preview = RowButton("preview", "eye", self.tr("Preview"))
        match index.data(ItemRole.STATUS):
            case ItemStatus.SUCCESS:
                return [preview, RowButton("save", "download", self.tr("Download"))]
            case ItemStatus.FAILED | ItemStatus.CANCELLED:
                return [preview]
            case _:
                return []

    def paint_row(self, row: RowPainter, option: QStyleOptionViewItem, index: Index, card: QRect) -> None:
        """Everything of a photo's row but its buttons."""
        if has(option, QStyle.StateFlag.State_Selected):
            row.box(QRectF(card), "accent-soft")
        elif has(option, QStyle.StateFlag.State_MouseOver):
            row.box(QRectF(card), "sunken")
        self.paint_item(row, index, card, self.room(card, option, index))

    def paint_item(self, row: RowPainter, index: Index, card: QRect, right: int) -> None:
        """Picture, words and badge between the card's left edge and `right`."""
        picture = QRect(card.left() + 8, card.center().y() - _SIDE // 2 + 1, _SIDE, _SIDE)
        ratio = self._view.devicePixelRatioF()
        row.thumbnail(picture, self.thumbnails.pixmap(index.data(PictureRole.SOURCE), picture.size(), ratio))
        badge = row.badge_width(index.data(PictureRole.BADGE))
        words = QRect(picture.right() + 14, card.top(), right - badge - picture.right() - 30, card.height())
        self._paint_words(row, index, words)
        state = index.data(PictureRole.STATE)
        row.badge(QPoint(right - badge, card.center().y() + 1), index.data(PictureRole.BADGE), row_tone(state))

    def _paint_words(self, row: RowPainter, index: Index, words: QRect) -> None:
        progress, detail = index.data(PictureRole.PROGRESS), index.data(PictureRole.DETAIL)
        upper = QRect(words.left(), words.center().y() - 20, words.width(), 20)
        lower = QRect(words.left(), words.center().y() + 2, words.width(), 18)
        if progress is not None:
            row.text(upper, index.data())
            row.bar(QRectF(lower.left(), lower.top() + 5, min(240, lower.width()), 6), progress)
        elif detail:
            row.text(upper, index.data())
            row.text(lower, detail, _DETAIL_INKS.get(index.data(PictureRole.STATE), "muted"), pixels=SMALL)
        else:
            row.text(words, index.data())
