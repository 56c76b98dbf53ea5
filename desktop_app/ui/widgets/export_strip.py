"""What is being saved just now: a bar for each, and a way to stop it; nothing is shown while nothing is saved."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.export import Export
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_button import icon_button
from desktop_app.ui.widgets.one_line_label import OneLineLabel


class ExportStrip(QWidget):
    """For the foot of a page."""

    def __init__(self, *, exports: Exports, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self._exports = exports
        self._speech = speech
        self._theme = theme
        self._rows: dict[str, _ExportRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        exports.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        running = {export.id: export for export in self._exports.running}
        for gone in self._rows.keys() - running.keys():
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for export in running.values():
            self._row(export).show_export(export)
        self.setVisible(bool(running))

    def _row(self, export: Export) -> "_ExportRow":
        if export.id not in self._rows:
            row = _ExportRow(export, speech=self._speech, theme=self._theme)
            row.cancel.clicked.connect(lambda: self._exports.cancel(export.id))
            self._rows[export.id] = row
            self._column.addWidget(row)
        return self._rows[export.id]


class _ExportRow(Translated, QFrame):
    def __init__(self, export: Export, *, speech: Speech, theme: Theme) -> None:
        super().__init__()
        set_role(self, "card")
        self._export = export
        self._speech = speech
        self._label = OneLineLabel()
        self._bytes = QLabel()
        set_role(self._bytes, "muted")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self.cancel = icon_button(theme.icon("x"), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(16)
        row.addWidget(self._label)
        row.addWidget(self._bar, 1)
        row.addWidget(self._bytes)
        row.addWidget(self.cancel)
        self.retranslate()

    def show_export(self, export: Export) -> None:
        self._export = export
        self._bar.setValue(round(1000 * export.fraction))
        self._say()

    def retranslate(self) -> None:
        self.cancel.setText(self.tr("Stop saving"))
        self._say()

    def _say(self) -> None:
        export = self._export
        self._label.setText(self.tr("Saving {name}").format(name=export.label))
        self._bar.setAccessibleName(self._label.text())
        done, total = self._speech.size(export.bytes_done), self._speech.size(export.bytes_total)
        self._bytes.setText(f"{done} / {total}" if export.bytes_total else "")
