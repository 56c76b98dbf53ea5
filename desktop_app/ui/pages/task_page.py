"""Task: one task: progress, rows, results, receipt, and the verbs that steer it."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app.api.tasks import OPEN, TaskView
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection
from desktop_app.ui.models.shop_words import ShopWords
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.navigation import Navigator
from desktop_app.ui.notices import Notices
from desktop_app.ui.pages.page import Page
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.item_previews import ItemPreviews
from desktop_app.ui.stores.redo import Redo
from desktop_app.ui.stores.review import Reviews
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.task_facts import Tally, Verb, is_elsewhere, is_of_old, verbs
from desktop_app.ui.task_verbs import TaskVerbs
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.export_strip import ExportStrip
from desktop_app.ui.widgets.notice_banner import NoticeBanner
from desktop_app.ui.widgets.old_task_card import OldTaskCard
from desktop_app.ui.widgets.progress_card import ProgressCard
from desktop_app.ui.widgets.receipt_card import ReceiptCard
from desktop_app.ui.widgets.shop_card import ShopCard
from desktop_app.ui.widgets.single_result import SingleResult
from desktop_app.ui.widgets.task_header import TaskHeader
from desktop_app.ui.widgets.task_photos import TaskPhotos


class TaskPage(Page):
    """One task: progress, rows, results, receipt, and the verbs that steer it."""

    def __init__(
        self,
        *,
        tasks: TaskBook,
        account: CloudAccount,
        features: FeatureShelf,
        connection: Connection,
        bridge: Bridge,
        redo: Redo,
        exports: Exports,
        thumbnails: Thumbnails,
        preferences: Preferences,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._speech = speech
        self._task_id = ""
        self._lost: Exception | None = None
        self._is_arriving = False
        self.words = TaskWords(speech=speech, features=features, account=account, preferences=preferences, parent=self)
        self.previews = ItemPreviews(connection, self)
        self.verbs = TaskVerbs(
            tasks=tasks, features=features, exports=exports, previews=self.previews, words=self.words,
            reviews=Reviews(self), preferences=preferences, bridge=bridge, redo=redo, thumbnails=thumbnails,
            theme=theme, page=self,
        )  # fmt: skip
        self.header = TaskHeader(words=self.words, theme=theme)
        self.banner = NoticeBanner()
        self.elsewhere = NoticeBanner(tone="info")
        self.progress = ProgressCard(words=self.words, theme=theme)
        self.receipt = ReceiptCard(words=self.words)
        self.shop = ShopCard(words=ShopWords(speech, self), preferences=preferences, theme=theme)
        self.photos = TaskPhotos(words=self.words, exports=exports, thumbnails=thumbnails, theme=theme)
        self.single = SingleResult(words=self.words, previews=self.previews, theme=theme)
        self.old = OldTaskCard(words=self.words, theme=theme)
        self._nothing = QWidget()
        self._lay_out(ExportStrip(exports=exports, speech=self.words.speech, theme=theme))
        self._connect(features)
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Task")

    def arrive(self, subject: str) -> None:
        if subject:
            self._task_id, self._lost = subject, None
            self._is_arriving = True
            self.previews.forget_failures()
            self._show()
            self._tasks.look(subject, failed=self._on_lost)

    def retranslate(self) -> None:
        self._show()

    def _show(self) -> None:
        task = self._tasks.view(self._task_id)
        self._say_banner(task)
        self.header.setVisible(task is not None)
        if task is None:
            self._figures.hide()
            self.shop.hide()
            self._body.setCurrentWidget(self._nothing)
            return
        self.header.show_task(task)
        self.progress.show_task(task, self._tasks.progress(task.id))
        self.receipt.show_receipt(task.receipt)
        self.shop.show_task(task)
        self._show_photos(task)

    def _show_photos(self, task: TaskView) -> None:
        shown: OldTaskCard | SingleResult | TaskPhotos = self.photos
        if is_of_old(task) or not task.batch_items:
            shown = self.old
        elif not task.is_batch:
            shown = self.single
        self._figures.setVisible(shown is self.photos or (shown is self.single and task.status in OPEN))
        shown.show_task(task)
        self._body.setCurrentWidget(shown)
        if self._is_arriving:
            self._is_arriving = False
            shown.setFocus()

    def _say_elsewhere(self, task: TaskView | None) -> None:
        """Why there are no buttons to steer it."""
        if task is None or not is_elsewhere(task) or not (task.status in OPEN or Tally.of(task).again):
            self.elsewhere.say("")
            return
        told = self.tr("{computer} carries this task out: it is paused, stopped and retried there.")
        self.elsewhere.say(told.format(computer=self.words.place(task)))

    def _say_banner(self, task: TaskView | None) -> None:
        self._say_elsewhere(task)
        if task is None:
            self.banner.say(self._speech.explain(self._lost) if self._lost is not None else "")
        elif task.pause_reason is not None and Verb.RESUME in verbs(task):
            self.banner.say(self.words.paused(task.pause_reason), self.tr("Resume"))
        else:
            self.banner.say("")

    def _lay_out(self, strip: ExportStrip) -> None:
        self._figures = QWidget()
        figures = QHBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(16)
        figures.addWidget(self.progress, 3)
        figures.addWidget(self.receipt, 2)
        self._body = QStackedWidget()
        for widget in (self._nothing, self.photos, self.single, self.old):
            self._body.addWidget(widget)
        for widget in (self.header, self.banner, self.elsewhere, self._figures, self.shop):
            self.column.addWidget(widget)
        self.column.addWidget(self._body, 1)
        self.column.addWidget(strip)

    def _connect(self, features: FeatureShelf) -> None:
        self._tasks.changed.connect(self._on_changed)
        features.changed.connect(self._show)
        self.words.changed.connect(self._show)
        self.header.asked.connect(lambda verb: self.verbs.steer(self._task_id, Verb(verb)))
        self.banner.pressed.connect(lambda: self.verbs.steer(self._task_id, Verb.RESUME))
        self.shop.opened.connect(lambda index: self.verbs.preview(self._task_id, index, self.shop.choice.shop_id))
        self.shop.redo_asked.connect(lambda shop, indexes: self.verbs.redo(self._task_id, shop, indexes))
        for shown in (self.photos, self.single):
            shown.asked.connect(lambda verb, indexes: self.verbs.treat(self._task_id, verb, indexes))

    def _on_changed(self, task_id: str) -> None:
        if task_id == self._task_id:
            self._lost = None
            self._show()

    def _on_lost(self, error: Exception) -> None:
        self._lost = error
        self._show()
