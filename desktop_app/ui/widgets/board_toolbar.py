"""Above the photos: how many there are, more of them, none of them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, label
from desktop_app.ui.widgets.icon_button import set_icon


class BoardToolbar(Translated, QWidget):
    """Counts photos and offers to add or clear them."""

    photos_asked = Signal()
    folder_asked = Signal()
    paste_asked = Signal()
    clear_asked = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._limit, self._chosen = 0, 1, 0
        self._figure = label("heading")
        self._note = label("muted")
        self._add = button()
        set_icon(self._add, theme.icon("plus"))
        self._add.clicked.connect(lambda: self.photos_asked.emit())
        self._more = QToolButton()
        self._more.setIcon(theme.icon("chevron-down", "muted"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._folder = QAction(theme.icon("folder-open"), "", self)
        self._folder.triggered.connect(lambda: self.folder_asked.emit())
        self._paste = QAction(theme.icon("clipboard-paste"), "", self)
        self._paste.triggered.connect(lambda: self.paste_asked.emit())
        self._menu.addActions([self._folder, self._paste])
        self._more.setMenu(self._menu)
        self._clear = button("quiet")
        set_icon(self._clear, theme.icon("trash-2", "muted"))
        self._clear.clicked.connect(lambda: self.clear_asked.emit())
        self._lay_out()
        self.retranslate()

    def show_count(self, count: int, limit: int, chosen: int) -> None:
        """How many photos there are, may be, and will be submitted."""
        self._count, self._limit, self._chosen = count, limit, chosen
        self.retranslate()

    @property
    def text(self) -> str:
        """The figure as it is shown."""
        return self._figure.text()

    def retranslate(self) -> None:
        self._figure.setText(f"{self._count} / {self._limit}")
        self._figure.setAccessibleName(self.tr("%n photo(s)", "", self._count))
        left_out = self._count - self._chosen
        self._note.setText(self.tr("%n left out", "", left_out) if left_out else "")
        self._add.setText(self.tr("Add photos"))
        self._add.setEnabled(self._count < self._limit)
        self._more.setEnabled(self._count < self._limit)
        self._more.setToolTip(self.tr("More ways to add"))
        self._more.setAccessibleName(self.tr("More ways to add"))
        self._folder.setText(self.tr("Choose a folder"))
        self._paste.setText(self.tr("Paste"))
        self._clear.setText(self.tr("Clear"))
        self._clear.setToolTip(self.tr("Take all photos out; it can be undone"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._figure)
        row.addWidget(self._note, 1)
        row.addWidget(self._add)
        row.addWidget(self._more)
        row.addWidget(self._clear)
