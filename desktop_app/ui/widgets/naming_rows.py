"""Old names and new ones beside them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.one_line_label import OneLineLabel


class NamingRows(Card):
    """One row for each pair; a name that is too long for its half ends in "…"."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__("inset", margin=12, spacing=4)
        self._theme = theme
        self._rows: list[tuple[OneLineLabel, IconLabel, OneLineLabel]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 3)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def show_names(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these; labels are kept, so that typing a template moves nothing."""
        while len(self._rows) < len(pairs):
            self._rows.append(self._row(len(self._rows)))
        for place, labels in enumerate(self._rows):
            for label in labels:
                label.setVisible(place < len(pairs))
        for (old, _, new), (before, after) in zip(self._rows, pairs, strict=False):
            old.setText(before)
            new.setText(after)
            new.setAccessibleName(f"{before} → {after}")

    @property
    def names(self) -> list[str]:
        """The new names that are shown."""
        return [new.text() for _, _, new in self._rows if not new.isHidden()]

    def _row(self, place: int) -> tuple[OneLineLabel, IconLabel, OneLineLabel]:
        old, arrow, new = OneLineLabel(), IconLabel(self._theme, "arrow-right", size=14), OneLineLabel()
        old.setProperty("role", "body-muted")
        for column, label in enumerate((old, arrow, new)):
            self._grid.addWidget(label, place, column)
        return old, arrow, new
