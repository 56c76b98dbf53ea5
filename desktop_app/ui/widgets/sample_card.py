"""Offers the sample photos to who has none at hand: one click puts them into the form."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.models.roles import FileSource
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.cards import Card, button, column, label, row

_SIDE = 64
_GAP = 8
_SHOWN = 4
_PLAIN = (".jpg", ".png", ".webp")
"""What Qt can show small; the others are samples too."""
_ENDINGS = (*_PLAIN, ".heic")


class SampleStrip(QWidget):
    """The first few samples, small."""

    def __init__(self, photos: Sequence[Path], *, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._theme = theme
        self._sources = [FileSource(photo) for photo in photos if photo.suffix in _PLAIN][:_SHOWN]
        self.setFixedSize(len(self._sources) * (_SIDE + _GAP) - _GAP, _SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self._on_ready)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        for place, source in enumerate(self._sources):
            left = place * (_SIDE + _GAP)
            found = self._thumbnails.pixmap(source, QSize(_SIDE, _SIDE), self.devicePixelRatioF())
            if found is not None and not found.isNull():
                painter.drawPixmap(left, 0, found)
            else:
                painter.drawRoundedRect(left, 0, _SIDE, _SIDE, 8, 8)
        painter.end()

    def _on_ready(self, source: object) -> None:
        if source in self._sources:
            self.update()


class SampleCard(Translated, Card):
    """Pictures, what they cost, and the button."""

    wanted = Signal()

    def __init__(self, folder: Path, *, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__(margin=16)
        photos = sorted(file for file in folder.rglob("*") if file.suffix in _ENDINGS)
        self._count = len(photos)
        self._title = label("heading", wraps=True)
        self.told = label("body-muted", wraps=True)
        self.take = button()
        self.take.clicked.connect(self.wanted)
        strip = SampleStrip(photos, thumbnails=thumbnails, theme=theme)
        words = column(None, self._title, self.told, None, spacing=4)
        whole = row(strip, words, self.take, spacing=16)
        whole.setStretch(1, 1)
        self.column.addLayout(whole)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("No photos at hand?"))
        self.told.setText(
            self.tr(
                "Try it with our %n sample photo(s). Previews are free; cleaning costs 1 for each.",
                "",
                self._count,
            )
        )
        self.take.setText(self.tr("Use the sample photos"))
