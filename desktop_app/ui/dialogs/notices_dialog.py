"""Whose work the application carries, and under which licences: the notices that installer/notices.py has made."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.ui.dialogs.reading_dialog import ReadingDialog


class NoticesDialog(ReadingDialog):
    """A long text to scroll through."""

    def __init__(self, file: Path, *, parent: QWidget | None = None) -> None:
        text = QPlainTextEdit(file.read_text(encoding="utf-8"), readOnly=True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setTabChangesFocus(True)
        super().__init__(text, QSize(860, 600), parent=parent)
        self.retranslate()

    def retranslate(self) -> None:
        self.word(self.tr("Third-party licences"))
