"""A task of the single-image era: its photos are not here, but what is known of it is said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.api.tasks import TaskView
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme, set_role


class OldTaskCard(Translated, QFrame):
    """Sentences instead of pictures."""

    def __init__(self, *, words: TaskWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._words = words
        self._theme = theme
        self._task: TaskView | None = None
        self._icon = QLabel()
        self._heading, self._told = QLabel(), QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_role(self._heading, "heading")
        set_role(self._told, "body-muted")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for widget in (self._icon, self._heading, self._told):
            column.addWidget(widget)
        column.addStretch(1)
        theme.changed.connect(self._draw)
        self._draw()
        self.retranslate()

    @property
    def text(self) -> str:
        """What is known."""
        return self._told.text()

    def show_task(self, task: TaskView) -> None:
        """Show what is known of a task."""
        self._task = task
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("A task from an earlier version"))
        if self._task is not None:
            self._told.setText("\n".join(self._sentences(self._task)))

    def _sentences(self, task: TaskView) -> list[str]:
        told = [
            self.tr(
                "It was made before CleanRack kept pictures with their task: there is nothing to show or download."
            ),
            self.tr("State: {state}").format(state=self._words.state(task)),
            self.tr("Submitted: {time}").format(time=self._words.created(task)),
        ]
        if task.completed_at is not None:
            told.append(self.tr("Ended: {time}").format(time=self._words.speech.moment(task.completed_at)))
        if task.refunded:
            told.append(self.tr("Its quota was returned."))
        told += [f"{name}: {value}" for name, value in task.input_data.items()]
        return told

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("clock", 32, "muted", ratio=self.devicePixelRatioF()))
