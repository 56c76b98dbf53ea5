"""Workspace: feature cards, quota, the latest tasks; photos dropped anywhere start from here."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.core import paths
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.pages.page import Page
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.cards import CardGrid, ScrolledColumn, button, label, row
from desktop_app.ui.widgets.feature_card import FeatureCard, FeaturePlaceholder
from desktop_app.ui.widgets.first_steps import FirstSteps
from desktop_app.ui.widgets.quota_card import QuotaCard
from desktop_app.ui.widgets.recent_task_card import RecentTaskCard
from desktop_app.ui.widgets.sample_card import SampleCard
from desktop_app.ui.widgets.start_card import StartCard

_RECENT = 5
_NARROW = 720
"""Below this width the quota card stands under the start card."""


class WorkspacePage(Page):
    """Feature cards, quota, the latest tasks; photos dropped anywhere start from here."""

    def __init__(
        self,
        *,
        features: FeatureShelf,
        tasks: TaskBook,
        account: CloudAccount,
        wallet: Wallet,
        thumbnails: Thumbnails,
        preferences: Preferences,
        navigator: Navigator,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._features = features
        self._tasks = tasks
        self._thumbnails = thumbnails
        self._navigator = navigator
        self._speech = speech
        self._theme = theme
        self._words = TaskWords(speech=speech, features=features, account=account, preferences=preferences, parent=self)
        self.start = StartCard(theme=theme)
        self.quota = QuotaCard(wallet=wallet, speech=speech, theme=theme)
        self.offered = CardGrid(narrowest=320)
        self.first_steps = FirstSteps(theme=theme)
        self.samples = SampleCard(paths.resources() / "samples", thumbnails=thumbnails, theme=theme)
        self._features_heading = label("heading")
        self._recent_heading = label("heading")
        self._all = button("link")
        self._recent = CardGrid(narrowest=420, most=2)
        self._cards: dict[str, RecentTaskCard] = {}
        self._compose()
        self._connect()
        self._on_features_changed()
        self._on_listed()
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Workspace")

    @property
    def recent(self) -> list[RecentTaskCard]:
        """The cards of the latest tasks, newest first."""
        return list(self._cards.values())

    def retranslate(self) -> None:
        self._features_heading.setText(self.tr("What to do with your photos"))
        self._all.setText(self.tr("All tasks"))
        self._say_heading()

    def take_samples(self) -> None:
        """Begin with the sample photos."""
        self.photos_offered.emit([paths.resources() / "samples"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _compose(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        scrolled = ScrolledColumn(widest=1600)
        self._top = row(self.start, self.quota, spacing=16)
        self._top.setStretch(0, 5)
        self._top.setStretch(1, 3)
        self.quota.setMinimumWidth(260)
        scrolled.column.addLayout(self._top)
        scrolled.column.addSpacing(8)
        scrolled.column.addWidget(self._features_heading)
        scrolled.column.addWidget(self.offered)
        scrolled.column.addSpacing(8)
        scrolled.column.addLayout(row(self._recent_heading, None, self._all))
        scrolled.column.addWidget(self._recent)
        scrolled.column.addWidget(self.first_steps)
        scrolled.column.addWidget(self.samples)
        scrolled.column.addStretch(1)
        self.column.addWidget(scrolled)

    def _connect(self) -> None:
        self._words.changed.connect(self._name_places)
        self.start.photos_wanted.connect(self.photos_asked)
        self.start.folder_wanted.connect(self.folder_asked)
        self.start.samples_wanted.connect(self.take_samples)
        self.samples.wanted.connect(self.take_samples)
        self.quota.renewal_wanted.connect(lambda: self._navigator.go(Place.ACCOUNT, "renew"))
        self.quota.statement_wanted.connect(lambda: self._navigator.go(Place.ACCOUNT))
        self._all.clicked.connect(lambda: self._navigator.go(Place.TASKS))
        self._features.changed.connect(self._on_features_changed)
        self._tasks.listed.connect(self._on_listed)
        self._tasks.changed.connect(self._on_task_changed)

    # features

    def _on_features_changed(self) -> None:
        cards = [self._feature_card(feature.id) for feature in self._features.features]
        self.offered.show_cards(cards or [FeaturePlaceholder()])
        for card in self._cards.values():
            card.retranslate()

    def _feature_card(self, feature_id: str) -> QWidget:
        feature = self._features.find(feature_id)
        assert feature is not None
        card = FeatureCard(feature, speech=self._speech, theme=self._theme)
        card.clicked.connect(lambda: self._navigator.go(Place.FEATURE, feature_id))
        return card

    # tasks

    def _on_listed(self) -> None:
        latest = [task.id for task in self._tasks.tasks[:_RECENT]]
        is_new = self._tasks.loaded and not latest
        self._recent.setVisible(bool(latest))
        self._all.setVisible(bool(latest))
        self.first_steps.setVisible(is_new)
        self.samples.setVisible(is_new)
        self._say_heading()
        if latest != list(self._cards):
            self._show_latest(latest)

    def _show_latest(self, latest: Sequence[str]) -> None:
        before = self._cards
        self._cards = {task_id: before.get(task_id) or self._task_card(task_id) for task_id in latest}
        self._recent.show_cards(list(self._cards.values()))

    def _task_card(self, task_id: str) -> RecentTaskCard:
        task = self._tasks.summary(task_id)
        assert task is not None
        card = RecentTaskCard(task, words=self._words, thumbnails=self._thumbnails, theme=self._theme)
        card.show_task(task, self._tasks.progress(task_id))
        card.clicked.connect(lambda: self._navigator.go(Place.TASK, task_id))
        if self._tasks.view(task_id) is None:
            self._tasks.look(task_id, failed=lambda _: None)  # only the small picture would miss it
        return card

    def _on_task_changed(self, task_id: str) -> None:
        task = self._tasks.summary(task_id)
        if task is not None and task_id in self._cards:
            self._cards[task_id].show_task(task, self._tasks.progress(task_id))

    def _say_heading(self) -> None:
        is_new = self._tasks.loaded and not self._tasks.tasks
        self._recent_heading.setText(self.tr("How it goes") if is_new else self.tr("Latest tasks"))
        self._recent_heading.setVisible(self._tasks.loaded)

    def _name_places(self) -> None:
        """Computers have other names now."""
        for card in self._cards.values():
            card.retranslate()
