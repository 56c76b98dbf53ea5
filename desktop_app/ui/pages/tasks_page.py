"""Tasks: every task, newest first, with its rows when expanded."""

from desktop_app.ui.navigation import Navigator
from desktop_app.ui.pages.page import Page
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails


class TasksPage(Page):
    """Every task, newest first, with its rows when expanded."""

    def __init__(
        self,
        *,
        tasks: TaskBook,
        features: FeatureShelf,
        exports: Exports,
        thumbnails: Thumbnails,
        navigator: Navigator,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()

    @property
    def title(self) -> str:
        return self.tr("Tasks")
