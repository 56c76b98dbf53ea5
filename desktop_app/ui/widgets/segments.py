"""A few choices beside each other, one of them taken."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from desktop_app.ui.theme import set_role

_FIXED = QSizePolicy.Policy.Fixed
_BESIDE = 38
"""Beside the text: padding and border of the role, and a little."""


class Segments(QFrame):
    """Choices as segments; arrow keys move among them, Space takes one."""

    changed = Signal(object)
    """The value of the choice that somebody took."""

    def __init__(self, values: Sequence[Any], *, fills: bool = False) -> None:
        """`fills` makes it as wide as its place, instead of as wide as its texts."""
        super().__init__()
        set_role(self, "segments")
        self._fills = fills
        self.setSizePolicy(QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Maximum, _FIXED)
        self._values = list(values)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        for number, _ in enumerate(self._values):
            layout.addWidget(self._segment(number), 1 if fills else 0)
        self._group.idToggled.connect(self._on_id_toggled)  # a screen reader toggles without a click
        self._let_tab_stop_at_taken()

    @property
    def value(self) -> Any:
        """The choice that is taken."""
        return self._values[self._group.checkedId()]

    def take(self, value: Any) -> None:
        """Take a choice, without telling."""
        with QSignalBlocker(self._group):
            self.segment(value).setChecked(True)
        self._let_tab_stop_at_taken()

    def segment(self, value: Any) -> QPushButton:
        """The button of a choice."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QPushButton)
        return found

    def say(self, texts: Sequence[str], name: str) -> None:
        """What the choices are called, and what is chosen."""
        self.setAccessibleName(name)
        for number, text in enumerate(texts):
            button = self._group.button(number)
            button.setText(text)
            if not self._fills:
                button.setMinimumWidth(_width(button))
            button.setAccessibleName(f"{name}: {text}")

    def _on_id_toggled(self, number: int, taken: bool) -> None:
        if taken:
            self._let_tab_stop_at_taken()
            self.changed.emit(self._values[number])

    def _let_tab_stop_at_taken(self) -> None:
        """One Tab to come here and one to go on; the arrow keys do the rest."""
        for button in self._group.buttons():
            taken = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if taken else Qt.FocusPolicy.ClickFocus)
            if taken:
                self.setFocusProxy(button)

    def _segment(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setChecked(number == 0)
        button.setAutoDefault(False)
        if self._fills:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, _FIXED)
        set_role(button, "segment")
        self._group.addButton(button, number)
        return button


def _width(button: QAbstractButton) -> int:
    """Room for the bold text it has while it is taken, which Qt does not ask for; so it never jumps either."""
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(button.text()) + _BESIDE
