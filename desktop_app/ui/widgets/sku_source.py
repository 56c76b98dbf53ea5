"""The table that SKUs are taken from: none, or a CSV or workbook of the merchant's."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.skus import SkuTable
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.icon_button import icon_button
from desktop_app.ui.widgets.one_line_label import OneLineLabel


class SkuSource(Translated, QWidget):
    """Reads the file in the background; what is wrong with it is told in place."""

    changed = Signal()
    """Another table, or none any more."""

    def __init__(self, *, bridge: Bridge, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: SkuTable | None = None
        self._bridge = bridge
        self._speech = speech
        self._file = ""
        self._error: Exception | None = None
        self._title = label()
        self._told = OneLineLabel()
        self._told.setProperty("role", "body-muted")
        self.choose = button()
        self.forget = icon_button(theme.icon("x"), "quiet")
        self.choose.clicked.connect(self._ask)
        self.forget.clicked.connect(self._on_forget)
        self._problem = label("danger", wraps=True)
        line = row(self.choose, self._told, self.forget)
        line.setStretch(1, 1)
        self.setLayout(column(self._title, line, self._problem, spacing=6))
        self.retranslate()

    def read(self, file: Path) -> None:
        """Take SKUs from this file."""
        from desktop_app.client import sku_files

        self._file, self._error = file.name, None
        self._bridge.run(
            self, lambda: asyncio.to_thread(sku_files.read, file), done=self._on_read, failed=self._on_unreadable
        )

    def retranslate(self) -> None:
        self._title.setText(self.tr("SKU table (optional)"))
        self.choose.setText(self.tr("Choose CSV or Excel…"))
        self.forget.setAccessibleName(self.tr("Use no table"))
        self.forget.setToolTip(self.tr("Use no table"))
        self._show()

    def _show(self) -> None:
        if self.table is not None:
            rows = self.tr("%n row(s)", "", len(self.table.entries))
            self._told.setText(self.tr("{file} · {rows}").format(file=self._file, rows=rows))
        else:
            self._told.setText(self.tr("One column with photo names, one with SKUs; without it, folders count"))
        self.forget.setVisible(self.table is not None)
        self._problem.setText(self._speech.explain(self._error) if self._error is not None else "")
        self._problem.setVisible(self._error is not None)

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("SKU table"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables (*.csv *.xlsx *.txt *.tsv)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.read(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_read(self, table: SkuTable) -> None:
        self.table = table
        self._show()
        self.changed.emit()

    def _on_unreadable(self, error: Exception) -> None:
        self.table, self._error = None, error
        self._show()
        self.changed.emit()

    def _on_forget(self) -> None:
        self.table, self._error = None, None
        self._show()
        self.changed.emit()
        self.choose.setFocus()
