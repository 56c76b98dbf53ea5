"""The base of dialogs that are there to be read: a heading, something to scroll through, and Close."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import set_role


class ReadingDialog(Translated, QDialog):
    """Deleted when it is closed. Show it with `open()`; whoever derives it says `retranslate` what it is about."""

    def __init__(self, body: QAbstractScrollArea, size: QSize, *, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(size)
        self._heading = QLabel()
        set_role(self._heading, "title")
        self._body = body
        self._close = QPushButton()
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(self._heading)
        column.addWidget(self._body, 1)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def word(self, title: str) -> None:
        """Say in the current language what it is about."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._body.setAccessibleName(title)
        self._close.setText(self.tr("Close"))
