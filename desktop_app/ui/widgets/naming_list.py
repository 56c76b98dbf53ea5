"""A live list of old and new file names, as the settings stand."""

from datetime import datetime

from desktop_app.ui.naming_examples import examples
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import label
from desktop_app.ui.widgets.naming_rows import NamingRows


class NamingList(Translated, NamingRows):
    """Follows the settings."""

    def __init__(self, *, preferences: Preferences, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._preferences = preferences
        self._heading = label("muted")
        self.column.insertWidget(0, self._heading)
        preferences.changed.connect(self._on_changed)
        self._on_changed()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("For example"))

    def _on_changed(self) -> None:
        self.show_names(examples(self._preferences.value, datetime.now().astimezone()))
