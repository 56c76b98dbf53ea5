"""A dialog of one width that is as tall as its texts need, in every language."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QLayout, QWidget

from desktop_app.ui.speech import Translated

_MARGIN = 24


class PaperDialog(Translated, QDialog):
    """Words and buttons on a page of paper; gone once it is closed. Show it with `open()`."""

    def __init__(self, *, width: int = 480, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width = width

    def compose(self, whole: QBoxLayout) -> None:
        """What is on the paper."""
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.setLayout(whole)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.fit()

    def fit(self) -> None:
        """Take the height that the texts need, after they were changed."""
        paper = self.layout()
        if paper is not None:
            _forget_sizes(paper)
            self.setFixedSize(self._width, paper.totalHeightForWidth(self._width))


def _forget_sizes(layout: QLayout) -> None:
    """Qt tells only the outermost layout that a text has changed; the heights that inner ones remember are old."""
    layout.invalidate()
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None and (inner := item.layout()) is not None:
            _forget_sizes(inner)
