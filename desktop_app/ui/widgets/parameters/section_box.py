"""A part of the form under a heading that folds it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.parameter_schema import Section
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.parameters.row import ParameterRow


class SectionBox(Translated, QWidget):
    """Rows under a heading."""

    def __init__(self, section: Section, rows: Sequence[ParameterRow[Any]], *, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self._section = section
        self._speech = speech
        self._heading = QPushButton()
        set_role(self._heading, "section")
        self._chevron = IconLabel(theme, "chevron-up", size=16)
        inside = QHBoxLayout(self._heading)
        inside.setContentsMargins(0, 0, 2, 0)
        inside.addWidget(self._chevron, 0, Qt.AlignmentFlag.AlignRight)
        self._heading.clicked.connect(lambda: self.set_open(not self.is_open))
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(14)
        for row in rows:
            column.addWidget(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self._heading)
        whole.addWidget(self._body)
        self._heading.setVisible(bool(section.id))
        self.set_open(True)
        self.retranslate()

    @property
    def is_open(self) -> bool:
        """Whether the rows are shown."""
        return not self._body.isHidden()

    def set_open(self, shown: bool) -> None:
        """Unfold or fold."""
        self._body.setVisible(shown)
        self._chevron.show_icon("chevron-up" if shown else "chevron-down", "muted")
        self._heading.setAccessibleDescription(self.tr("Unfolded") if shown else self.tr("Folded"))

    def retranslate(self) -> None:
        self._heading.setText(self._speech.text(self._section.title))
        self._heading.setAccessibleDescription(self.tr("Unfolded") if self.is_open else self.tr("Folded"))
