"""The statement as a table: when, what, how much, for which task."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.api.quota import EntryKind, EntryView
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.statement import SIGNS, Statement
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The whole EntryView."""

_TONES = {1: "success", -1: "text", 0: "muted"}
_SIGNED = {1: "+{}", -1: "−{}", 0: "{}"}


class EntryColumn(IntEnum):
    """The columns."""

    TIME = 0
    KIND = 1
    TASK = 2
    PHOTO = 3
    AMOUNT = 4


class EntryTableModel(QAbstractTableModel):
    """The entries of a statement; more of them are asked for as somebody scrolls down."""

    def __init__(self, *, statement: Statement, speech: Speech, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._statement = statement
        self._speech = speech
        self._theme = theme
        self._count = len(statement.entries)
        self._answers: dict[int, Callable[[EntryView, EntryColumn], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.text,
            Qt.ItemDataRole.ForegroundRole: self._color,
            Qt.ItemDataRole.TextAlignmentRole: lambda _, column: _alignment(column),
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: lambda entry, _: self.spoken(entry),
            ENTRY_ROLE: lambda entry, _: entry,
        }
        statement.renewed.connect(self._on_renewed)
        statement.prepended.connect(self._on_prepended)
        statement.appended.connect(self._on_appended)
        speech.changed.connect(self._on_speech_changed)
        theme.changed.connect(self._on_speech_changed)

    # words

    def kind(self, kind: EntryKind) -> str:
        """What an entry does, in a merchant's words."""
        words = {
            EntryKind.GRANT: self.tr("Received"),
            EntryKind.HOLD: self.tr("Held"),
            EntryKind.POST: self.tr("Used"),
            EntryKind.VOID: self.tr("Returned"),
            EntryKind.REFUND: self.tr("Refunded"),
            EntryKind.SETTLE: self.tr("Settled"),
            EntryKind.FORFEIT: self.tr("Lost"),
            EntryKind.MOVE: self.tr("Moved"),
            EntryKind.RETURN: self.tr("Moved"),
        }
        return words[kind]

    def text(self, entry: EntryView, column: EntryColumn) -> str:
        """What a cell shows."""
        match column:
            case EntryColumn.TIME:
                return self._moment(entry.created_at)
            case EntryColumn.KIND:
                return self.kind(entry.kind)
            case EntryColumn.PHOTO:
                return "" if entry.item is None else self._photo(entry)
            case EntryColumn.AMOUNT:
                return _SIGNED[SIGNS[entry.kind]].format(self._speech.locale.toString(entry.amount))
            case EntryColumn.TASK:
                return "" if entry.task_id is None else entry.task_id[:8]

    def spoken(self, entry: EntryView) -> str:
        """The whole row, for a screen reader."""
        return self.tr(", ").join(text for column in EntryColumn if (text := self.text(entry, column)))

    def heads(self) -> list[str]:
        """The names of the columns."""
        return [self.tr("Time"), self.tr("What"), self.tr("Task"), self.tr("Photo"), self.tr("Quota")]

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(EntryColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self._statement.entries[index.row()], EntryColumn(index.column()))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads()[section]
        return _alignment(EntryColumn(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def canFetchMore(self, parent: Index) -> bool:
        return self._statement.has_more

    def fetchMore(self, parent: Index) -> None:
        self._statement.load_more()

    # the statement's news

    def _on_renewed(self) -> None:
        self.beginResetModel()
        self._count = len(self._statement.entries)
        self.endResetModel()

    def _on_prepended(self, count: int) -> None:
        self.beginInsertRows(QModelIndex(), 0, count - 1)
        self._count += count
        self.endInsertRows()

    def _on_appended(self, count: int) -> None:
        if count:
            self.beginInsertRows(QModelIndex(), self._count, self._count + count - 1)
            self._count += count
            self.endInsertRows()

    def _on_speech_changed(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(EntryColumn) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(EntryColumn) - 1)

    # cells

    def _moment(self, moment: datetime) -> str:
        local = moment.astimezone()
        day = QDate(local.year, local.month, local.day)
        return f"{self._speech.locale.toString(day, QLocale.FormatType.ShortFormat)} {local:%H:%M:%S}"

    def _photo(self, entry: EntryView) -> str:
        number = (entry.item or 0) + 1
        if entry.attempt is not None and entry.attempt > 1:
            return self.tr("No. {number}, attempt {attempt}").format(number=number, attempt=entry.attempt)
        return self.tr("No. {number}").format(number=number)

    def _color(self, entry: EntryView, column: EntryColumn) -> Any:
        if column is EntryColumn.TASK:
            return self._theme.color("accent")
        if column in (EntryColumn.AMOUNT, EntryColumn.KIND):
            return self._theme.color(_TONES[SIGNS[entry.kind]])
        return self._theme.color("muted")

    def _tip(self, entry: EntryView, column: EntryColumn) -> str:
        if column is EntryColumn.TASK:
            return "" if entry.task_id is None else self.tr("Open task {id}").format(id=entry.task_id)
        told = {
            EntryKind.GRANT: self.tr("Quota given or bought."),
            EntryKind.HOLD: self.tr("Taken for a photo that is not finished: it is used or returned in the end."),
            EntryKind.POST: self.tr("The photo succeeded: what was held for it is used. The balance stays."),
            EntryKind.VOID: self.tr("The photo failed or was stopped: what was held for it came back."),
            EntryKind.REFUND: self.tr("Given back for a finished picture that you reported."),
            EntryKind.SETTLE: self.tr(
                "At a recovery: what a computer had used or given back, and the cloud had not heard."
            ),
            EntryKind.FORFEIT: self.tr("Lay on a computer that was removed from the account."),
            EntryKind.MOVE: self.tr("Went from one place of the account to another. The balance stays."),
            EntryKind.RETURN: self.tr("Went from one place of the account to another. The balance stays."),
        }
        return told[entry.kind]


def _alignment(column: EntryColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is EntryColumn.AMOUNT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
