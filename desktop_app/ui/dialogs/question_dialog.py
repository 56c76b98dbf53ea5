"""A question with one answer that does something, and one that does nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import set_role
from desktop_app.ui.widgets.paper_dialog import PaperDialog

_WIDTH = 440


class QuestionDialog(PaperDialog):
    """Heading, sentences, and a button that says what it does. Subclasses say the texts and what comes between."""

    def __init__(self, *, role: str = "primary", parent: QWidget | None = None) -> None:
        super().__init__(width=_WIDTH, parent=parent)
        self.heading = QLabel(wordWrap=True)
        set_role(self.heading, "title")
        self.told = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.yes, self.no = QPushButton(), QPushButton()
        set_role(self.yes, role)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self._lay_out()

    def ask(self, agreed: Callable[[], None]) -> None:
        """Show it; `agreed` is called if the answer is yes."""
        self.accepted.connect(agreed)
        self.open()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self.heading)
        column.addWidget(self.told)
        column.addLayout(self.body)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.compose(column)
