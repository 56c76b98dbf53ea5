"""How far a task is: one bar that never runs back, the time left where it is known, and how many photos stand where."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop_app.api.tasks import OPEN, TaskStatus, TaskSummary
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.task_facts import Tally
from desktop_app.ui.theme import set_role


class ProgressCard(Translated, QFrame):
    """Text, bar and counts of one task."""

    def __init__(self, *, words: TaskWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._words = words
        self._task: TaskSummary | None = None
        self._text = QLabel(wordWrap=True)
        set_role(self._text, "heading")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
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
        return self._bar.value() / self._bar.maximum()

    def show_task(self, task: TaskSummary, fraction: float) -> None:
        """Show how far a task is."""
        self._task = task
        self._bar.setValue(round(1000 * fraction))
        set_role(self._bar, "", tone=_bar_tone(task))
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
            label.setText(texts[name].format(count=count))
            label.setVisible(name in ("success", "failed") or count > 0 or (is_open and name != "stopped"))

    def _counted(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        tones = {"success": "success", "failed": "danger", "running": "accent"}
        for name, label in self._counts.items():
            set_role(label, "badge", tone=tones.get(name, "neutral"))
            row.addWidget(label)
        row.addStretch(1)
        return row


def _bar_tone(task: TaskSummary) -> str:
    tones: dict[str, str] = {TaskStatus.COMPLETED: "success", TaskStatus.FAILED: "danger"}
    return tones.get(task.status, "")
