"""One task of the list as a card, and below an opened one its photos as rows."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from desktop_app.api.tasks import TaskSummary
from desktop_app.ui.delegates.item_row_delegate import HEIGHT, ItemRowDelegate
from desktop_app.ui.delegates.row_delegate import Index, has
from desktop_app.ui.delegates.row_paint import SMALL, RowButton, RowPainter
from desktop_app.ui.models.roles import PictureRole
from desktop_app.ui.models.task_list_model import TaskRole
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.stores.task_facts import Verb, is_of_old, outcome, verbs
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails

_CARD_HEIGHT = 92
_SIDE = 56
_INDENT = 44
EXPAND, OPEN_TASK, SAVE_TASK, STOP_TASK = "expand", "open", "save_task", "stop"


class TaskDelegate(ItemRowDelegate):
    """Tells `pressed` with "expand", "open", "save_task" or "stop"; of photos as ItemRowDelegate does."""

    def __init__(self, *, words: TaskWords, theme: Theme, thumbnails: Thumbnails, view: QAbstractItemView) -> None:
        super().__init__(theme=theme, thumbnails=thumbnails, view=view)
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, HEIGHT if index.data(TaskRole.IS_PHOTO) else _CARD_HEIGHT)

    def card(self, rect: QRect, index: Index) -> QRect:
        if index.data(TaskRole.IS_PHOTO):
            return rect.adjusted(_INDENT, 2, -8, -2)
        return rect.adjusted(2, 2, -8, -8)

    def buttons(self, index: Index) -> list[RowButton]:
        if index.data(TaskRole.IS_PHOTO):
            return super().buttons(index)
        can = verbs(index.data(TaskRole.TASK))
        task = index.data(TaskRole.TASK)
        made = []
        if Verb.STOP in can:
            made.append(RowButton(STOP_TASK, "circle-stop", self.tr("Stop")))
        elif Verb.SAVE in can:
            made.append(RowButton(SAVE_TASK, "download", "ZIP" if task.is_batch else self.tr("Download")))
        return [*made, RowButton(OPEN_TASK, "eye", self.tr("Open"))]

    def extra(self, card: QRect, index: Index) -> list[tuple[QRect, RowButton]]:
        if index.data(TaskRole.IS_PHOTO) or not index.data(TaskRole.CAN_EXPAND):
            return []
        expanded = index.data(TaskRole.IS_EXPANDED)
        tip = self.tr("Hide the photos (Left)") if expanded else self.tr("Show the photos (Right)")
        button = RowButton(EXPAND, "chevron-down" if expanded else "chevron-right", "", tip)
        return [(QRect(card.left() + 8, card.center().y() - 15, 30, 30), button)]

    def paint_row(self, row: RowPainter, option: QStyleOptionViewItem, index: Index, card: QRect) -> None:
        if index.data(TaskRole.IS_PHOTO):
            super().paint_row(row, option, index, card)
            return
        hovered = has(option, QStyle.StateFlag.State_MouseOver)
        selected = has(option, QStyle.StateFlag.State_Selected)
        border = "accent" if selected else ("border-strong" if hovered else "border")
        row.box(QRectF(card), "surface", border=border, radius=12)
        picture = QRect(card.left() + 46, card.center().y() - _SIDE // 2 + 1, _SIDE, _SIDE)
        self._paint_picture(row, picture, index)
        right = self.room(card, option, index)
        self._paint_words(
            row, index, QRect(picture.right() + 16, card.top(), right - picture.right() - 20, card.height())
        )

    def focus_radius(self, index: Index) -> float:
        return 8 if index.data(TaskRole.IS_PHOTO) else 12

    def _paint_picture(self, row: RowPainter, picture: QRect, index: Index) -> None:
        task, source = index.data(TaskRole.TASK), index.data(PictureRole.SOURCE)
        ratio = self._view.devicePixelRatioF()
        drawn = self.thumbnails.pixmap(source, picture.size(), ratio) if source is not None else None
        row.thumbnail(picture, drawn, "layers" if task.is_batch else ("clock" if is_of_old(task) else "image"))

    def _paint_words(self, row: RowPainter, index: Index, words: QRect) -> None:
        if index.data(TaskRole.IS_PHOTO):
            super()._paint_words(row, index, words)
            return
        task: TaskSummary = index.data(TaskRole.TASK)
        lift = 21 if is_of_old(task) else 28
        upper = QRect(words.left(), words.center().y() - lift, words.width(), 22)
        self._paint_title(row, task, upper)
        told = " · ".join(filter(None, [self._words.done(task), self._words.created(task), self._words.place(task)]))
        lower = QRect(words.left(), upper.bottom() + 3, words.width(), 18)
        row.text(lower, told, "muted", pixels=SMALL)
        if not is_of_old(task):
            bar = QRectF(words.left(), lower.bottom() + 8, words.width(), 4)
            row.outcome(bar, outcome(task, index.data(TaskRole.FRACTION)))

    def _paint_title(self, row: RowPainter, task: TaskSummary, line: QRect) -> None:
        kind, state = self._words.kind(task), self._words.state(task)
        badges = row.badge_width(kind) + row.badge_width(state) + 16
        room = QRect(line.left(), line.top(), max(40, line.width() - badges), line.height())
        left = line.left() + row.text(room, self._words.title(task), bold=True) + 10
        middle = line.center().y() + 1
        left += row.badge(QPoint(left, middle), kind, "accent" if task.is_batch else "neutral") + 6
        row.badge(QPoint(left, middle), state, self._words.tone(task))
