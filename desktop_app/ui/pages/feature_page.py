"""New: photos in, one set of parameters for all, what it costs, and go."""

from desktop_app.ui.connection import Connection
from desktop_app.ui.navigation import Navigator
from desktop_app.ui.notices import Notices
from desktop_app.ui.pages.page import Page
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.drafts import Drafts
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails


class FeaturePage(Page):
    """Photos in, one set of parameters for all, what it costs, and go."""

    def __init__(
        self,
        *,
        drafts: Drafts,
        features: FeatureShelf,
        wallet: Wallet,
        connection: Connection,
        thumbnails: Thumbnails,
        preferences: Preferences,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()

    @property
    def title(self) -> str:
        return self.tr("New")
