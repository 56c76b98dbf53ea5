"""Few choices beside each other, as wide as their place, one of them taken."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from desktop_app.ui.theme import set_role


class ChoiceBar(QFrame):
    """Choices by number; arrow keys move among them, Space takes one."""

    taken = Signal()
    """Somebody took another one."""

    def __init__(self, count: int) -> None:
        super().__init__()
        set_role(self, "segments")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for number in range(count):
            row.addWidget(self._button(number), 1)
        self._group.idClicked.connect(lambda _: self.taken.emit())
        self.setFocusProxy(self._group.button(0))

    @property
    def current(self) -> int:
        """The number of the choice that is taken."""
        return self._group.checkedId()

    def take(self, number: int) -> None:
        """Take a choice; nobody is told."""
        self._group.button(number).setChecked(True)

    def say(self, texts: Sequence[str], name: str) -> None:
        """What the choices are called, and what is chosen here."""
        for number, text in enumerate(texts):
            button = self._group.button(number)
            button.setText(text)
            button.setAccessibleName(f"{name}: {text}")

    def _button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setChecked(number == 0)
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(button, "segment")
        self._group.addButton(button, number)
        return button
