"""The balance on the workspace: what can be spent, what is held, what was used."""

from PySide6.QtCore import Signal

from desktop_app.api.quota import QuotaView
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.account_facts import out_of_reach
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, FigureBlock, button, label, row
from desktop_app.ui.widgets.icon_label import IconLabel


class QuotaCard(Translated, Card):
    """Shows a wallet."""

    renewal_wanted = Signal()
    statement_wanted = Signal()

    def __init__(self, *, wallet: Wallet, speech: Speech, theme: Theme) -> None:
        super().__init__(spacing=8)
        self._wallet = wallet
        self._speech = speech
        self._heading = label("heading")
        self._trial = label("badge", tone="neutral")
        self.balance, self.held, self.used = FigureBlock(), FigureBlock(), FigureBlock()
        self._about = label("muted", wraps=True)
        self._renew = button()
        self._statement = button("link")
        self._renew.clicked.connect(self.renewal_wanted)
        self._statement.clicked.connect(self.statement_wanted)
        self._compose(theme)
        wallet.changed.connect(self._on_changed)
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Quota"))
        self._trial.setText(self.tr("Trial"))
        self.balance.say(self.tr("Available"))
        self.held.say(self.tr("Held"))
        self.used.say(self.tr("Used"))
        self._renew.setText(self.tr("Renew"))
        self._statement.setText(self.tr("Statement"))
        self._on_changed()

    def _compose(self, theme: Theme) -> None:
        figures = row(self.balance, self.held, self.used, spacing=16)
        self.column.addLayout(row(IconLabel(theme, "wallet", role="accent"), self._heading, None, self._trial))
        self.column.addSpacing(4)
        self.column.addLayout(figures)
        self.column.addWidget(self._about)
        self.column.addStretch(1)
        self.column.addLayout(row(self._renew, self._statement, None))

    def _on_changed(self) -> None:
        quota = self._wallet.quota
        figures = (None, None, None) if quota is None else (quota.balance, quota.held, quota.used)
        for block, figure in zip((self.balance, self.held, self.used), figures, strict=True):
            block.show_number("–" if figure is None else self._speech.locale.toString(figure))
        self._trial.setVisible(quota is not None and quota.is_trial)
        self._about.setText(self._said(quota) if quota is not None else "")

    def _said(self, quota: QuotaView) -> str:
        if quota.is_trial:
            return self.tr(
                "Trial account, no sign-in needed: 100 quota, 1 for each photo. A photo that fails costs nothing."
            )
        if out_of_reach(quota):
            count = self._speech.locale.toString(quota.spendable)
            return self.tr("{count} of it can be spent here now. A photo that fails costs nothing.").format(count=count)
        return self.tr("A photo that fails costs nothing.")
