"""Account: balance and statement, and how to get more."""

from desktop_app.ui.connection import Connection
from desktop_app.ui.navigation import Navigator
from desktop_app.ui.notices import Notices
from desktop_app.ui.pages.page import Page
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme


class AccountPage(Page):
    """Balance and statement, and how to get more."""

    def __init__(
        self,
        *,
        connection: Connection,
        wallet: Wallet,
        tasks: TaskBook,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()

    @property
    def title(self) -> str:
        return self.tr("Account")
