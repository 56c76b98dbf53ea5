"""The line above every page: its title, the way back, what runs, where the account lives and what it can spend."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop_app.api.quota import QuotaView
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.account_facts import out_of_reach
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_button import set_icon
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.running_button import RunningButton
from desktop_app.ui.widgets.sync_chip import SyncChip

_LITTLE_QUOTA = 5


class HeaderBar(Translated, QFrame):
    """Title and account of what is shown below."""

    back_asked = Signal()
    account_asked = Signal()

    def __init__(
        self, *, wallet: Wallet, running: RunningButton, sync: SyncChip, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._wallet = wallet
        self._theme = theme
        self._back = QToolButton()
        self._title = OneLineLabel()
        self._running = running
        self._sync = sync
        self._quota = QPushButton()
        self._lay_out()
        self._back.clicked.connect(self.back_asked)
        self._sync.clicked.connect(self.account_asked)
        self._quota.clicked.connect(self.account_asked)
        wallet.changed.connect(self._show_quota)
        self.retranslate()

    def show_page(self, title: str, *, back: bool) -> None:
        """Show which page is below, and whether there is a way back from it."""
        self._title.setText(title)
        self._back.setVisible(back)

    def retranslate(self) -> None:
        self._back.setToolTip(self.tr("Back"))
        self._back.setAccessibleName(self.tr("Back"))
        self._show_quota()

    def _lay_out(self) -> None:
        self._back.setIcon(self._theme.icon("arrow-left"))
        self._back.setIconSize(QSize(20, 20))
        set_role(self._title, "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for button in (self._back, self._quota):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 8)
        row.setSpacing(8)
        for widget in (self._back, self._title, self._running, self._sync, self._quota):
            row.addWidget(widget)

    def _show_quota(self) -> None:
        quota = self._wallet.quota
        self._quota.setVisible(quota is not None)
        if quota is None:
            return
        little = quota.balance <= _LITTLE_QUOTA
        set_role(self._quota, "pill", tone="danger" if little else "")
        set_icon(self._quota, self._theme.icon("wallet", "danger" if little else "accent"))
        told = self.tr("%n quota", "", quota.balance)
        self._quota.setText(told)
        self._quota.setToolTip("\n".join(self._explained(quota)))

    def _explained(self, quota: QuotaView) -> list[str]:
        told = [self.tr("Your balance. Open the account.")]
        if out_of_reach(quota):
            told.append(self.tr("%n of it can be spent here now.", "", quota.spendable))
        if quota.held:
            told.append(self.tr("%n quota is held by running tasks.", "", quota.held))
        return told
