"""Where the form is empty: an invitation to drop photos, and every other way to bring them in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.api.uploads import MAX_UPLOAD_BYTES
from desktop_app.imaging import formats
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_button import set_icon
from desktop_app.ui.widgets.icon_label import IconLabel

_FOLDERS = 3


class DropZone(Translated, QFrame):
    """Large and inviting; says what it takes."""

    photos_asked = Signal()
    folder_asked = Signal()
    paste_asked = Signal()
    samples_asked = Signal()
    recent_asked = Signal(str)
    """A folder photos were taken from before."""

    def __init__(self, *, theme: Theme, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._limit = limit
        self._is_looking = False
        set_role(self, "drop")
        self._icon = IconLabel(theme, "images", size=32, role="accent", ground="accent-soft")
        self._headline, self._formats = QLabel(), QLabel()
        self._photos = self._button("image-plus", self.photos_asked)
        self._folder = self._button("folder-open", self.folder_asked)
        self._paste = self._button("clipboard-paste", self.paste_asked)
        self._samples = self._button("sparkles", self.samples_asked, role="link", tone="accent")
        self._recent_label = QLabel()
        self._recent = QHBoxLayout()
        self._lay_out()
        self.retranslate()

    @property
    def first(self) -> QPushButton:
        """Where the focus goes."""
        return self._photos

    def set_limit(self, limit: int) -> None:
        """How many photos the form takes."""
        if limit != self._limit:
            self._limit = limit
            self.retranslate()

    def set_looking(self, looking: bool) -> None:
        """Whether folders are being looked through."""
        self._is_looking = looking
        self.retranslate()

    def show_folders(self, folders: Sequence[str]) -> None:
        """Offer folders photos were taken from before."""
        while (item := self._recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._recent_label:
                old.hide()
                old.deleteLater()
        self._recent_label.setVisible(bool(folders))
        self._recent.addStretch()
        self._recent.addWidget(self._recent_label)
        for folder in folders[:_FOLDERS]:
            self._recent.addWidget(self._link(folder))
        self._recent.addStretch()

    def retranslate(self) -> None:
        many = self._limit > 1
        headline = self.tr("Drop photos or folders here") if many else self.tr("Drop a photo here")
        self._headline.setText(self.tr("Looking through the folders…") if self._is_looking else headline)
        self._photos.setText(self.tr("Choose photos") if many else self.tr("Choose a photo"))
        self._folder.setText(self.tr("Choose a folder"))
        self._paste.setText(self.tr("Paste"))
        self._paste.setToolTip(self.tr("Take photos or a screenshot from the clipboard (Ctrl+V)"))
        self._samples.setText(self.tr("Try it with sample photos"))
        self._recent_label.setText(self.tr("Recent:"))
        self._formats.setText(self._formats_line())
        self.setAccessibleName(self._headline.text())

    def _formats_line(self) -> str:
        names = ", ".join(kind.name for kind in formats.accepted())
        told = self.tr("{formats} · up to {megabytes} MB each · at most %n photo(s)", "", self._limit)
        return told.format(formats=names, megabytes=MAX_UPLOAD_BYTES // 1_000_000)

    def _lay_out(self) -> None:
        set_role(self._headline, "title")
        set_role(self._formats, "muted")
        set_role(self._recent_label, "muted")
        for label in (self._headline, self._formats):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        buttons = _centred(self._photos, self._folder, self._paste)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(3)
        column.addLayout(_centred(self._icon))
        column.addWidget(self._headline)
        column.addWidget(self._formats)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addLayout(_centred(self._samples))
        column.addStretch(4)
        column.addLayout(self._recent)

    def _button(self, icon: str, asked: SignalInstance, *, role: str = "plain", tone: str = "text") -> QPushButton:
        button = QPushButton()
        set_icon(button, self._theme.icon(icon, tone), size=18)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: asked.emit())
        set_role(button, role)
        return button

    def _link(self, folder: str) -> QPushButton:
        path = Path(folder)
        button = QPushButton(path.name or folder)
        button.setToolTip(folder)
        button.setAccessibleName(folder)
        set_role(button, "link")
        button.clicked.connect(lambda: self.recent_asked.emit(folder))
        return button


def _centred(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
