"""Theme and language follow the merchant's settings, wherever they are changed."""

from PySide6.QtCore import QObject

from desktop_app.core.words import Language
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Scheme, Theme


class Appearance(QObject):
    """Puts a changed theme or language in force."""

    def __init__(
        self, *, preferences: Preferences, speech: Speech, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._speech = speech
        self._theme = theme
        preferences.changed.connect(self._on_changed)

    def _on_changed(self, name: str) -> None:
        if name == "theme":
            self._show(Scheme(self._preferences.value.theme))
        elif name == "language":
            self._speak(Language.from_tag(self._preferences.value.language) or Language.of_system())

    def _show(self, scheme: Scheme) -> None:
        if scheme is not self._theme.scheme:
            self._theme.choose(scheme)

    def _speak(self, language: Language) -> None:
        if language is not self._speech.language:
            self._speech.choose(language)
