"""Whose work the application carries, and under which licences: the notices that installer/notices.py has made."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import set_role


class NoticesDialog(Translated, QDialog):
    """A long text to scroll through. Show it with `open()`."""

    def __init__(self, file: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 600)
        self._heading = QLabel()
        set_role(self._heading, "title")
        self._text = QPlainTextEdit(file.read_text(encoding="utf-8"), readOnly=True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setTabChangesFocus(True)
        self._close = QPushButton()
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(self._heading)
        column.addWidget(self._text, 1)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Third-party licences"))
        self._heading.setText(self.tr("Third-party licences"))
        self._text.setAccessibleName(self.tr("Third-party licences"))
        self._close.setText(self.tr("Close"))
