"""Notices over the lower right corner of the page, the newest at the bottom."""

from collections import deque

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.notice_card import WIDTH, NoticeCard

_MOST = 4
_RIGHT, _BOTTOM = 24, 92
"""Distance to the edges of the page: the bar with the primary button stays free."""


class NoticeStack(QWidget):
    """Shows a few notices at a time; the others wait their turn."""

    def __init__(self, *, notices: Notices, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._cards: list[NoticeCard] = []
        self._waiting: deque[Notice] = deque()
        self._before: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()
        over.installEventFilter(self)
        notices.told.connect(self.add)

    @property
    def shown(self) -> list[Notice]:
        """What is on the screen, oldest first."""
        return [card.notice for card in self._cards]

    def add(self, notice: Notice) -> None:
        """Show a notice, now or when there is room. One that stands there already only begins its time anew."""
        twin = next((card for card in self._cards if card.notice == notice), None)
        if twin is not None:
            twin.begin_time()
        elif notice not in self._waiting:
            self._waiting.append(notice)
            self._fill()

    def focus_newest(self) -> None:
        """Put the focus into the newest notice; Esc closes it and gives the focus back."""
        if self._cards:
            self._before = QApplication.focusWidget()
            self._cards[-1].focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _fill(self) -> None:
        while self._waiting and len(self._cards) < _MOST and self._has_room():
            self._show_card(self._waiting.popleft())
        self._place()

    def _has_room(self) -> bool:
        return not self._cards or self._column.sizeHint().height() < (self._over.height() - _BOTTOM) * 2 // 3

    def _show_card(self, notice: Notice) -> None:
        card = NoticeCard(notice, theme=self._theme, parent=self)
        card.closed.connect(lambda: self._remove(card))
        card.resized.connect(self._place)
        self._cards.append(card)
        self._column.addWidget(card)
        card.show()
        _announce(card)

    def _remove(self, card: NoticeCard) -> None:
        if card not in self._cards:
            return
        had_focus = card.is_held and not card.underMouse()
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        if had_focus and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fill()

    def _place(self) -> None:
        """Its lower right corner stays where it is, whatever the number of notices."""
        self.setVisible(bool(self._cards))
        if not self._cards:
            return
        self._column.activate()
        width = min(WIDTH, self._over.width())
        height = self._column.heightForWidth(width) if self._column.hasHeightForWidth() else self.sizeHint().height()
        corner = QPoint(self._over.width() - _RIGHT - width, self._over.height() - _BOTTOM - height)
        self.setGeometry(corner.x(), max(corner.y(), 0), width, height)
        self.raise_()


def _announce(card: NoticeCard) -> None:
    """Have a screen reader say it: what went wrong at once, the rest when there is a pause."""
    QAccessible.updateAccessibility(QAccessibleEvent(card, QAccessible.Event.Alert))
    announcement = QAccessibleAnnouncementEvent(card, card.spoken)
    if card.notice.tone is Tone.DANGER:
        announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(announcement)
