"""Asks once before a task is stopped, and names what is kept and what comes back."""

from PySide6.QtWidgets import QWidget

from desktop_app.api.tasks import TaskSummary
from desktop_app.ui.dialogs.question_dialog import QuestionDialog
from desktop_app.ui.stores.task_facts import Tally


class StopDialog(QuestionDialog):
    """Stopping keeps what is finished and returns the quota of the rest."""

    def __init__(self, *, task: TaskSummary, returned: int | None, parent: QWidget | None = None) -> None:
        """`returned` is the quota that is on hold; None where it is not known."""
        super().__init__(role="danger", parent=parent)
        self._tally = Tally.of(task)
        self._returned = returned
        self.no.setDefault(True)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Stop this task?"))
        self.setWindowTitle(self.heading.text())
        self.no.setText(self.tr("Keep running"))
        self.yes.setText(self.tr("Stop (keep what is finished, return the rest)"))
        kept = self.tr("%n finished picture(s) stay in the library.", "", self._tally.success)
        left = self.tr("%n photo(s) will not be processed.", "", self._tally.running + self._tally.waiting)
        lines = [kept, left]
        if self._returned is not None:
            lines.append(self.tr("{count} quota comes back.").format(count=self._returned))
        self.told.setText("\n".join(lines))
