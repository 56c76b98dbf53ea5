"""Library: every finished picture: found, dragged out, exported, deleted and brought back."""

from desktop_app.ui.connection import Connection
from desktop_app.ui.navigation import Navigator
from desktop_app.ui.notices import Notices
from desktop_app.ui.pages.page import Page
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails


class LibraryPage(Page):
    """Every finished picture: found, dragged out, exported, deleted and brought back."""

    def __init__(
        self,
        *,
        connection: Connection,
        exports: Exports,
        thumbnails: Thumbnails,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()

    @property
    def title(self) -> str:
        return self.tr("Library")
