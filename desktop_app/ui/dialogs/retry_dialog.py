"""Asks before photos are charged and processed again."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.question_dialog import QuestionDialog


class RetryDialog(QuestionDialog):
    """Says what it costs; what fails again costs nothing."""

    def __init__(self, *, count: int, price: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._count = count
        self._price = price
        self.yes.setDefault(True)
        self.retranslate()

    def retranslate(self) -> None:
        cost = self._count * self._price
        self.heading.setText(self.tr("Process %n photo(s) again?", "", self._count))
        self.setWindowTitle(self.heading.text())
        sum_told = self.tr("{count} photos × {price} quota = {cost} quota")
        free = self.tr("Their quota had come back. What fails again costs nothing.")
        self.told.setText(f"{sum_told.format(count=self._count, price=self._price, cost=cost)}\n{free}")
        self.no.setText(self.tr("Cancel"))
        self.yes.setText(self.tr("Retry (uses {cost} quota)").format(cost=cost))
