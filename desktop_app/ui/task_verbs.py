"""What the merchant asks of a task, asked back where it moves quota, and carried out."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.api.tasks import TaskSummary, TaskView
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.dialogs.report_dialog import ReportDialog
from desktop_app.ui.dialogs.retry_dialog import RetryDialog
from desktop_app.ui.dialogs.stop_dialog import StopDialog
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores import shop_check
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.stores.feature_shelf import FeatureShelf
from desktop_app.ui.stores.item_previews import ItemPreviews
from desktop_app.ui.stores.redo import Redo
from desktop_app.ui.stores.review import Reviews, reportable
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.task_facts import Verb, finished, to_retry
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.item_actions import NAMES, PREVIEW, REPORT, RETRY, SAVE, SHOW, ZIP


class TaskVerbs(QObject):
    """Verbs of a page: dialogs open over `page`."""

    def __init__(
        self,
        *,
        tasks: TaskBook,
        features: FeatureShelf,
        exports: Exports,
        previews: ItemPreviews,
        words: TaskWords,
        reviews: Reviews,
        thumbnails: Thumbnails,
        preferences: Preferences,
        bridge: Bridge,
        redo: Redo,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._preferences = preferences
        self._bridge = bridge
        self._redo = redo
        self._tasks = tasks
        self._features = features
        self._exports = exports
        self._previews = previews
        self._words = words
        self._reviews = reviews
        self._thumbnails = thumbnails
        self._theme = theme
        self._page = page

    def steer(self, task_id: str, verb: Verb) -> None:
        """A verb of the whole task."""
        task = self._tasks.summary(task_id)
        if task is None:
            return
        acts = {
            Verb.PAUSE: lambda: self._tasks.pause(task_id),
            Verb.RESUME: lambda: self._tasks.resume(task_id),
            Verb.STOP: lambda: ask_stop(self._tasks, task, self._page),
            Verb.RETRY: lambda: self._retry_all(task_id),
            Verb.SAVE: lambda: self._save(task_id),
            Verb.NAMES: lambda: self.treat(task_id, NAMES, []),
            Verb.SAVE_FINISHED: lambda: self._exports.task_zip(task_id, only_success=True),
        }
        acts[verb]()

    def treat(self, task_id: str, verb: str, indexes: Sequence[int]) -> None:
        """A verb of some photos (see widgets.item_actions)."""
        task = self._tasks.view(task_id)
        if task is None or not (indexes or verb in (ZIP, NAMES)):
            return
        acts = {
            PREVIEW: lambda: self._preview(task, indexes[0]),
            SAVE: lambda: self._exports.task_pictures(task, indexes),
            ZIP: lambda: self._exports.task_zip(task_id),
            NAMES: lambda: self._name(task),
            SHOW: lambda: self._exports.show_item(task, indexes[0]),
            RETRY: lambda: self._retry(task, [index for index in to_retry(task) if index in indexes]),
            REPORT: lambda: self._report(task, reportable(task, indexes)),
        }
        acts[verb]()

    def _name(self, task: TaskView) -> None:
        from desktop_app.ui.dialogs.names_dialog import NamesDialog

        NamesDialog(
            task=task,
            exports=self._exports,
            preferences=self._preferences,
            bridge=self._bridge,
            speech=self._words.speech,
            theme=self._theme,
            parent=self._page,
        ).open()

    def _save(self, task_id: str) -> None:
        task = self._tasks.view(task_id)
        if task is None or task.is_batch:
            self._exports.task_zip(task_id)
        else:
            self._exports.task_pictures(task, [item.index for item in finished(task)])

    def _retry_all(self, task_id: str) -> None:
        if (task := self._tasks.view(task_id)) is not None:
            self._retry(task, to_retry(task))

    def _retry(self, task: TaskView, indexes: Sequence[int]) -> None:
        if indexes:
            dialog = RetryDialog(count=len(indexes), price=self._price(task), parent=self._page)
            dialog.ask(lambda: self._tasks.retry(task.id, indexes))

    def _report(self, task: TaskView, indexes: Sequence[int]) -> None:
        if indexes:
            ReportDialog(
                tasks=self._tasks,
                task=task,
                indexes=indexes,
                price=self._price(task),
                speech=self._words.speech,
                parent=self._page,
            ).open()

    def preview(self, task_id: str, index: int, shop_id: str) -> None:
        """Look at a picture, checked against a shop."""
        if (task := self._tasks.view(task_id)) is not None:
            self._preview(task, index, shop_id)

    def redo(self, task_id: str, shop_id: str, indexes: Sequence[int]) -> None:
        """Put photos on the form again, with what a shop asks for."""
        if (task := self._tasks.view(task_id)) is not None:
            self._redo.begin(task, indexes, shop_check.parameters(shop_id))

    def _preview(self, task: TaskView, index: int, shop_id: str = "") -> None:
        from desktop_app.ui.dialogs.viewer_dialog import ViewerDialog

        viewer = ViewerDialog(
            task_id=task.id,
            index=index,
            tasks=self._tasks,
            previews=self._previews,
            words=self._words,
            reviews=self._reviews,
            price=self._price(task),
            shop_id=shop_id or shop_check.shop_of(task, self._preferences.value.shop),
            preferences=self._preferences,
            thumbnails=self._thumbnails,
            theme=self._theme,
            parent=self._page,
        )
        viewer.redo_asked.connect(lambda shop, item: self.redo(task.id, shop, [item]))
        viewer.save_asked.connect(lambda item, shop: self._exports.task_pictures(task, [item], shop=shop))
        viewer.open()

    def _price(self, task: TaskSummary) -> int:
        feature = self._features.find(task.feature_id)
        return feature.quota_cost if feature is not None else 1


def ask_stop(tasks: TaskBook, task: TaskSummary, parent: QWidget) -> None:
    """Stop a task once that was agreed to."""
    returned = task.receipt.held if isinstance(task, TaskView) else None
    StopDialog(task=task, returned=returned, parent=parent).ask(lambda: tasks.stop(task.id))


class TaskShortVerbs:
    """Verbs of the list, where photos of a task may not be known yet."""

    def __init__(self, *, tasks: TaskBook, exports: Exports, page: QWidget) -> None:
        self._tasks = tasks
        self._exports = exports
        self._page = page

    def stop(self, task: TaskSummary) -> None:
        """Stop it once that was agreed to."""
        ask_stop(self._tasks, self._tasks.summary(task.id) or task, self._page)

    def save(self, task: TaskSummary) -> None:
        """Its ZIP, or the picture of a single task."""
        if task.is_batch:
            self._exports.task_zip(task.id)
        else:
            self.save_picture(task, 0)

    def save_picture(self, task: TaskSummary, index: int) -> None:
        """One finished picture."""
        if (view := self._tasks.view(task.id)) is not None:
            self._exports.task_pictures(view, [index])
