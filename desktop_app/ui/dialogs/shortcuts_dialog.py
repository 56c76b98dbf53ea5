"""All keys on one page, made from the same table as the menus."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from desktop_app.ui.actions import ACTIONS, Command, plain
from desktop_app.ui.dialogs.reading_dialog import ReadingDialog
from desktop_app.ui.menus import MENUS, Submenu
from desktop_app.ui.theme import set_role


class ShortcutsDialog(ReadingDialog):
    """What the keyboard can do: the menus' keys, and those of lists and pictures."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self._scroll = QScrollArea(widgetResizable=True)
        super().__init__(self._scroll, QSize(520, 560), parent=parent)
        self.retranslate()

    def retranslate(self) -> None:
        self.word(self.tr("Keyboard shortcuts"))
        self._scroll.setWidget(self._table())

    def sections(self) -> list[tuple[str, list[tuple[str, list[str]]]]]:
        """Headings with their rows: what is done, and by which keys."""
        menus = [(plain(QCoreApplication.translate("Menus", menu.text)), _rows(menu)) for menu in MENUS]
        pictures = [
            (self.tr("Remove the selected photos"), [_native("Del")]),
            (self.tr("Select all"), [_native("Ctrl+A")]),
            (self.tr("Open the selected one"), [_native("Return")]),
            (self.tr("Menu of the selected one"), [_native("Shift+F10")]),
        ]
        return [
            *((heading, rows) for heading, rows in menus if rows),
            *self._pages(),
            (self.tr("Photos and lists"), pictures),
        ]

    def _pages(self) -> list[tuple[str, list[tuple[str, list[str]]]]]:
        """The keys that single pages bind themselves."""
        form = [(self.tr("Generate"), [_native("Ctrl+Return")])]
        task = [
            (self.tr("Pause or resume"), [_native("Ctrl+P")]),
            (self.tr("Stop"), [_native("Ctrl+.")]),
            (self.tr("Retry failed"), [_native("Ctrl+R")]),
            (self.tr("Save the results"), [_native("Ctrl+S")]),
            (self.tr("Download the selected photos"), [_native("Ctrl+D")]),
            (self.tr("Export ZIP"), [_native("Ctrl+E")]),
            (self.tr("Export with names"), [_native("Ctrl+Shift+S")]),
            (self.tr("Report as bad"), [_native("Ctrl+B")]),
        ]
        comparison = [
            (self.tr("Move the divider"), [_native("Left"), _native("Right")]),
            (self.tr("Before only"), ["B"]),
            (self.tr("Another way to compare"), ["V"]),
            (self.tr("Larger, smaller, fit"), ["+", "-", "0"]),
            (self.tr("Review: good, look again, bad"), ["1", "2", "3"]),
            (self.tr("Picture for another shop"), [_native("Ctrl+PgUp"), _native("Ctrl+PgDown")]),
        ]
        return [(self.tr("Form"), form), (self.tr("Task"), task), (self.tr("Before and after"), comparison)]

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for heading, rows in self.sections():
            title = QLabel(heading)
            set_role(title, "heading")
            grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            for text, keys in rows:
                self._add_row(grid, text, keys)
        grid.setRowStretch(grid.rowCount(), 1)
        return table

    def _add_row(self, grid: QGridLayout, text: str, keys: list[str]) -> None:
        shown = QLabel("   ".join(keys))
        set_role(shown, "badge", tone="neutral")
        at = grid.rowCount()
        grid.addWidget(QLabel(text, wordWrap=True), at, 0)
        grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignRight)


def _rows(menu: Submenu) -> list[tuple[str, list[str]]]:
    commands = [entry for entry in menu.entries if isinstance(entry, Command)]
    return [(_worded(each), [_native(key) for key in ACTIONS[each].shortcuts]) for each in commands if _has_key(each)]


def _has_key(command: Command) -> bool:
    return bool(ACTIONS[command].shortcuts)


def _worded(command: Command) -> str:
    return plain(QCoreApplication.translate("Actions", ACTIONS[command].text))


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
