"""The line above every page: its title, the way back, what runs, where the account lives and what it can spend."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_button import set_icon
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.running_button import RunningButton

_LITTLE_QUOTA = 5


class HeaderBar(Translated, QFrame):
    """Title and account of what is shown below."""

    back_asked = Signal()
    account_asked = Signal()

    def __init__(self, *, wallet: Wallet, running: RunningButton, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._wallet = wallet
        self._theme = theme
        self._back = QToolButton()
        self._title = OneLineLabel()
        self._running = running
        self._home = QPushButton()
        self._quota = QPushButton()
        self._lay_out()
        self._back.clicked.connect(self.back_asked)
        self._home.clicked.connect(self.account_asked)
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
        here = self.tr("This computer")
        self._home.setText(here)
        told = self.tr("Tasks, pictures and quota are kept on this computer. Nothing is sent anywhere.")
        self._home.setToolTip(told)
        self._home.setAccessibleDescription(told)
        self._show_quota()

    def _lay_out(self) -> None:
        self._back.setIcon(self._theme.icon("arrow-left"))
        self._back.setIconSize(QSize(20, 20))
        set_role(self._title, "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_role(self._home, "quiet")
        set_icon(self._home, self._theme.icon("hard-drive", "muted"))
        for button in (self._back, self._home, self._quota):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 8)
        row.setSpacing(8)
        for widget in (self._back, self._title, self._running, self._home, self._quota):
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
        self._quota.setToolTip(self._explained(quota.held))

    def _explained(self, held: int) -> str:
        told = self.tr("What you can spend now. Open the account.")
        return told if not held else f"{told}\n" + self.tr("%n quota is held by running tasks.", "", held)
