"""Everything the window works with, built once and handed on."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_app.api.events import ResyncEvent
from desktop_app.core.words import Language
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection
from desktop_app.ui.navigation import Navigator
from desktop_app.ui.notices import Notices
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.data_move import DataMove
from desktop_app.ui.stores.drafts import Drafts
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.model_shelf import ModelShelf
from desktop_app.ui.stores.redo import Redo
from desktop_app.ui.stores.release_news import ReleaseNews
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.thumbnails import Thumbnails


class Workbench(QObject):
    """The collaborators of all pages, for one data folder."""

    def __init__(self, application: QApplication, folder: Path, language: Language | None = None) -> None:
        super().__init__()
        self.folder = folder
        self.preferences = Preferences(folder, self)
        spoken = language or Language.from_tag(self.preferences.value.language) or Language.of_system()
        self.speech = Speech(application, spoken, self)
        self.theme = Theme(application, Scheme(self.preferences.value.theme), self)
        self.bridge = Bridge(self)
        self.connection = Connection(self.bridge, folder, parent=self)
        self.notices = Notices(self.speech, self)
        self.navigator = Navigator(self)
        self.features = FeatureShelf(self.connection, self)
        self.account = CloudAccount(connection=self.connection, bridge=self.bridge, parent=self)
        self.wallet = Wallet(self.connection, self)
        self.tasks = TaskBook(self.connection, self)
        self.thumbnails = Thumbnails(self.connection, self.theme, self)
        self.models = ModelShelf(bridge=self.bridge, notices=self.notices, speech=self.speech, parent=self)
        self.news = ReleaseNews(bridge=self.bridge, preferences=self.preferences, notices=self.notices, parent=self)
        told: dict[str, Any] = {"connection": self.connection, "preferences": self.preferences}
        self.drafts = Drafts(**told, bridge=self.bridge, notices=self.notices, speech=self.speech, parent=self)
        self.redo = Redo(
            connection=self.connection,
            drafts=self.drafts,
            features=self.features,
            navigator=self.navigator,
            notices=self.notices,
            parent=self,
        )
        self.mover = DataMove(**told, bridge=self.bridge, tasks=self.tasks, notices=self.notices, parent=self)
        self.exports = Exports(**told, notices=self.notices, speech=self.speech, parent=self)
        self.account.switched.connect(self._on_switched)
        self.account.came_in_reach.connect(self.thumbnails.try_again)

    def _on_switched(self) -> None:
        """Nothing that was known of the account before holds any more."""
        self.tasks.forget()
        self.drafts.send_anew()
        self.connection.event_received.emit(ResyncEvent())

    def close(self) -> None:
        """End what goes on in the background, the server with it. Twice is once."""
        self.thumbnails.close()
        self.bridge.close()
        self.exports.close()
        self.speech.close()
