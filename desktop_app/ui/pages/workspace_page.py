"""Workspace: feature cards, quota, the latest tasks; photos dropped anywhere start from here."""

from desktop_app.ui.navigation import Navigator
from desktop_app.ui.pages.page import Page
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails


class WorkspacePage(Page):
    """Feature cards, quota, the latest tasks; photos dropped anywhere start from here."""

    def __init__(
        self,
        *,
        features: FeatureShelf,
        tasks: TaskBook,
        wallet: Wallet,
        thumbnails: Thumbnails,
        navigator: Navigator,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()

    @property
    def title(self) -> str:
        return self.tr("Workspace")
