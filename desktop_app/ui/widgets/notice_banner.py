"""A sentence across the page that stays for as long as it is true, with something to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.ui.theme import set_role


class NoticeBanner(QFrame):
    """Hidden while it has nothing to say; the owner says its texts."""

    pressed = Signal()

    def __init__(self, *, tone: str = "warning", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "banner", tone=tone)
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(16)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, verb: str = "") -> None:
        """Say this, with a button if there is a verb; "" hides it."""
        self._text.setText(text)
        self._button.setText(verb)
        self._button.setVisible(bool(verb))
        self.setVisible(bool(text))
