"""What the run costs, in one line: photos, price, sum, balance; red and with a way out where it is too little."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.bill import Bill
from desktop_app.ui.theme import set_role


class QuotaLine(Translated, QWidget):
    """Shows a bill."""

    renew_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bill = Bill(0, 1, None)
        self._sum, self._balance = QLabel(), QLabel()
        self.renew = QPushButton()
        self.renew.setAutoDefault(False)
        self.renew.clicked.connect(lambda: self.renew_asked.emit())
        set_role(self._sum, "heading")
        self._sum.setWordWrap(True)
        self._balance.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._sum)
        column.addWidget(self._balance)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self.renew)
        self.retranslate()

    def show_bill(self, bill: Bill) -> None:
        """Show these figures."""
        self._bill = bill
        self.retranslate()

    @property
    def text(self) -> str:
        """What the first line says."""
        return self._sum.text()

    @property
    def balance_text(self) -> str:
        """What the second line says."""
        return self._balance.text()

    def retranslate(self) -> None:
        bill = self._bill
        told = self.tr("Selected: %n photo(s) × {price} quota = {total} quota", "", bill.pictures)
        self._sum.setText(told.format(price=bill.unit_price, total=bill.total))
        self._balance.setText(self._balance_line())
        set_role(self._balance, "danger" if bill.shortfall else "muted")
        self.renew.setText(self.tr("Renew"))
        self.renew.setVisible(bill.shortfall > 0)

    def _balance_line(self) -> str:
        if self._bill.balance is None:
            return self.tr("Balance: …")
        if self._bill.shortfall:
            return self._short_line().format(
                missing=self._bill.shortfall, balance=self._bill.balance, elsewhere=self._bill.elsewhere
            )
        return self._plain_line().format(balance=self._bill.balance, left=self._bill.left)

    def _plain_line(self) -> str:
        if self._bill.elsewhere:
            left = self.tr("Can be spent now: {balance} quota, {left} left afterwards")
            return left if self._bill.pictures else self.tr("Can be spent now: {balance} quota")
        left = self.tr("Balance: {balance} quota, {left} left afterwards")
        return left if self._bill.pictures else self.tr("Balance: {balance} quota")

    def _short_line(self) -> str:
        if self._bill.elsewhere:
            return self.tr("Not enough quota, {missing} more needed ({balance} here, {elsewhere} elsewhere)")
        return self.tr("Not enough quota, {missing} more needed (balance {balance})")
