"""A live list of old and new file names, as the settings stand."""

from datetime import datetime

from desktop_app.ui.naming_examples import EXAMPLES, examples
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, label, row
from desktop_app.ui.widgets.icon_label import IconLabel


class NamingList(Translated, Card):
    """Follows the settings."""

    def __init__(self, *, preferences: Preferences, theme: Theme) -> None:
        super().__init__("inset", margin=12, spacing=4)
        self._preferences = preferences
        self._heading = label("muted")
        self._olds = [label("body-muted") for _ in EXAMPLES]
        self.news = [label() for _ in EXAMPLES]
        self.column.addWidget(self._heading)
        for old, new in zip(self._olds, self.news, strict=True):
            old.setFixedWidth(140)
            self.column.addLayout(row(old, IconLabel(theme, "arrow-right", size=14), new, None, spacing=12))
        preferences.changed.connect(self._on_changed)
        self._on_changed()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("For example"))

    def _on_changed(self) -> None:
        shown = examples(self._preferences.value, datetime.now().astimezone())
        for old, new, (before, after) in zip(self._olds, self.news, shown, strict=True):
            old.setText(before)
            new.setText(after)
