"""Everything that can be done from the menus, as one table; and the QActions made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from desktop_app.ui.speech import QT_TRANSLATE_NOOP, Speech
from desktop_app.ui.theme import Theme


class Command(StrEnum):
    """What the application can be told to do, wherever one is in it."""

    ADD_PHOTOS = "add-photos"
    ADD_FOLDER = "add-folder"
    PASTE = "paste"
    SIGN_IN = "sign-in"
    SYNC = "sync"
    CLOSE = "close"
    QUIT = "quit"
    GO_WORKSPACE = "go-workspace"
    GO_TASKS = "go-tasks"
    GO_LIBRARY = "go-library"
    GO_ACCOUNT = "go-account"
    GO_SETTINGS = "go-settings"
    GO_BACK = "go-back"
    THEME_SYSTEM = "theme-system"
    THEME_LIGHT = "theme-light"
    THEME_DARK = "theme-dark"
    SPEAK_CHINESE = "speak-chinese"
    SPEAK_ENGLISH = "speak-english"
    FULL_SCREEN = "full-screen"
    READ_NOTICE = "read-notice"
    SHOW_SHORTCUTS = "show-shortcuts"
    OPEN_LOGS = "open-logs"
    SHOW_ABOUT = "show-about"


@dataclass(frozen=True)
class ActionRow:
    """One action, before it becomes a QAction."""

    text: str
    """English, of the translation context "Actions"; "&" stands before the letter that Alt reaches."""
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    """The first is shown in the menu. "Ctrl" is the command key on macOS."""
    group: str = ""
    """Of all actions of a group, one is ticked."""
    checkable: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    """Where macOS moves it."""


ACTIONS: Mapping[Command, ActionRow] = {
    Command.ADD_PHOTOS: ActionRow(QT_TRANSLATE_NOOP("Actions", "Add &photos…"), "image-plus", ("Ctrl+O",)),
    Command.ADD_FOLDER: ActionRow(QT_TRANSLATE_NOOP("Actions", "Add &folder…"), "folder-open", ("Ctrl+Shift+O",)),
    Command.PASTE: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Paste"), "clipboard-paste", ("Ctrl+V",)),
    Command.SIGN_IN: ActionRow(QT_TRANSLATE_NOOP("Actions", "Sign &in…"), "log-in", ("Ctrl+I",)),
    Command.SYNC: ActionRow(QT_TRANSLATE_NOOP("Actions", "S&ync now"), "refresh-cw", ("F5",)),
    Command.CLOSE: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Close window"), "x", ("Ctrl+W",)),
    Command.QUIT: ActionRow(
        QT_TRANSLATE_NOOP("Actions", "&Quit CleanRack"), "power", ("Ctrl+Q",), role=QAction.MenuRole.QuitRole
    ),
    Command.GO_WORKSPACE: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Workspace"), "layout-grid", ("Ctrl+1",)),
    Command.GO_TASKS: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Tasks"), "list-todo", ("Ctrl+2",)),
    Command.GO_LIBRARY: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Library"), "images", ("Ctrl+3",)),
    Command.GO_ACCOUNT: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Account"), "circle-user", ("Ctrl+4",)),
    Command.GO_SETTINGS: ActionRow(
        QT_TRANSLATE_NOOP("Actions", "&Settings"),
        "settings",
        ("Ctrl+5", "Ctrl+,"),
        role=QAction.MenuRole.PreferencesRole,
    ),
    Command.GO_BACK: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Back"), "arrow-left", ("Alt+Left",)),
    Command.THEME_SYSTEM: ActionRow(QT_TRANSLATE_NOOP("Actions", "As the &system"), "monitor", group="theme"),
    Command.THEME_LIGHT: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Light"), "sun", group="theme"),
    Command.THEME_DARK: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Dark"), "moon", group="theme"),
    Command.SPEAK_CHINESE: ActionRow("简体中文", group="language"),  # a language is found by its own name
    Command.SPEAK_ENGLISH: ActionRow("English", group="language"),
    Command.FULL_SCREEN: ActionRow(QT_TRANSLATE_NOOP("Actions", "&Full screen"), "maximize", ("F11",), checkable=True),
    Command.READ_NOTICE: ActionRow(QT_TRANSLATE_NOOP("Actions", "Go to the newest &notice"), "bell", ("F6", "Alt+N")),
    Command.SHOW_SHORTCUTS: ActionRow(
        QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "keyboard", ("F1", "Ctrl+/")
    ),
    Command.OPEN_LOGS: ActionRow(QT_TRANSLATE_NOOP("Actions", "Open &log folder"), "folder"),
    Command.SHOW_ABOUT: ActionRow(
        QT_TRANSLATE_NOOP("Actions", "&About CleanRack"), "info", role=QAction.MenuRole.AboutRole
    ),
}
"""One row each. A key that types or pastes in a text field stays the field's: Qt asks the field first."""


def named(name: str) -> Command:
    """The command of that name; raises KeyError that tells the nearest one."""
    try:
        return Command(name)
    except ValueError:
        import difflib

        near = difflib.get_close_matches(name, [str(each) for each in Command], n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise KeyError(f"there is no action {name!r}{hint}") from None


class ActionSet(QObject):
    """The QActions of the table, in the language that is spoken."""

    triggered = Signal(Command)

    def __init__(self, *, speech: Speech, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {command: self._made(command, row, theme) for command, row in ACTIONS.items()}
        speech.changed.connect(self._retranslate)
        self._retranslate()

    def __getitem__(self, name: str) -> QAction:
        """The action of a command; raises KeyError that tells the nearest one."""
        return self._actions[named(name)]

    @property
    def all(self) -> list[QAction]:
        """All of them, in the order of the table."""
        return list(self._actions.values())

    def _made(self, command: Command, row: ActionRow, theme: Theme) -> QAction:
        action = QAction(self)
        action.setObjectName(command.value)
        action.setMenuRole(row.role)
        action.setShortcuts([QKeySequence(each) for each in row.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(row.checkable or bool(row.group))
        if row.icon:
            action.setIcon(theme.icon(row.icon, "muted"))
        if row.group:
            self._groups.setdefault(row.group, QActionGroup(self)).addAction(action)
        action.triggered.connect(lambda _=False: self.triggered.emit(command))
        return action

    def _retranslate(self) -> None:
        for command, action in self._actions.items():
            action.setText(QCoreApplication.translate("Actions", ACTIONS[command].text))


def plain(text: str) -> str:
    """A menu text without its "&" and without the bracketed letter that Chinese menus carry: "打开(&O)…"."""
    start = text.find("(&")
    if start >= 0 and text[start + 3 : start + 4] == ")":
        text = text[:start] + text[start + 4 :]
    return text.replace("&", "").rstrip("…")
