"""The cards of the account page: the balance with its meaning, and the account with what sign-in will bring."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, FigureBlock, button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel


class BalanceCard(Translated, Card):
    """Available, held and used quota, in plain words."""

    renewal_wanted = Signal()

    def __init__(self, *, wallet: Wallet, speech: Speech) -> None:
        super().__init__()
        self._wallet = wallet
        self._speech = speech
        self._heading = label("heading")
        self.balance, self.held, self.used = FigureBlock(), FigureBlock(), FigureBlock()
        self._rule = label("muted", wraps=True)
        self.renew = button("primary")
        self.renew.clicked.connect(self.renewal_wanted)
        figures = row(self.balance, self.held, self.used, spacing=16)
        for place in range(3):
            figures.setStretch(place, 1)
        self.column.addLayout(row(self._heading, None))
        self.column.addSpacing(4)
        self.column.addLayout(figures)
        self.column.addStretch(1)
        self.column.addWidget(self._rule)
        self.column.addSpacing(4)
        self.column.addLayout(row(self.renew, None))
        wallet.changed.connect(self._on_changed)
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Balance"))
        self.balance.say(self.tr("Available"), self.tr("What you can spend now."))
        self.held.say(self.tr("Held"), self.tr("Taken for photos that are being processed."))
        self.used.say(self.tr("Used"), self.tr("Kept for photos that succeeded."))
        self._rule.setText(self.tr("One photo costs 1 quota. What fails or is stopped comes back in full, by itself."))
        self.renew.setText(self.tr("Renew"))
        self._on_changed()

    def _on_changed(self) -> None:
        quota = self._wallet.quota
        figures = (None, None, None) if quota is None else (quota.balance, quota.held, quota.used)
        for block, figure in zip((self.balance, self.held, self.used), figures, strict=True):
            block.show_number("–" if figure is None else self._speech.locale.toString(figure))


class AccountCard(Translated, Card):
    """The local trial account, and what the cloud account will bring; it is not there yet, and the card says so."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._heading, self._badge = label("heading"), label("badge", tone="success")
        self._about = label("body-muted", wraps=True)
        self._promise = label("body-muted", wraps=True)
        self.sign_in = button()
        self.sign_in.setEnabled(False)
        self.code = QLineEdit()
        self.code.setEnabled(False)
        self.redeem = button()
        self.redeem.setEnabled(False)
        self._reason = label("muted", wraps=True)
        self.column.addLayout(row(IconLabel(theme, "monitor", role="accent"), self._heading, None, self._badge))
        self.column.addWidget(self._about)
        cloud = IconLabel(theme, "cloud", size=16)
        self.column.addLayout(row(column(cloud, None), self._promise))
        self.column.addStretch(1)
        self.column.addLayout(row(self.sign_in, self.code, self.redeem))
        self.column.addWidget(self._reason)
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Trial account on this computer"))
        self._badge.setText(self.tr("Works offline"))
        self._about.setText(
            self.tr("Photos, tasks and quota stay on this computer. Nothing needs the network or a sign-in.")
        )
        self._promise.setText(
            self.tr(
                "Signing in will give one quota and one library on all your computers, top-up by code, "
                "and a list of your devices."
            )
        )
        self.sign_in.setText(self.tr("Sign in"))
        self.code.setPlaceholderText(self.tr("Top-up code"))
        self.code.setAccessibleName(self.tr("Top-up code"))
        self.redeem.setText(self.tr("Redeem"))
        reason = self.tr("Sign-in and top-up codes come with the cloud account, in a later version.")
        self._reason.setText(reason)
        for control in (self.sign_in, self.code, self.redeem):
            control.setToolTip(reason)
            control.setAccessibleDescription(reason)
