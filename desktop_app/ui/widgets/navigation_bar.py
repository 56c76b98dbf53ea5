"""The left edge of the window: where one can go, and where one is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui import brand
from desktop_app.ui.navigation import Place
from desktop_app.ui.speech import QT_TRANSLATE_NOOP, Translated
from desktop_app.ui.theme import Theme, set_role

_WIDE, _NARROW = 216, 68


@dataclass(frozen=True)
class NavigationRow:
    """One place of the navigation."""

    text: str
    """English, of the translation context "NavigationBar"."""
    icon: str
    shortcut: str


ROWS: Mapping[Place, NavigationRow] = {
    Place.WORKSPACE: NavigationRow(QT_TRANSLATE_NOOP("NavigationBar", "Workspace"), "layout-grid", "Ctrl+1"),
    Place.TASKS: NavigationRow(QT_TRANSLATE_NOOP("NavigationBar", "Tasks"), "list-todo", "Ctrl+2"),
    Place.LIBRARY: NavigationRow(QT_TRANSLATE_NOOP("NavigationBar", "Library"), "images", "Ctrl+3"),
    Place.ACCOUNT: NavigationRow(QT_TRANSLATE_NOOP("NavigationBar", "Account"), "circle-user", "Ctrl+4"),
    Place.SETTINGS: NavigationRow(QT_TRANSLATE_NOOP("NavigationBar", "Settings"), "settings", "Ctrl+5"),
}
"""From top to bottom; the last stands at the foot."""

PARENTS: Mapping[Place, Place] = {Place.FEATURE: Place.WORKSPACE, Place.TASK: Place.TASKS}
"""Pages without a row of their own, and whose row is marked meanwhile."""


class NavigationBar(Translated, QFrame):
    """The places in a column: icons with words, or icons alone in a narrow window."""

    chosen = Signal(Place)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self._theme = theme
        self._narrow = False
        self._mark = QLabel()
        self._name = QLabel()
        self._name.setObjectName("brand")
        self._buttons = {place: NavigationButton(row, theme) for place, row in ROWS.items()}
        self._group = QButtonGroup(self)
        self._lay_out()
        for place, button in self._buttons.items():
            self._group.addButton(button)
            button.toggled.connect(partial(self._on_toggled, place))
            button.clicked.connect(partial(self._on_clicked, place))
        self.narrow(False)
        self.retranslate()

    def mark(self, place: Place) -> None:
        """Show where one is. A page without a row lies within its parent, which is not checked: a screen reader
        could not toggle it again to go there.
        """
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            with QSignalBlocker(button):
                button.setChecked(each is place)
            set_role(button, "navigation", within=str(each is PARENTS.get(place)).lower())
        self._group.setExclusive(True)

    def count(self, place: Place, number: int) -> None:
        """Show how many things go on at a place; 0 shows nothing."""
        self._buttons[place].count(number)

    def narrow(self, narrow: bool) -> None:
        """Show icons alone, or words too."""
        self._narrow = narrow
        self.setFixedWidth(_NARROW if narrow else _WIDE)
        self._name.setVisible(not narrow)
        for button in self._buttons.values():
            button.narrow(narrow)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Navigation"))
        self._name.setText(self.tr("CleanRack"))
        self._mark.setToolTip(self.tr("CleanRack"))
        for button in self._buttons.values():
            button.retranslate()

    def _on_toggled(self, place: Place, checked: bool) -> None:
        """A screen reader toggles a button that can be checked, without a click."""
        if checked:
            self.chosen.emit(place)

    def _on_clicked(self, place: Place) -> None:
        """A click on the place that is marked leads there too: from one of its tasks, say."""
        self.chosen.emit(place)

    def _lay_out(self) -> None:
        self._mark.setPixmap(brand.pixmap(28, self.devicePixelRatioF()))
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(16)
        for place, button in self._buttons.items():
            if place is Place.SETTINGS:
                column.addStretch(1)
            column.addWidget(button)


class NavigationButton(QPushButton):
    """One place: icon, word and a count."""

    def __init__(self, row: NavigationRow, theme: Theme) -> None:
        super().__init__()
        set_role(self, "navigation")
        self._row = row
        self._narrow = False
        self._count = 0
        self._badge = QLabel(self)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._badge, "badge", tone="count")
        self._badge.hide()
        self.setCheckable(True)
        self.setIcon(theme.icon(row.icon, "muted"))
        self.setIconSize(QSize(20, 20))
        self.setFixedHeight(44)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def count(self, number: int) -> None:
        """Show a number; 0 shows none."""
        self._count = number
        self._badge.setText(str(number) if number < 100 else "99+")
        self._badge.setVisible(number > 0)
        self._place_badge()
        self.retranslate()

    def narrow(self, narrow: bool) -> None:
        """Show the icon alone, or the word too."""
        self._narrow = narrow
        self.retranslate()
        self._place_badge()

    def retranslate(self) -> None:
        """Say the texts anew; the bar calls it."""
        word = QCoreApplication.translate("NavigationBar", self._row.text)
        keys = QKeySequence(self._row.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setText("" if self._narrow else f"  {word}")
        self.setToolTip(f"{word}  {keys}")
        running = self.tr("%n running", "", self._count) if self._count else ""
        self.setAccessibleName(", ".join(filter(None, (word, running))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        size = self._badge.sizeHint().expandedTo(QSize(20, 20))
        top = 2 if self._narrow else (self.height() - size.height()) // 2
        right = 0 if self._narrow else 10
        self._badge.setGeometry(self.width() - size.width() - right, top, size.width(), size.height())
