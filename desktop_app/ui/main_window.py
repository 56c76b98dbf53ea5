"""The window: navigation, header, pages, notices; it connects, the pages know nothing of each other."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui import brand, placement
from desktop_app.ui.actions import ActionSet
from desktop_app.ui.appearance import Appearance
from desktop_app.ui.closing import Closing
from desktop_app.ui.complaints import Complaints
from desktop_app.ui.intake import Intake
from desktop_app.ui.menus import MenuBar
from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.navigation import Destination, Place
from desktop_app.ui.page_table import PAGES
from desktop_app.ui.pages.page import Page
from desktop_app.ui.speech import Translated
from desktop_app.ui.verbs import Verbs
from desktop_app.ui.widgets.connection_banner import ConnectionBanner
from desktop_app.ui.widgets.drop_overlay import DropOverlay
from desktop_app.ui.widgets.header_bar import HeaderBar
from desktop_app.ui.widgets.navigation_bar import PARENTS, NavigationBar
from desktop_app.ui.widgets.notice_stack import NoticeStack
from desktop_app.ui.widgets.release_banner import ReleaseBanner
from desktop_app.ui.widgets.running_button import RunningButton
from desktop_app.ui.widgets.sync_chip import SyncChip
from desktop_app.ui.workbench import Workbench

_NARROW = 1100
"""Up to this width the navigation shows icons alone."""


class MainWindow(Translated, QMainWindow):
    """The one window of the application."""

    ended = Signal()
    """It is closed, and nothing holds the application any more."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._pages: dict[Place, Page] = {}
        self._stack = QStackedWidget()
        self._navigation = NavigationBar(theme=bench.theme)
        running = RunningButton(tasks=bench.tasks, navigator=bench.navigator)
        sync = SyncChip(account=bench.account, words=AccountWords(speech=bench.speech, parent=self), theme=bench.theme)
        self._header = HeaderBar(wallet=bench.wallet, running=running, sync=sync, theme=bench.theme)
        self._banner = ConnectionBanner(
            connection=bench.connection, notices=bench.notices, speech=bench.speech, theme=bench.theme
        )
        self._release = ReleaseBanner(news=bench.news, speech=bench.speech, theme=bench.theme)
        self._lay_out()
        self.notices = NoticeStack(notices=bench.notices, theme=bench.theme, over=self._stack)
        self.closing = Closing(tasks=bench.tasks, preferences=bench.preferences, notices=bench.notices, window=self)
        self.intake = Intake(
            drafts=bench.drafts,
            features=bench.features,
            navigator=bench.navigator,
            notices=bench.notices,
            preferences=bench.preferences,
            parent=self,
        )
        self._hear_the_merchant()
        self._hear_the_bench()
        placement.restore(self, bench.preferences.value.window)
        self.retranslate()
        bench.navigator.go(Place.WORKSPACE)
        if self.focusWidget() is None:
            self.setFocus()  # Qt would begin at the navigation, with its frame drawn

    def page(self, place: Place) -> Page:
        """The page of a place, built now if it was not shown before."""
        if place not in self._pages:
            page = PAGES[place](self._bench)
            self._pages[place] = page
            self._stack.addWidget(page)
            page.title_changed.connect(self._show_title)
            page.photos_asked.connect(self.intake.choose_photos)
            page.folder_asked.connect(self.intake.choose_folder)
            page.photos_offered.connect(self.intake.take)
        return self._pages[place]

    def come_forward(self) -> None:
        """Be seen, whether minimised, hidden or behind others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def quit(self) -> None:
        """End the application, as soon as running tasks allow it; the tray is no way out of this."""
        if self.closing.ask(may_hide=False):
            self.close()

    def give_way(self) -> None:
        """End the application and ask nobody: a setup replaces it. Running tasks go on at the next start."""
        self._remember_place()
        self.closing.end()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("CleanRack"))
        self._show_title()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.closing.ask():
            self._remember_place()
            event.accept()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._navigation.narrow(event.size().width() <= _NARROW)

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(24, 0, 24, 0)
        strip.setSpacing(8)
        strip.addWidget(self._banner)
        strip.addWidget(self._release)
        beside.addWidget(self._header)
        beside.addLayout(strip)
        beside.addWidget(self._stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation)
        row.addLayout(beside, 1)
        self.setCentralWidget(body)
        self.setMinimumSize(880, 600)
        self.setWindowIcon(brand.icon())

    def _hear_the_merchant(self) -> None:
        bench = self._bench
        actions = ActionSet(speech=bench.speech, theme=bench.theme, parent=self)
        self.addActions(actions.all)
        menus = MenuBar(actions=actions, preferences=bench.preferences)
        menus.folder_chosen.connect(lambda folder: self.intake.take([folder]))
        self.setMenuBar(menus)
        Verbs(
            actions=actions,
            account=bench.account,
            intake=self.intake,
            navigator=bench.navigator,
            preferences=bench.preferences,
            speech=bench.speech,
            notices=self.notices,
            quit_window=self.quit,
            window=self,
        )
        DropOverlay(intake=self.intake, theme=bench.theme, window=self)
        Appearance(preferences=bench.preferences, speech=bench.speech, theme=bench.theme, parent=self)
        self._navigation.chosen.connect(bench.navigator.go)
        self._header.back_asked.connect(bench.navigator.back)
        self._header.account_asked.connect(lambda: bench.navigator.go(Place.ACCOUNT))

    def _hear_the_bench(self) -> None:
        bench = self._bench
        Complaints(
            bridge=bench.bridge,
            connection=bench.connection,
            notices=bench.notices,
            speech=bench.speech,
            theme=bench.theme,
            navigator=bench.navigator,
            window=self,
        )
        bench.navigator.arrived.connect(self._on_arrived)
        bench.tasks.listed.connect(self._count_running)
        bench.tasks.changed.connect(self._count_running)
        self.closing.hidden.connect(self._on_hidden)
        self.closing.ended.connect(self._on_ended)

    def _on_arrived(self, destination: Destination) -> None:
        page = self.page(destination.place)
        before = self._stack.currentWidget()
        if isinstance(before, Page) and before is not page:
            before.leave()
        self._stack.setCurrentWidget(page)
        self._navigation.mark(destination.place)
        page.arrive(destination.subject)
        self._show_title()

    def _show_title(self) -> None:
        place = self._bench.navigator.here.place
        if place in self._pages:
            self._header.show_page(self._pages[place].title, back=place in PARENTS)

    def _count_running(self) -> None:
        self._navigation.count(Place.TASKS, len(self._bench.tasks.running))

    def _on_hidden(self) -> None:
        self._remember_place()
        self.hide()

    def _on_ended(self) -> None:
        self.close()
        self.ended.emit()

    def _remember_place(self) -> None:
        told = placement.told(self)
        if told != self._bench.preferences.value.window:
            self._bench.preferences.change(window=told)
