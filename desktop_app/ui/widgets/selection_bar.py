"""How many pictures are selected, and what can be done with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_button import set_icon


class SelectionBar(Translated, QWidget):
    """Shown while something is selected."""

    zip_asked = Signal()
    save_asked = Signal()
    removal_asked = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._count = 0
        self._label = QLabel()
        self._clear = QToolButton()
        self._clear.setIcon(theme.icon("x", "muted"))
        self._remove = _button(theme, "trash-2", "quiet", "danger")
        self._save = _button(theme, "download", "", "text")
        self._zip = _button(theme, "file-archive", "primary", "on-accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._clear, self._label, self._remove, self._save, self._zip):
            row.addWidget(widget)
        row.insertStretch(2, 1)
        self._clear.clicked.connect(self.cleared)
        self._remove.clicked.connect(self.removal_asked)
        self._save.clicked.connect(self.save_asked)
        self._zip.clicked.connect(self.zip_asked)
        self.retranslate()

    def show_count(self, count: int) -> None:
        """Show how many are selected; nothing at all for none."""
        self._count = count
        self._show_count()
        self.setVisible(count > 0)

    def retranslate(self) -> None:
        self._show_count()
        self._zip.setText(self.tr("Export ZIP"))
        self._save.setText(self.tr("Save pictures"))
        self._remove.setText(self.tr("Delete"))
        self._clear.setToolTip(self.tr("Clear selection (Esc)"))
        self._clear.setAccessibleName(self.tr("Clear selection"))

    def _show_count(self) -> None:
        self._label.setText(self.tr("%n selected", "", self._count))


def _button(theme: Theme, icon: str, role: str, tone: str) -> QPushButton:
    made = QPushButton()
    set_icon(made, theme.icon(icon, tone))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        set_role(made, role)
    return made
