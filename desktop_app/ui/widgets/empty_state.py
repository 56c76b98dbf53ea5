"""Where nothing is yet: an icon, a sentence, and the one thing that can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_label import IconLabel

_WIDEST = 420


class EmptyState(QWidget):
    """Stands in the middle of an empty page."""

    acted = Signal()
    """The button was pressed."""

    def __init__(self, theme: Theme, icon: str, *, button_role: str = "primary") -> None:
        super().__init__()
        self._title = _centred("heading")
        self._sentence = _centred("body-muted")
        self._button = QPushButton()
        set_role(self._button, button_role)
        self._button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel(theme, icon, size=32, role="accent", ground="accent-soft"), alignment=middle)
        column.addSpacing(8)
        column.addWidget(self._title, alignment=middle)
        column.addWidget(self._sentence, alignment=middle)
        column.addSpacing(8)
        column.addWidget(self._button, alignment=middle)
        column.addStretch(3)

    def say(self, title: str, sentence: str, button: str) -> None:
        """What it shows; no button without a text for it."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))


def _centred(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedWidth(_WIDEST)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    set_role(label, role)
    return label
