"""What each command of the menus does."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit

from desktop_app.core.words import Language
from desktop_app.ui.actions import ActionSet, Command
from desktop_app.ui.intake import Intake
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.platform import file_manager
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.account_facts import can_sign_in
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.theme import Scheme
from desktop_app.ui.widgets.notice_stack import NoticeStack

_THEMES = {
    Command.THEME_SYSTEM: Scheme.SYSTEM,
    Command.THEME_LIGHT: Scheme.LIGHT,
    Command.THEME_DARK: Scheme.DARK,
}
_LANGUAGES = {Command.SPEAK_CHINESE: Language.CHINESE, Command.SPEAK_ENGLISH: Language.ENGLISH}


class Verbs(QObject):
    """Carries out commands, and keeps the ticks in the menus right."""

    def __init__(
        self,
        *,
        actions: ActionSet,
        account: CloudAccount,
        intake: Intake,
        navigator: Navigator,
        preferences: Preferences,
        speech: Speech,
        notices: NoticeStack,
        quit_window: Callable[[], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._account = account
        self._intake = intake
        self._navigator = navigator
        self._preferences = preferences
        self._speech = speech
        self._window = window
        self._do: dict[Command, Callable[[], object]] = {
            Command.ADD_PHOTOS: intake.choose_photos,
            Command.ADD_FOLDER: intake.choose_folder,
            Command.PASTE: self._paste,
            Command.SIGN_IN: self._sign_in,
            Command.SYNC: self._sync,
            Command.CLOSE: window.close,
            Command.QUIT: quit_window,
            **{Command(f"go-{place}"): self._going(place) for place in Place if f"go-{place}" in set(Command)},
            Command.GO_BACK: navigator.back,
            **{command: self._showing(scheme) for command, scheme in _THEMES.items()},
            **{command: self._speaking(language) for command, language in _LANGUAGES.items()},
            Command.FULL_SCREEN: self._toggle_full_screen,
            Command.READ_NOTICE: notices.focus_newest,
            Command.SHOW_SHORTCUTS: self._show_shortcuts,
            Command.OPEN_LOGS: lambda: file_manager.open_folder(preferences.folder),
            Command.SHOW_ABOUT: self._show_about,
        }
        actions.triggered.connect(self.do)
        preferences.changed.connect(self._tick)
        speech.changed.connect(self._tick)
        self._tick()

    def do(self, command: Command) -> None:
        """Carry out a command."""
        self._do[command]()

    def _going(self, place: Place) -> Callable[[], None]:
        return lambda: self._navigator.go(place)

    def _showing(self, scheme: Scheme) -> Callable[[], None]:
        return lambda: self._preferences.change(theme=scheme.value)

    def _speaking(self, language: Language) -> Callable[[], None]:
        return lambda: self._preferences.change(language=language.value)

    def _paste(self) -> None:
        """Text into a text field that was left for the menu, photos everywhere else."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            field.paste()
        else:
            self._intake.paste(QGuiApplication.clipboard().mimeData())

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _show_shortcuts(self) -> None:
        from desktop_app.ui.dialogs.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(parent=self._window).open()

    def _show_about(self) -> None:
        from desktop_app.ui.dialogs.about_dialog import AboutDialog

        AboutDialog(parent=self._window).open()

    def _sign_in(self) -> None:
        """Somebody who is signed in is shown as whom."""
        view = self._account.view
        self._navigator.go(Place.ACCOUNT, "sign-in" if view is not None and can_sign_in(view) else "")

    def _sync(self) -> None:
        """Before any sign-in, what that would give."""
        if self._account.is_signed_in:
            self._account.sync()
        else:
            self._navigator.go(Place.ACCOUNT)

    def _tick(self) -> None:
        for command, scheme in _THEMES.items():
            self._actions[command].setChecked(self._preferences.value.theme == scheme.value)
        for command, language in _LANGUAGES.items():
            self._actions[command].setChecked(self._speech.language is language)
