"""The one photo of a single task, large: before and after."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.api.tasks import OPEN, ItemStatus, ItemView, TaskView
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.item_previews import ItemPreviews
from desktop_app.ui.stores.review import reportable
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.compare_view import CompareView
from desktop_app.ui.widgets.icon_button import icon_button
from desktop_app.ui.widgets.item_actions import PREVIEW, REPORT, SHOW


class SingleResult(Translated, QWidget):
    """Picture, name, and what is known of it."""

    asked = Signal(str, list)
    """What to do (see widgets.item_actions), and the indexes of items."""

    def __init__(
        self, *, words: TaskWords, previews: ItemPreviews, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._previews = previews
        self._task: TaskView | None = None
        self.picture = CompareView(theme=theme)
        self._name, self._detail = (QLabel(textFormat=Qt.TextFormat.PlainText) for _ in range(2))
        self._detail.setWordWrap(True)
        self._receipt = QLabel()
        set_role(self._name, "heading")
        set_role(self._receipt, "muted")
        self.setFocusProxy(self.picture)
        icons = {PREVIEW: "maximize", SHOW: "folder-open", REPORT: "thumbs-down"}
        self._buttons = {verb: icon_button(theme.icon(icon), "quiet") for verb, icon in icons.items()}
        for verb, button in self._buttons.items():
            button.clicked.connect(lambda _=False, verb=verb: self.asked.emit(verb, [0]))
        self._lay_out()
        previews.arrived.connect(self._on_arrived)
        self.retranslate()

    @property
    def detail(self) -> str:
        """What is known of the photo, in words."""
        return self._detail.text()

    def show_task(self, task: TaskView) -> None:
        """Show a task of one photo as it now stands."""
        self._task = task
        item = task.batch_items[0]
        self._buttons[SHOW].setVisible(item.status is ItemStatus.SUCCESS)
        self._buttons[REPORT].setVisible(bool(reportable(task, [0])))
        self._show_picture(item)
        self.retranslate()

    def retranslate(self) -> None:
        texts = {
            PREVIEW: self.tr("Large view"),
            SHOW: self.tr("Show in folder"),
            REPORT: self.tr("Report as bad…"),
        }
        for verb, text in texts.items():
            self._buttons[verb].setText(text)
        if self._task is None:
            return
        item = self._task.batch_items[0]
        self._name.setText(item.file_name)
        self._detail.setText(self._words.item_detail(item))
        self._receipt.setText(self._words.receipt(self._task.receipt))
        self._receipt.setVisible(self._task.status not in OPEN)
        set_role(self._detail, "danger" if item.status is ItemStatus.FAILED else "muted")
        self._detail.setVisible(bool(self._detail.text()))

    def _show_picture(self, item: ItemView) -> None:
        assert self._task is not None
        before, after = self._previews.pair(self._task.id, item)
        is_coming = self._previews.is_coming(self._task.id, item)
        problem = self._previews.problem(self._task.id, item)
        told = self._words.speech.explain(problem) if problem is not None else ""
        self.picture.set_placeholder(self.tr("Loading…") if is_coming else told)
        self.picture.set_busy(is_coming and before is None and after is None)
        self.picture.set_images(before, after)

    def _on_arrived(self, task_id: str, index: int) -> None:
        if self._task is not None and (self._task.id, 0) == (task_id, index):
            self._show_picture(self._task.batch_items[0])

    def _lay_out(self) -> None:
        named = QVBoxLayout()
        named.setSpacing(2)
        named.addWidget(self._name)
        named.addWidget(self._detail)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(named, 1)
        for button in self._buttons.values():
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.picture, 1)
        column.addWidget(self._receipt)
