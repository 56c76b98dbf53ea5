"""Reports finished pictures as bad and asks their quota back, with a reason; a refusal is told where it was asked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from desktop_app.api.tasks import TaskView
from desktop_app.ui.dialogs.question_dialog import QuestionDialog
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.theme import set_role

_LONGEST = 500


class ReportDialog(QuestionDialog):
    """Closes once the server has given the quota back."""

    def __init__(
        self,
        *,
        tasks: TaskBook,
        task: TaskView,
        indexes: Sequence[int],
        price: int,
        speech: Speech,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._tasks = tasks
        self._task_id = task.id
        self._indexes = list(indexes)
        self._price = price
        self._speech = speech
        self._asks = QLabel()
        set_role(self._asks, "muted")
        self.reason = QPlainTextEdit(tabChangesFocus=True)
        self.reason.setMaximumHeight(84)
        self.refusal = QLabel(wordWrap=True)
        set_role(self.refusal, "danger")
        self.refusal.hide()
        for widget in (self._asks, self.reason, self.refusal):
            self.body.addWidget(widget)
        self.retranslate()
        self.reason.setPlainText(self.tr("The result is not usable"))
        self.reason.selectAll()
        self.reason.setFocus()
        tasks.changed.connect(self._on_changed)

    def retranslate(self) -> None:
        count = len(self._indexes)
        self.heading.setText(self.tr("Report %n picture(s) as bad?", "", count))
        self.setWindowTitle(self.heading.text())
        self.told.setText(self.tr("{quota} quota comes back. The pictures stay.").format(quota=count * self._price))
        self._asks.setText(self.tr("What is wrong?"))
        self.reason.setAccessibleName(self._asks.text())
        self.no.setText(self.tr("Cancel"))
        self.yes.setText(self.tr("Report and return {quota} quota").format(quota=count * self._price))

    def accept(self) -> None:
        reason = self.reason.toPlainText().strip()[:_LONGEST] or self.tr("The result is not usable")
        self.yes.setEnabled(False)
        self._tasks.refund(self._task_id, self._indexes, reason, failed=self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self.refusal.setText(self._speech.explain(error))
        self.refusal.show()
        self.fit()
        self.yes.setEnabled(True)

    def _on_changed(self, task_id: str) -> None:
        task = self._tasks.view(task_id)
        if task is None or task_id != self._task_id or self.yes.isEnabled():
            return
        if all(item.refunded for item in task.batch_items if item.index in self._indexes):
            super().accept()
