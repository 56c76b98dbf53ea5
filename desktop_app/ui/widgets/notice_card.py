"""One notice on the screen."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.notices import Notice, Tone
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.breaking import breakable
from desktop_app.ui.widgets.icon_label import IconLabel

WIDTH = 380
LINES_SHOWN = 5

_ICONS = {
    Tone.INFO: ("info", "accent"),
    Tone.SUCCESS: ("circle-check", "success"),
    Tone.WARNING: ("triangle-alert", "warning"),
    Tone.DANGER: ("circle-alert", "danger"),
}


class NoticeCard(Translated, QFrame):
    """Icon, text, details, an offer; goes by itself after its time, unless it is pointed at or has the focus."""

    closed = Signal()
    resized = Signal()

    def __init__(self, notice: Notice, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self._theme = theme
        self._all_lines = False
        name, role = _ICONS[notice.tone]
        self._icon = IconLabel(theme, name, role=role)
        self._text = QLabel(breakable(notice.text), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._lines = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._more = QPushButton()
        self._offer = QPushButton(notice.offer.text if notice.offer else "")
        self._close = QToolButton()
        self._time = QTimer(self, singleShot=True, interval=round(notice.seconds * 1000))
        self._lay_out()
        self._wire()
        self.retranslate()
        self.begin_time()

    def begin_time(self) -> None:
        """Count its time from the beginning."""
        if self.notice.seconds and not self.is_held:
            self._time.start()

    @property
    def is_held(self) -> bool:
        """Whether it stays because it is pointed at or has the focus."""
        focused = QApplication.focusWidget()
        return self.underMouse() or (focused is not None and self.isAncestorOf(focused))

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "\n".join((self.notice.text, *self.notice.lines[:LINES_SHOWN]))

    def focus(self) -> None:
        """Take the focus, on what it offers if it offers something."""
        (self._offer if self.notice.offer else self._close).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        hidden = max(len(self.notice.lines) - LINES_SHOWN, 0)
        self._more.setText(self.tr("Show less") if self._all_lines else self.tr("…%n more", "", hidden))
        self._more.setVisible(hidden > 0)
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the notice"))
        self.setAccessibleName(self.spoken)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._time.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.begin_time()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._time.stop()
        elif event.type() is QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self.begin_time)
        return False

    def _wire(self) -> None:
        self._time.timeout.connect(self.closed)
        self._close.clicked.connect(self.closed)
        self._more.clicked.connect(self._on_more)
        self._offer.clicked.connect(self._on_offer)
        for button in (self._close, self._more, self._offer):
            button.installEventFilter(self)

    def _on_more(self) -> None:
        self._all_lines = not self._all_lines
        self._show_lines()
        self.retranslate()
        self.resized.emit()

    def _on_offer(self) -> None:
        if self.notice.offer is not None:
            self.notice.offer.act()
        self.closed.emit()

    def _show_lines(self) -> None:
        shown = self.notice.lines if self._all_lines else self.notice.lines[:LINES_SHOWN]
        self._lines.setText(breakable("\n".join(shown)))
        self._lines.setVisible(bool(shown))

    def _lay_out(self) -> None:
        set_role(self, "notice", tone=self.notice.tone.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._close.setIcon(self._theme.icon("x", "muted"))
        self._close.setIconSize(QSize(16, 16))
        set_role(self._lines, "muted")
        set_role(self._more, "link")
        set_role(self._offer, "link")
        self._offer.setVisible(self.notice.offer is not None)
        self._show_lines()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 8, 12)
        row.setSpacing(10)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 4, 0, 0)  # icon and first line stand in the middle of the close button's height
        mark.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(mark)
        row.addLayout(self._words(), 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addWidget(self._lines)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._more)
        below.addWidget(self._offer)
        below.addStretch(1)
        column.addLayout(below)
        column.addStretch(1)
        return column
