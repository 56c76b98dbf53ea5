"""The balance with its meaning, and where it lies."""

from PySide6.QtCore import Signal

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.account_facts import PRESSING, remarks
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.account.quota_places import QuotaPlaces
from desktop_app.ui.widgets.cards import Card, FigureBlock, button, label, row


class BalanceCard(Translated, Card):
    """Available, held and used quota, in plain words; of a cloud account also where it lies."""

    renewal_wanted = Signal()

    def __init__(self, *, wallet: Wallet, account: CloudAccount, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self._wallet = wallet
        self._account = account
        self._speech = speech
        self._heading = label("heading")
        self.balance, self.held, self.used = FigureBlock(), FigureBlock(), FigureBlock()
        self.places = QuotaPlaces(speech=speech, theme=theme)
        self._rule = label("muted", wraps=True)
        self.renew = button()
        self.renew.clicked.connect(self.renewal_wanted)
        figures = row(self.balance, self.held, self.used, spacing=16)
        for place in range(3):
            figures.setStretch(place, 1)
        self.column.addLayout(row(self._heading, None))
        self.column.addSpacing(4)
        self.column.addLayout(figures)
        self.column.addSpacing(4)
        self.column.addWidget(self.places)
        self.column.addStretch(1)
        self.column.addWidget(self._rule)
        self.column.addSpacing(4)
        self.column.addLayout(row(self.renew, None))
        wallet.changed.connect(self._on_changed)
        account.changed.connect(self._on_changed)
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Balance"))
        self.balance.say(self.tr("Available"), self.tr("Bought and not used."))
        self.held.say(self.tr("Held"), self.tr("Taken for photos that are being processed."))
        self.used.say(self.tr("Used"), self.tr("Kept for photos that succeeded."))
        self._rule.setText(self.tr("One photo costs 1 quota. What fails or is stopped comes back in full, by itself."))
        self.renew.setText(self.tr("Renew"))
        self._on_changed()

    def _on_changed(self) -> None:
        quota, signed_in = self._wallet.quota, self._account.is_signed_in
        figures = (None, None, None) if quota is None else (quota.balance, quota.held, quota.used)
        for block, figure in zip((self.balance, self.held, self.used), figures, strict=True):
            block.show_number("–" if figure is None else self._speech.locale.toString(figure))
        self.places.show_quota(quota)
        self.places.setVisible(signed_in and quota is not None)
        view = self._account.view
        calm = view is not None and not PRESSING & set(remarks(view))
        set_role(self.renew, "primary" if signed_in and calm else "")
