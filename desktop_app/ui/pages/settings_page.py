"""Settings: everything the merchant can choose, in force at once."""

from desktop_app.ui.connection import Connection
from desktop_app.ui.notices import Notices
from desktop_app.ui.pages.page import Page
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme


class SettingsPage(Page):
    """Everything the merchant can choose, in force at once."""

    def __init__(
        self,
        *,
        preferences: Preferences,
        connection: Connection,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()

    @property
    def title(self) -> str:
        return self.tr("Settings")
