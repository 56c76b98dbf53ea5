"""Every movement of quota as a table, to filter, to follow to its task and to keep as a file."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.api.quota import EntryKind
from desktop_app.ui.models.entry_model import ENTRY_ROLE, EntryColumn, EntryTableModel
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.statement import Statement
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import Card, button, column, label, row
from desktop_app.ui.widgets.icon_button import set_icon
from desktop_app.ui.widgets.segments import Segments

_EVERYDAY = (EntryKind.GRANT, EntryKind.HOLD, EntryKind.POST, EntryKind.VOID, EntryKind.REFUND)
"""Kinds worth a filter of their own; the others are rare and stand among all."""
_WIDTHS = {EntryColumn.TIME: 190, EntryColumn.KIND: 130, EntryColumn.TASK: 150, EntryColumn.PHOTO: 150}


class StatementView(Translated, Card):
    """Shows a statement."""

    task_chosen = Signal(str)
    export_wanted = Signal()

    def __init__(self, *, statement: Statement, speech: Speech, theme: Theme) -> None:
        super().__init__(margin=0, spacing=0)
        self._statement = statement
        self.model = EntryTableModel(statement=statement, speech=speech, theme=theme, parent=self)
        self._heading = label("heading")
        self.kinds = Segments([None, *_EVERYDAY])
        self.export = button()
        set_icon(self.export, theme.icon("download"))
        self._empty = label("body-muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = self._made_table()
        self._open = QAction(self.table)
        self._compose()
        self._connect()
        self._on_rows_changed()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Statement"))
        kinds = [self.tr("All"), *(self.model.kind(kind) for kind in _EVERYDAY)]
        self.kinds.say(kinds, self.tr("Show"))
        self.export.setText(self.tr("Export"))
        self.export.setToolTip(self.tr("Save every movement as a CSV file for spreadsheets"))
        self.table.setAccessibleName(self.tr("Statement"))
        self._open.setText(self.tr("Open task"))
        self._on_rows_changed()

    def _made_table(self) -> QTableView:
        table = QTableView()
        set_role(table, "statement")
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(36)
        table.setMinimumHeight(280)
        heads = table.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setStretchLastSection(True)
        for section, width in _WIDTHS.items():
            table.setColumnWidth(section, width)
        return table

    def _compose(self) -> None:
        top = row(self._heading, None, self.kinds, self.export, spacing=12)
        top.setContentsMargins(20, 16, 20, 12)
        self.column.addLayout(top)
        below = column(self.table)
        below.setContentsMargins(8, 0, 8, 8)
        self.column.addLayout(below, 1)
        self.column.addWidget(self._empty, 1)
        self._empty.setMinimumHeight(120)
        self.table.addAction(self._open)

    def _connect(self) -> None:
        self.kinds.changed.connect(self._statement.choose)
        self.export.clicked.connect(self.export_wanted)
        self.table.activated.connect(self._on_activated)
        self.table.clicked.connect(self._on_clicked)
        self._open.triggered.connect(lambda: self._on_activated(self.table.currentIndex()))
        self.model.modelReset.connect(self._on_rows_changed)
        self.model.rowsInserted.connect(self._on_rows_changed)

    def _on_rows_changed(self) -> None:
        has_rows = self.model.rowCount() > 0
        self.table.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        empty = self.tr("No movements of this kind yet.")
        self._empty.setText(empty if self._statement.loaded else self.tr("Loading …"))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == EntryColumn.TASK:
            self._on_activated(index)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE) if index.isValid() else None
        if entry is not None and entry.task_id is not None:
            self.task_chosen.emit(entry.task_id)
