"""Closing the window while photos are being processed: what is to become of them."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import set_role
from desktop_app.ui.widgets.paper_dialog import PaperDialog


class WhenClosed(StrEnum):
    """What closing does while something runs; the values are those of the setting `when_closed`."""

    ASK = "ask"
    TRAY = "tray"
    PAUSE = "pause"


class CloseDialog(PaperDialog):
    """Asks once; `decided` brings the answer and whether it is to be remembered. Esc keeps the window."""

    decided = Signal(WhenClosed, bool)

    def __init__(self, *, running: int, can_hide: bool, parent: QWidget | None = None) -> None:
        super().__init__(width=520, parent=parent)
        self._running = running
        self._heading = QLabel(wordWrap=True)
        self._text = QLabel(wordWrap=True)
        self._remember = QCheckBox()
        self._stay = QPushButton()
        self._pause = QPushButton()
        self._hide = QPushButton()
        self._hide.setVisible(can_hide)
        primary = self._hide if can_hide else self._pause
        set_role(primary, "primary")
        primary.setDefault(True)
        primary.setFocus()
        self._lay_out()
        self._stay.clicked.connect(self.reject)
        self._pause.clicked.connect(lambda: self._decide(WhenClosed.PAUSE))
        self._hide.clicked.connect(lambda: self._decide(WhenClosed.TRAY))
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("CleanRack"))
        self._heading.setText(self.tr("%n task(s) still running", "", self._running))
        self._text.setText(
            self.tr("Paused tasks keep everything: finished pictures stay, and you go on whenever you like.")
        )
        self._remember.setText(self.tr("Do this every time"))
        self._stay.setText(self.tr("Cancel"))
        self._pause.setText(self.tr("Pause and quit"))
        self._hide.setText(self.tr("Keep running in the tray"))

    def _decide(self, answer: WhenClosed) -> None:
        self.decided.emit(answer, self._remember.isChecked())
        self.accept()

    def _lay_out(self) -> None:
        set_role(self._heading, "title")
        set_role(self._text, "body-muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self._stay, self._pause, self._hide):
            buttons.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addWidget(self._remember, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addLayout(buttons)
        self.compose(column)
