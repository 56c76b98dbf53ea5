"""The wide calm card a run begins at: drop photos anywhere, or choose them."""

from PySide6.QtCore import Qt, Signal

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, button, label, row
from desktop_app.ui.widgets.icon_label import IconLabel


class StartCard(Translated, Card):
    """Says that photos can be dropped, and offers to choose them."""

    photos_wanted = Signal()
    folder_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, *, theme: Theme) -> None:
        super().__init__("drop", margin=16, spacing=6)
        self.setMinimumHeight(200)
        self._headline = label("heading", wraps=True)
        self._headline.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint = label("muted", wraps=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._photos = button("primary")
        self._folder = button()
        self._samples = button("link")
        self._photos.clicked.connect(self.photos_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        self._samples.clicked.connect(self.samples_wanted)
        self._compose(theme)
        self.retranslate()

    def retranslate(self) -> None:
        self._headline.setText(self.tr("Drag photos anywhere into this window"))
        self._hint.setText(self.tr("JPEG, PNG, WebP, TIFF or HEIC, also whole folders.\nUp to 50 photos, 10 MB each."))
        self._photos.setText(self.tr("Choose photos"))
        self._folder.setText(self.tr("Choose a folder"))
        self._samples.setText(self.tr("Try it with sample photos"))

    def _compose(self, theme: Theme) -> None:
        self.column.addStretch(1)
        icon = IconLabel(theme, "image-plus", size=22, role="accent", ground="accent-soft")
        self.column.addLayout(row(None, icon, None))
        self.column.addSpacing(4)
        self.column.addWidget(self._headline)
        self.column.addWidget(self._hint)
        self.column.addSpacing(4)
        self.column.addLayout(row(None, self._photos, self._folder, None))
        self.column.addLayout(row(None, self._samples, None))
        self.column.addStretch(1)
