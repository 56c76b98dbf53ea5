"""One of the latest tasks, as a compact card that opens it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.api.tasks import TaskSummary, TaskView
from desktop_app.ui.models.roles import ItemSource, ThumbnailSource, UploadSource
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.task_facts import finished, is_of_old
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.cards import CardButton, column, label, row
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.outcome_bar import OutcomeBar


class TaskPicture(QWidget):
    """A small picture of a task: its first finished photo, else the first as it was."""

    def __init__(self, *, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._theme = theme
        self._source: ThumbnailSource | None = None
        self.setFixedSize(44, 44)
        thumbnails.ready.connect(self._on_ready)

    def show_source(self, source: ThumbnailSource | None) -> None:
        """What to show; None shows a mark in its place."""
        if source != self._source:
            self._source = source
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        found = None
        if self._source is not None:
            found = self._thumbnails.pixmap(self._source, QSize(44, 44), ratio)
        if found is not None and not found.isNull():
            painter.drawPixmap(0, 0, found)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.color("sunken"))
            painter.setBrush(self._theme.color("sunken"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
            painter.drawPixmap(12, 12, self._theme.pixmap("images", 20, "muted", ratio=ratio))
        painter.end()

    def _on_ready(self, source: object) -> None:
        if source == self._source:
            self.update()


class RecentTaskCard(Translated, CardButton):
    """What was done, where it stands, how far it is; clicked, it opens."""

    def __init__(self, task: TaskSummary, *, words: TaskWords, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__(margin=12)
        self.task = task
        self._words = words
        self._fraction = 0.0
        self._tone = ""
        self._picture = TaskPicture(thumbnails=thumbnails, theme=theme)
        self._title, self._batch = OneLineLabel(), label("badge")
        self._state, self._when = label("badge"), OneLineLabel()
        set_role(self._title, "heading")
        set_role(self._when, "muted")
        self._done = label()
        self._bar = OutcomeBar(theme=theme)
        self._bar.setFixedWidth(112)
        self._compose()
        self.retranslate()

    def show_task(self, task: TaskSummary, fraction: float) -> None:
        """The task as it is now."""
        self.task = task
        self._fraction = fraction
        self.retranslate()

    def retranslate(self) -> None:
        task, words = self.task, self._words
        self._title.setText(words.title(task))
        self._batch.setText(words.kind(task))
        self._batch.setVisible(task.is_batch)
        self._state.setText(words.state(task))
        self._show_tone(words.tone(task))
        self._when.setText(" · ".join(filter(None, [words.created(task), words.place(task)])))
        self._done.setText(words.done(task))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setVisible(not is_of_old(task))
        self._bar.show_task(task, self._fraction)
        self._picture.show_source(source_of(task))
        self.setAccessibleName(words.spoken(task))

    def _show_tone(self, tone: str) -> None:
        if tone != self._tone:  # news comes many times a second, and a new role costs a look through the style sheet
            self._tone = tone
            set_role(self._state, "badge", tone=tone)

    def _compose(self) -> None:
        self._when.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        told = column(row(self._title, self._batch, None), row(self._state, self._when), spacing=4)
        far = column(None, row(None, self._done), row(None, self._bar), None, spacing=6)
        whole = row(self._picture, told, far, spacing=12)
        whole.setStretch(1, 1)
        self.column.addLayout(whole)
        self.let_clicks_through()


def source_of(task: TaskSummary) -> ThumbnailSource | None:
    """The picture that stands for a task; None while its photos are not known."""
    if not isinstance(task, TaskView) or not task.batch_items:
        return None
    for item in finished(task):
        if item.output is not None:
            return ItemSource(task.id, item.index, item.output.sha256)
    return UploadSource(task.batch_items[0].upload_id)
