"""Where this computer stands with the cloud: icon, state, what waits, and when both were of one mind."""

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.api.cloud_account import CloudAccountView
from desktop_app.ui.models.account_words import LOOKS, AccountWords
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel


class SyncPanel(Card):
    """Shows the state of sync; the owner hands it the view again when the language changes."""

    def __init__(self, *, words: AccountWords, theme: Theme) -> None:
        super().__init__("inset", margin=14)
        self._words = words
        self._icon = IconLabel(theme, "cloud", role="muted", size=20)
        self.state = label("heading")
        self._lines = [label("muted", wraps=True) for _ in range(4)]
        self._body = QVBoxLayout()
        self._body.setSpacing(3)
        self._body.addWidget(self.state)
        for line in self._lines:
            self._body.addWidget(line)
        self.column.addLayout(row(column(self._icon, None), self._body, spacing=12))

    @property
    def told(self) -> list[str]:
        """What stands below the state."""
        return [line.text() for line in self._lines if line.text()]

    def show_account(self, view: CloudAccountView) -> None:
        """Show where it stands."""
        icon, color = LOOKS[view.state]
        self._icon.show_icon(icon, color)
        self.state.setText(self._words.chip(view))
        told = self._words.lines(view)
        for line, text in zip(self._lines, [*told, "", "", "", ""], strict=False):
            line.setText(text)
            line.setVisible(bool(text))
        self.setAccessibleName(self._words.joined([self.state.text(), *told]))
