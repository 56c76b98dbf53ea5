"""Cards and what stands on them: plain and clickable ones, grids of them, headings, figures, texts that wrap."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme import set_role


def label(role: str = "", *, wraps: bool = False, **properties: str) -> QLabel:
    """A label in a role of the style sheet that shows plain text; one that wraps takes the height it needs."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if wraps:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(80)
    if role:
        set_role(made, role, **properties)
    return made


def button(role: str = "") -> QPushButton:
    """A button in a role of the style sheet; in a dialog Enter does not press it from elsewhere."""
    made = QPushButton()
    made.setAutoDefault(False)
    if role:
        set_role(made, role)
    return made


def line() -> QFrame:
    """A hairline between rows."""
    made = QFrame()
    set_role(made, "line")
    return made


def row(*items: QWidget | QLayout | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets beside each other; None is where the empty space goes."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    fill(made, items)
    return made


def column(*items: QWidget | QLayout | None, spacing: int = 8) -> QVBoxLayout:
    """Widgets below each other; None is where the empty space goes."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    fill(made, items)
    return made


def fill(layout: QHBoxLayout | QVBoxLayout, items: Sequence[QWidget | QLayout | None]) -> None:
    """Put widgets and layouts into a row or column; None is where the empty space goes."""
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif item is None:
            layout.addStretch(1)
        else:
            layout.addLayout(item)


class Card(QFrame):
    """A surface with a border and a column of things on it."""

    def __init__(self, role: str = "card", *, margin: int = 20, spacing: int = 8) -> None:
        super().__init__()
        set_role(self, role)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)


class CardButton(QPushButton):
    """A card that is one button: clicked anywhere, or by Space and Enter while it has the focus."""

    def __init__(self, *, margin: int = 20, spacing: int = 8) -> None:
        super().__init__()
        set_role(self, "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)

    def let_clicks_through(self) -> None:
        """Once all is on it: what lies on the card does not keep the mouse from it."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self.column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return self.column.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self.column.heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class CardGrid(QWidget):
    """Cards of equal width beside each other, as many as the width allows."""

    def __init__(self, *, narrowest: int = 260, most: int = 6) -> None:
        super().__init__()
        self._narrowest = narrowest
        self._most = most
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)

    @property
    def cards(self) -> list[QWidget]:
        """The cards, in their order."""
        return self._cards

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards; those that were shown before and are not among them are gone after it."""
        for card in self._cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
                card.deleteLater()
        self._cards = list(cards)
        self._arrange(self._fitting(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = self._fitting(event.size().width())
        if columns != self._columns:
            self._arrange(columns)

    def _fitting(self, width: int) -> int:
        gap = self._grid.spacing()
        return max(1, min(self._most, (width + gap) // (self._narrowest + gap)))

    def _arrange(self, columns: int) -> None:
        for place in range(max(columns, self._columns)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)


class ScrolledColumn(QScrollArea):
    """A column as tall as it must be, with a page's margins, not wider than is good to read."""

    def __init__(self, *, widest: int = 1280, spacing: int = 16) -> None:
        super().__init__()
        self._widest = widest
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = Body()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(24, 8, 24, 24)
        self.column.setSpacing(spacing)
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.width() - event.size().width()  # within the margin: its coming and going moves nothing
        left = event.size().width() - 24 - self._widest
        self.column.setContentsMargins(24, 8, max(24 - bar, left), 24)


class Body(QWidget):
    """Its height follows from its width alone: Qt's minimum is that of the narrowest texts, far too high."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class FigureBlock(QWidget):
    """A number with its name, and what it means."""

    def __init__(self) -> None:
        super().__init__()
        self._name = label("body-muted")
        self._number = label("number")
        self._meaning = label("muted", wraps=True)
        self.setLayout(column(self._name, self._number, self._meaning, None, spacing=2))

    def say(self, name: str, meaning: str = "") -> None:
        """What is counted."""
        self._name.setText(name)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))

    def show_number(self, text: str) -> None:
        """The number, as the merchant's language writes it."""
        self._number.setText(text)
        self.setAccessibleName(f"{self._name.text()}: {text}")

    @property
    def number(self) -> str:
        """The number as it is shown."""
        return self._number.text()
