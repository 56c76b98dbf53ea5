"""The menu bar as a table, and how it is built."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop_app.ui.actions import ActionSet, Command
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import QT_TRANSLATE_NOOP, Translated


@dataclass(frozen=True)
class Submenu:
    """A menu, in the menu bar or in another one."""

    text: str
    """English, of the translation context "Menus"."""
    entries: "tuple[Command | Submenu | None, ...]"
    """None is a line between groups."""


RECENT_FOLDERS = Submenu(QT_TRANSLATE_NOOP("Menus", "&Recent folders"), ())
"""Filled in each time it opens."""

MENUS = (
    Submenu(
        QT_TRANSLATE_NOOP("Menus", "&File"),
        (
            Command.ADD_PHOTOS,
            Command.ADD_FOLDER,
            Command.PASTE,
            RECENT_FOLDERS,
            None,
            Command.SIGN_IN,
            Command.SYNC,
            None,
            Command.CLOSE,
            Command.QUIT,
        ),
    ),
    Submenu(
        QT_TRANSLATE_NOOP("Menus", "&Go"),
        (
            Command.GO_WORKSPACE,
            Command.GO_TASKS,
            Command.GO_LIBRARY,
            Command.GO_ACCOUNT,
            Command.GO_SETTINGS,
            None,
            Command.GO_BACK,
            Command.READ_NOTICE,
        ),
    ),
    Submenu(
        QT_TRANSLATE_NOOP("Menus", "&View"),
        (
            Submenu(
                QT_TRANSLATE_NOOP("Menus", "&Theme"),
                (Command.THEME_SYSTEM, Command.THEME_LIGHT, Command.THEME_DARK),
            ),
            Submenu(QT_TRANSLATE_NOOP("Menus", "&Language"), (Command.SPEAK_CHINESE, Command.SPEAK_ENGLISH)),
            None,
            Command.FULL_SCREEN,
        ),
    ),
    Submenu(
        QT_TRANSLATE_NOOP("Menus", "&Help"),
        (Command.SHOW_SHORTCUTS, Command.OPEN_LOGS, None, Command.SHOW_ABOUT),
    ),
)
"""The menus, from left to right."""


class MenuBar(Translated, QMenuBar):
    """The menus of the table; on macOS the system shows them at the top of the screen."""

    folder_chosen = Signal(object)
    """The path of a recent folder."""

    def __init__(self, *, actions: ActionSet, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._preferences = preferences
        self._texts: list[tuple[QMenu, str]] = []
        for menu in MENUS:
            self.addMenu(self._built(menu, self))
        self.retranslate()

    def retranslate(self) -> None:
        for menu, text in self._texts:
            menu.setTitle(QCoreApplication.translate("Menus", text))

    def _built(self, table: Submenu, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        self._texts.append((menu, table.text))
        if table is RECENT_FOLDERS:
            menu.aboutToShow.connect(lambda: self._fill_recent(menu))
        for entry in table.entries:
            self._append(menu, entry)
        return menu

    def _append(self, menu: QMenu, entry: Command | Submenu | None) -> None:
        match entry:
            case None:
                menu.addSeparator()
            case Submenu():
                menu.addMenu(self._built(entry, menu))
            case _:
                menu.addAction(self._actions[entry])

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for folder in map(Path, self._preferences.value.recent_folders):
            shown = menu.addAction(f"{folder.name}  ({folder.parent})".replace("&", "&&"))
            shown.triggered.connect(self._choosing(folder))
        if menu.isEmpty():
            menu.addAction(QCoreApplication.translate("Menus", "No folder yet")).setEnabled(False)

    def _choosing(self, folder: Path) -> Callable[[], None]:
        return lambda: self.folder_chosen.emit(folder)
