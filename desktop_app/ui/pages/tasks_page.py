"""Tasks: every task, newest first, with its rows when expanded."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget

from desktop_app.api.tasks import TaskSummary
from desktop_app.ui.delegates.task_delegate import EXPAND, OPEN_TASK, SAVE_TASK, STOP_TASK, TaskDelegate
from desktop_app.ui.models.item_model import ItemRole
from desktop_app.ui.models.task_list_model import TaskListModel, TaskRole, Which
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.pages.page import Page
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.task_facts import Verb, verbs
from desktop_app.ui.task_verbs import TaskShortVerbs
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.export_strip import ExportStrip
from desktop_app.ui.widgets.segments import Segments
from desktop_app.ui.widgets.task_rows import TaskRows

_NEAR_END = 600
"""Pixels before the end of the list where older tasks are asked for."""


class TasksPage(Page):
    """Every task, newest first, with its rows when expanded."""

    def __init__(
        self,
        *,
        tasks: TaskBook,
        account: CloudAccount,
        features: FeatureShelf,
        exports: Exports,
        thumbnails: Thumbnails,
        preferences: Preferences,
        navigator: Navigator,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._features = features
        self._navigator = navigator
        self._theme = theme
        words = TaskWords(speech=speech, features=features, account=account, preferences=preferences, parent=self)
        self.verbs = TaskShortVerbs(tasks=tasks, exports=exports, page=self)
        self.model = TaskListModel(tasks=tasks, words=words, parent=self)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.chips = Segments(list(Which))
        self.rows = TaskRows()
        self.rows.setModel(self.model)
        self._delegate = TaskDelegate(words=words, theme=theme, thumbnails=thumbnails, view=self.rows)
        self.rows.setItemDelegate(self._delegate)
        self.empty = EmptyState(theme, "list-todo")
        self._lay_out(ExportStrip(exports=exports, speech=words.speech, theme=theme))
        self._connect()
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Tasks")

    def arrive(self, subject: str) -> None:
        if self.model.rowCount() and not self.rows.currentIndex().isValid():
            self.rows.setCurrentIndex(self.model.index(0))
        self.rows.setFocus()
        self._load_if_near_end()

    def retranslate(self) -> None:
        texts = [self.tr("All"), self.tr("In progress"), self.tr("Completed"), self.tr("Failed / stopped")]
        self.chips.say(texts, self.tr("Which tasks are listed"))
        self.search.setPlaceholderText(self.tr("Search by name or number"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.rows.setAccessibleName(self.tr("Tasks, newest first"))
        self._say_empty()

    def _say_empty(self) -> None:
        is_filtered = bool(self.search.text().strip()) or self.chips.value != Which.ALL
        if not self._tasks.loaded:
            self.empty.say(self.tr("Loading…"), "", "")
        elif is_filtered:
            self.empty.say(self.tr("No task fits"), "", self.tr("Show all tasks"))
        else:
            told = self.tr("Add photos, and everything you submit is listed here.")
            self.empty.say(self.tr("No tasks yet"), told, self.tr("Add photos"))
        self._body.setCurrentWidget(self.rows if self.model.rowCount() else self.empty)

    def _lay_out(self, strip: ExportStrip) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.chips)
        top.addStretch(1)
        top.addWidget(self.search)
        self.search.setMinimumWidth(240)
        self.search.setMaximumWidth(320)
        self._body = QStackedWidget()
        self._body.addWidget(self.rows)
        self._body.addWidget(self.empty)
        self.column.addLayout(top)
        self.column.addWidget(self._body, 1)
        self.column.addWidget(strip)

    def _connect(self) -> None:
        self.chips.changed.connect(self._on_filter_changed)
        self.search.textChanged.connect(self._on_filter_changed)
        self.empty.acted.connect(self._on_empty_pressed)
        self.rows.activated.connect(self._open)
        self.rows.menu_asked.connect(self._on_menu_asked)
        self.rows.expansion_asked.connect(lambda task_id, expanded: self.model.expand(task_id, expanded=expanded))
        self._delegate.pressed.connect(self._on_pressed)
        self._tasks.listed.connect(self._say_empty)
        for changed in (self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(self._say_empty)
        bar = self.rows.verticalScrollBar()
        bar.valueChanged.connect(self._load_if_near_end)
        bar.rangeChanged.connect(self._load_if_near_end)

    def _on_filter_changed(self) -> None:
        if self.search.text().strip():
            self._tasks.load_all()
        self.model.choose(self.chips.value, self.search.text())
        self._say_empty()

    def _on_empty_pressed(self) -> None:
        if self.search.text().strip() or self.chips.value != Which.ALL:
            self.chips.take(Which.ALL)
            self.search.clear()
            self._on_filter_changed()
            return
        features = self._features.features
        self._navigator.go(Place.FEATURE if features else Place.WORKSPACE, features[0].id if features else "")

    def _load_if_near_end(self) -> None:
        bar = self.rows.verticalScrollBar()
        if self.isVisible() and bar.maximum() - bar.value() < _NEAR_END:
            self._tasks.load_more()

    def _open(self, index: QModelIndex) -> None:
        self._navigator.go(Place.TASK, index.data(TaskRole.TASK).id)

    def _on_pressed(self, index: QModelIndex, verb: str) -> None:
        task: TaskSummary = index.data(TaskRole.TASK)
        acts = {
            EXPAND: lambda: self.model.expand(task.id, expanded=not index.data(TaskRole.IS_EXPANDED)),
            OPEN_TASK: lambda: self._open(index),
            SAVE_TASK: lambda: self.verbs.save(task),
            STOP_TASK: lambda: self.verbs.stop(task),
            "preview": lambda: self._open(index),
            "save": lambda: self.verbs.save_picture(task, index.data(ItemRole.INDEX)),
        }
        acts[verb]()

    def _on_menu_asked(self, place: QPoint, rows: list[int]) -> None:
        index = self.model.index(rows[0])
        task: TaskSummary = index.data(TaskRole.TASK)
        can = verbs(task)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._theme.icon("eye"), self.tr("Open"), lambda: self._open(index))
        if index.data(TaskRole.CAN_EXPAND):
            text = self.tr("Hide the photos") if index.data(TaskRole.IS_EXPANDED) else self.tr("Show the photos")
            menu.addAction(self._theme.icon("list"), text, lambda: self._on_pressed(index, EXPAND))
        if Verb.SAVE in can:
            text = self.tr("Download all as ZIP") if task.is_batch else self.tr("Download")
            menu.addAction(self._theme.icon("download"), text, lambda: self.verbs.save(task))
        self._add_steering(menu, task, can)
        menu.popup(place)

    def _add_steering(self, menu: QMenu, task: TaskSummary, can: frozenset[Verb]) -> None:
        if Verb.PAUSE in can:
            menu.addAction(self._theme.icon("pause"), self.tr("Pause"), lambda: self._tasks.pause(task.id))
        if Verb.RESUME in can:
            menu.addAction(self._theme.icon("play"), self.tr("Resume"), lambda: self._tasks.resume(task.id))
        if Verb.STOP in can:
            text = self.tr("Stop (keep what is finished, return the rest)")
            menu.addAction(self._theme.icon("circle-stop", "danger"), text, lambda: self.verbs.stop(task))
