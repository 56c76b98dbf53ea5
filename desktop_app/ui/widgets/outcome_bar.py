"""What became of a task's photos as one bar: succeeded, failed, under way."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.api.tasks import TaskSummary
from desktop_app.ui.delegates.row_paint import RowPainter
from desktop_app.ui.stores.task_facts import outcome
from desktop_app.ui.theme import Theme

_THICK = 6


class OutcomeBar(QWidget):
    """Succeeded and failed photos in their colours, and while the task is open how far it is."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[tuple[str, float], ...] = ()
        self.fraction = 0.0
        self.setFixedHeight(_THICK)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(140, _THICK)

    def show_task(self, task: TaskSummary, fraction: float) -> None:
        """Show how far a task is, and how its photos ended."""
        parts = outcome(task, fraction)
        self.fraction = fraction
        if parts != self._parts:
            self._parts = parts
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        RowPainter(painter, self._theme, self.font()).outcome(QRectF(self.rect()), self._parts)
        painter.end()
