"""Rows with small buttons: where they are, which one the mouse is at, and what was pressed."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop_app.ui.delegates.row_paint import RowButton, RowPainter, button_rects
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints rows; its buttons are for the mouse, keys and the context menu say the same."""

    pressed = Signal(QModelIndex, str)
    """A row's button, by its key."""

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.theme = theme
        self.thumbnails = thumbnails
        self._view = view
        self._hovered: tuple[QPersistentModelIndex, str] | None = None
        view.setMouseTracking(True)
        view.viewport().installEventFilter(self)
        theme.changed.connect(self._repaint)
        thumbnails.ready.connect(self._repaint)

    def buttons(self, index: Index) -> list[RowButton]:
        """The buttons of a row."""
        return []

    def extra(self, card: QRect, index: Index) -> list[tuple[QRect, RowButton]]:
        """Buttons elsewhere in the row, with their places."""
        return []

    def focus_radius(self, index: Index) -> float:
        """Of the corners of the focus ring."""
        return 8

    def card(self, rect: QRect, index: Index) -> QRect:
        """The part of the row that is painted."""
        return rect.adjusted(4, 2, -4, -2)

    def paint_row(self, row: RowPainter, option: QStyleOptionViewItem, index: Index, card: QRect) -> None:
        """Paint what is special; buttons and the focus ring come by themselves."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        row = RowPainter(painter, self.theme, option.font)
        card = self.card(option.rect, index)
        self.paint_row(row, option, index, card)
        for rect, button in self._placed(card, option, index):
            row.button(rect, button, hovered=self._hovered == (QPersistentModelIndex(index), button.key))
        if has(option, QStyle.StateFlag.State_HasFocus) and has(option, QStyle.StateFlag.State_Selected):
            row.focus(card.toRectF(), self.focus_radius(index))
        painter.restore()

    def room(self, card: QRect, option: QStyleOptionViewItem, index: Index) -> int:
        """Where the buttons begin: what is painted beside them ends left of it."""
        rects = button_rects(QPointF(card.right() - 10, 0), self.buttons(index), option.font)
        return rects[0].left() - 12 if rects else card.right() - 12

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent):
            button = self._at(event.position(), option, index)
            self._hover((QPersistentModelIndex(index), button.key) if button else None)
            if button is not None and event.type() is QEvent.Type.MouseButtonRelease:
                self.pressed.emit(model.index(index.row(), index.column()), button.key)
            if button is not None and event.type() is not QEvent.Type.MouseMove:
                return True
        return super().editorEvent(event, model, option, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(None)
        return super().eventFilter(watched, event)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        button = self._at(QPointF(event.pos()), option, index) if index.isValid() else None
        if button is not None and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), button.tip or button.text, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _at(self, position: QPointF, option: QStyleOptionViewItem, index: Index) -> RowButton | None:
        placed = self._placed(self.card(option.rect, index), option, index)
        return next((button for rect, button in placed if rect.contains(position.toPoint())), None)

    def _placed(self, card: QRect, option: QStyleOptionViewItem, index: Index) -> list[tuple[QRect, RowButton]]:
        buttons = self.buttons(index)
        rects = button_rects(QPointF(card.right() - 10, card.center().y()), buttons, option.font)
        return [*zip(rects, buttons, strict=True), *self.extra(card, index)]

    def _hover(self, hovered: tuple[QPersistentModelIndex, str] | None) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            self._repaint()

    def _repaint(self) -> None:
        self._view.viewport().update()


def has(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    """Whether the row is in this state."""
    state: Any = option.state
    return bool(state & flag)
