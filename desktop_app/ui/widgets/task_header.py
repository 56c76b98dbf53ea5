"""The head of a task's page: what it is, how it stands, and the verbs that make sense now."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from desktop_app.api.tasks import OPEN, TaskSummary
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.task_facts import Tally, Verb, verbs
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_button import icon_button, set_icon

_ICONS = {
    Verb.PAUSE: "pause",
    Verb.RESUME: "play",
    Verb.STOP: "circle-stop",
    Verb.RETRY: "rotate-ccw",
    Verb.SAVE_FINISHED: "circle-check",
    Verb.SAVE: "download",
}
_KEYS = {
    Verb.PAUSE: "Ctrl+P",
    Verb.RESUME: "Ctrl+P",
    Verb.STOP: "Ctrl+.",
    Verb.RETRY: "Ctrl+R",
    Verb.SAVE: "Ctrl+S",
}


class TaskHeader(Translated, QWidget):
    """Title, badges and verbs of one task."""

    asked = Signal(str)
    """A Verb."""

    def __init__(self, *, words: TaskWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._task: TaskSummary | None = None
        self._title, self._kind, self._state, self._place, self._made = (QLabel() for _ in range(5))
        set_role(self._title, "title")
        set_role(self._kind, "badge")
        set_role(self._state, "badge")
        set_role(self._place, "badge", tone="neutral")
        set_role(self._made, "muted")
        self._made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = {verb: self._button(verb) for verb in _ICONS}
        self.more = icon_button(theme.icon("chevron-down"))
        self._names = self._menu().addAction(theme.icon("file-archive"), "")
        self._names.triggered.connect(lambda: self.asked.emit(Verb.NAMES.value))
        self._lay_out()
        self.retranslate()

    @property
    def state(self) -> str:
        """How the task stands, in words."""
        return self._state.text()

    def show_task(self, task: TaskSummary) -> None:
        """Show a task as it now stands."""
        self._task = task
        possible = verbs(task)
        for verb, button in self.buttons.items():
            button.setVisible(verb in possible)
        self.more.setVisible(Verb.NAMES in possible)
        is_ready = Verb.SAVE in possible and task.status not in OPEN
        save = self.buttons[Verb.SAVE]
        set_role(save, "primary" if is_ready else "")
        set_icon(save, self._theme.icon("download", "on-accent" if is_ready else "text"))
        self._say()

    def retranslate(self) -> None:
        texts = {
            Verb.PAUSE: self.tr("Pause"),
            Verb.RESUME: self.tr("Resume"),
            Verb.STOP: self.tr("Stop (keep what is finished, return the rest)"),
            Verb.RETRY: self.tr("Retry failed"),
            Verb.SAVE_FINISHED: self.tr("Download succeeded only"),
        }
        for verb, text in texts.items():
            self.buttons[verb].setText(text)
        self._names.setText(self.tr("Export with names…"))
        self.more.setAccessibleName(self.tr("More ways to export"))
        self.more.setToolTip(self.tr("More ways to export"))
        self._say()
        for verb, key in _KEYS.items():
            keys = QKeySequence(key)
            self.buttons[verb].setShortcut(keys)
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            self.buttons[verb].setToolTip(f"{self.buttons[verb].text()} ({shown})")

    def _say(self) -> None:
        task = self._task
        is_batch = task is None or task.is_batch
        self.buttons[Verb.SAVE].setText(self.tr("Download all as ZIP") if is_batch else self.tr("Download"))
        if task is None:
            return
        again = Tally.of(task)
        if again.stopped and not again.failed:
            self.buttons[Verb.RETRY].setText(self.tr("Process the rest"))
        self._title.setText(self._words.title(task))
        self._kind.setText(self._words.kind(task))
        set_role(self._kind, "badge", tone="accent" if task.is_batch else "neutral")
        self._state.setText(self._words.state(task))
        set_role(self._state, "badge", tone=self._words.tone(task))
        self._place.setText(self._words.place(task))
        self._place.setVisible(bool(self._place.text()))
        made = self.tr("Submitted {time} · No. {id}")
        self._made.setText(made.format(time=self._words.created(task), id=task.id[:8]))
        self._made.setToolTip(task.id)
        self._arrange()

    def _button(self, verb: Verb) -> QPushButton:
        button = icon_button(self._theme.icon(_ICONS[verb]))
        button.clicked.connect(lambda: self.asked.emit(verb.value))
        button.hide()
        return button

    def _menu(self) -> QMenu:
        """Behind the arrow."""
        menu = QMenu(self.more)
        self.more.setMenu(menu)
        set_role(self.more, "arrow")
        self.more.hide()
        return menu

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the verbs to go below the title."""
        parts = [self._named.minimumSizeHint(), self._verbs.minimumSizeHint()]
        return QSize(max(part.width() for part in parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Verbs beside the title where there is room, else below."""
        needed = self._named.sizeHint().width() + self._verbs.sizeHint().width() + 24
        beside = needed <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
            self.updateGeometry()

    def _lay_out(self) -> None:
        self._named, self._verbs = QWidget(), QWidget()
        grid = QGridLayout(self._named)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, label in enumerate((self._title, self._kind, self._state, self._place)):
            grid.addWidget(label, 0, column)
        grid.addWidget(self._made, 1, 0, 1, 5)
        grid.setColumnStretch(4, 1)
        row = QHBoxLayout(self._verbs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (*self.buttons.values(), self.more):
            row.addWidget(button)
        row.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(self._named, 1)
        self._box.addWidget(self._verbs)
