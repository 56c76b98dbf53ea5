"""How far a task is: one bar of what succeeded, failed and is under way, the time left, and how many stand where."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.api.tasks import OPEN, TaskSummary
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.task_facts import Tally
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.outcome_bar import OutcomeBar

_TONES = {"success": "success", "failed": "danger", "running": "accent"}


class ProgressCard(Translated, QFrame):
    """Text, bar and counts of one task."""

    def __init__(self, *, words: TaskWords, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._words = words
        self._task: TaskSummary | None = None
        self._text = QLabel(wordWrap=True)
        set_role(self._text, "heading")
        self._bar = OutcomeBar(theme=theme)
        self._counts = {name: QLabel() for name in ("success", "failed", "running", "waiting", "stopped")}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addStretch(1)
        column.addLayout(self._counted())
        self.retranslate()

    @property
    def text(self) -> str:
        """How far it is, in words."""
        return self._text.text()

    @property
    def fraction(self) -> float:
        """How far the bar is, 0 to 1."""
        return self._bar.fraction

    def show_task(self, task: TaskSummary, fraction: float) -> None:
        """Show how far a task is."""
        self._task = task
        self._bar.show_task(task, fraction)
        self._say()

    def retranslate(self) -> None:
        if self._task is not None:
            self._say()

    def _say(self) -> None:
        assert self._task is not None
        self._text.setText(self._words.progress(self._task))
        self._bar.setAccessibleName(self._text.text())
        tally = Tally.of(self._task)
        texts = {
            "success": self.tr("Succeeded {count}"),
            "failed": self.tr("Failed {count}"),
            "running": self.tr("Processing {count}"),
            "waiting": self.tr("Waiting {count}"),
            "stopped": self.tr("Stopped {count}"),
        }
        is_open = self._task.status in OPEN
        for name, label in self._counts.items():
            count = getattr(tally, name)
            self._show_tone(label, _TONES.get(name, "neutral") if count else "neutral")
            label.setText(texts[name].format(count=count))
            label.setVisible(name in ("success", "failed") or count > 0 or (is_open and name != "stopped"))

    def _show_tone(self, label: QLabel, tone: str) -> None:
        if label.property("tone") != tone:  # news comes many times a second
            set_role(label, "badge", tone=tone)

    def _counted(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for label in self._counts.values():
            set_role(label, "badge", tone="neutral")
            row.addWidget(label)
        row.addStretch(1)
        return row
