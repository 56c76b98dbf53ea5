"""The receipt of a task: what was charged is what was used, returned and still waits."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.api.tasks import Receipt
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import set_role

_SIGNS = ("=", "+", "+")


class ReceiptCard(Translated, QFrame):
    """Charged = used + returned + waiting."""

    def __init__(self, *, words: TaskWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._spoken = words
        self._receipt = Receipt(charged=0, used=0, returned=0, held=0)
        self._heading = QLabel()
        set_role(self._heading, "heading")
        self._numbers = [QLabel() for _ in range(4)]
        self._words = [QLabel() for _ in range(4)]
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self._heading)
        column.addStretch(1)
        column.addLayout(self._figures())
        self.retranslate()

    def show_receipt(self, receipt: Receipt) -> None:
        """Show these figures."""
        self._receipt = receipt
        self._say()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Receipt (quota)"))
        texts = (self.tr("Charged"), self.tr("Used"), self.tr("Returned"), self.tr("On hold"))
        for label, text in zip(self._words, texts, strict=True):
            label.setText(text)
        self._say()

    def _say(self) -> None:
        receipt = self._receipt
        figures = (receipt.charged, receipt.used, receipt.returned, receipt.held)
        for label, figure in zip(self._numbers, figures, strict=True):
            label.setText(self.locale().toString(figure))
        self.setAccessibleName(self._spoken.receipt(receipt))

    def _figures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for place, (number, word) in enumerate(zip(self._numbers, self._words, strict=True)):
            if place:
                row.addWidget(_sign(_SIGNS[place - 1]), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(_figure(number, word))
        row.addStretch(1)
        return row


def _sign(text: str) -> QLabel:
    label = QLabel(text)
    set_role(label, "body-muted")
    label.setFixedHeight(28)
    return label


def _figure(number: QLabel, word: QLabel) -> QVBoxLayout:
    set_role(number, "number")
    set_role(word, "muted")
    column = QVBoxLayout()
    column.setSpacing(0)
    for label in (number, word):
        column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
    return column
