"""The window: navigation, header, pages, notices; it connects, the pages know nothing of each other."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.navigation import Destination, Place
from desktop_app.ui.pages.account_page import AccountPage
from desktop_app.ui.pages.feature_page import FeaturePage
from desktop_app.ui.pages.library_page import LibraryPage
from desktop_app.ui.pages.page import Page
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.pages.tasks_page import TasksPage
from desktop_app.ui.pages.workspace_page import WorkspacePage
from desktop_app.ui.workbench import Workbench

PAGES: Mapping[Place, Callable[[Workbench], Page]] = {
    Place.WORKSPACE: lambda bench: WorkspacePage(
        features=bench.features,
        tasks=bench.tasks,
        wallet=bench.wallet,
        thumbnails=bench.thumbnails,
        navigator=bench.navigator,
        speech=bench.speech,
        theme=bench.theme,
    ),
    Place.FEATURE: lambda bench: FeaturePage(
        drafts=bench.drafts,
        features=bench.features,
        wallet=bench.wallet,
        connection=bench.connection,
        thumbnails=bench.thumbnails,
        preferences=bench.preferences,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    ),
    Place.TASKS: lambda bench: TasksPage(
        tasks=bench.tasks,
        features=bench.features,
        exports=bench.exports,
        thumbnails=bench.thumbnails,
        navigator=bench.navigator,
        speech=bench.speech,
        theme=bench.theme,
    ),
    Place.TASK: lambda bench: TaskPage(
        tasks=bench.tasks,
        features=bench.features,
        connection=bench.connection,
        exports=bench.exports,
        thumbnails=bench.thumbnails,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    ),
    Place.LIBRARY: lambda bench: LibraryPage(
        connection=bench.connection,
        exports=bench.exports,
        thumbnails=bench.thumbnails,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    ),
    Place.ACCOUNT: lambda bench: AccountPage(
        connection=bench.connection,
        wallet=bench.wallet,
        tasks=bench.tasks,
        navigator=bench.navigator,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    ),
    Place.SETTINGS: lambda bench: SettingsPage(
        preferences=bench.preferences,
        connection=bench.connection,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    ),
}
"""One row each: what a page works with. A page is built when it is first shown."""


class MainWindow(QMainWindow):
    """The one window of the application."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._pages: dict[Place, Page] = {}
        self._stack = QStackedWidget()
        body = QWidget()
        row = QHBoxLayout(body)
        side = QVBoxLayout()
        for place in PAGES:
            button = QPushButton(place.value)
            button.clicked.connect(lambda _=False, place=place: bench.navigator.go(place))
            side.addWidget(button)
        row.addLayout(side)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.resize(1360, 860)
        bench.navigator.arrived.connect(self._on_arrived)
        bench.navigator.go(Place.WORKSPACE)

    def page(self, place: Place) -> Page:
        """The page of a place, built now if it was not shown before."""
        if place not in self._pages:
            page = PAGES[place](self._bench)
            self._pages[place] = page
            self._stack.addWidget(page)
        return self._pages[place]

    def _on_arrived(self, destination: Destination) -> None:
        page = self.page(destination.place)
        before = self._stack.currentWidget()
        if isinstance(before, Page) and before is not page:
            before.leave()
        self._stack.setCurrentWidget(page)
        page.arrive(destination.subject)
