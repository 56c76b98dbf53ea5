"""Account: who is signed in and where sync stands, balance, computers and statement, and how to get more."""

from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from desktop_app.api.quota import EntryView
from desktop_app.ui.account_verbs import AccountVerbs
from desktop_app.ui.connection import Connection
from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.notices import Notice, Notices, Offer, Tone
from desktop_app.ui.pages.page import Page
from desktop_app.ui.platform import save_places
from desktop_app.ui.platform.file_manager import show_in_folder
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.stores.statement import SIGNS, Statement, csv_text
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.account.account_card import AccountCard
from desktop_app.ui.widgets.account.balance_card import BalanceCard
from desktop_app.ui.widgets.account.devices_card import DevicesCard
from desktop_app.ui.widgets.account.remark_banner import RemarkBanners
from desktop_app.ui.widgets.account.top_up_card import TopUpCard
from desktop_app.ui.widgets.account.trial_card import TrialCard
from desktop_app.ui.widgets.cards import ScrolledColumn, column, row
from desktop_app.ui.widgets.statement_view import StatementView

_NARROW = 760
"""Below this width the cards stand under each other."""


class AccountPage(Page):
    """The account in all its states."""

    def __init__(
        self,
        *,
        connection: Connection,
        account: CloudAccount,
        wallet: Wallet,
        preferences: Preferences,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._account = account
        self._navigator = navigator
        self._notices = notices
        words = AccountWords(speech=speech, parent=self)
        self.statement = Statement(connection, self)
        self.remarks = RemarkBanners(account=account, words=words, theme=theme)
        self.balance = BalanceCard(wallet=wallet, account=account, speech=speech, theme=theme)
        self.trial = TrialCard(theme=theme)
        self.account = AccountCard(account=account, words=words, theme=theme)
        self.top_up = TopUpCard(account=account, words=words, theme=theme)
        self.devices = DevicesCard(account=account, speech=speech, theme=theme)
        self.movements = StatementView(statement=self.statement, speech=speech, theme=theme)
        self.verbs = AccountVerbs(
            account=account, preferences=preferences, notices=notices, words=words, theme=theme, page=self
        )
        self._compose()
        self._connect()
        self._show()

    @property
    def title(self) -> str:
        return self.tr("Account")

    def arrive(self, subject: str) -> None:
        """With the subject `renew` it tells at once how to get more, with `sign-in` it asks who it is."""
        self.statement.refresh()
        self._account.watch(on=True)
        if subject == "renew":
            self.verbs.renew()
        elif subject == "sign-in":
            self.verbs.sign_in()

    def leave(self) -> None:
        self._account.watch(on=False)

    def export(self) -> None:
        """Ask where the statement is to be kept, and keep it there."""
        save_places.ask_file(
            f"CleanRack {self.tr('Statement')} {datetime.now().astimezone():%Y-%m-%d}.csv",
            save_places.documents(),
            self.export_to,
            title=self.tr("Export the statement"),
            kinds=self.tr("CSV for spreadsheets (*.csv)"),
            parent=self,
        )

    def export_to(self, file: Path) -> None:
        """Write every movement there is into a file."""
        self.statement.load_everything(lambda entries: self._write(file, entries))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        for pair in self._pairs:
            pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _compose(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        scrolled = ScrolledColumn(widest=1280)
        scrolled.column.addWidget(self.remarks)
        whose = column(self.trial, self.account)
        self._pairs = [_pair(self.balance, whose), _pair(self.top_up, column(self.devices))]
        for pair in self._pairs:
            scrolled.column.addLayout(pair)
        scrolled.column.addWidget(self.movements, 1)
        self.column.addWidget(scrolled)

    def _connect(self) -> None:
        self.balance.renewal_wanted.connect(self.verbs.renew)
        self.trial.sign_in_asked.connect(self.verbs.sign_in)
        self.trial.account_asked.connect(lambda: self.verbs.sign_in(sign_up=True))
        self.account.sign_out_asked.connect(self.verbs.sign_out)
        self.account.deletion_asked.connect(self.verbs.delete)
        self.remarks.pressed.connect(self.verbs.answer)
        self.devices.forgetting_asked.connect(self.verbs.forget)
        self.top_up.redeemed.connect(self.verbs.tell_redeemed)
        self.verbs.code_asked.connect(self.top_up.code.setFocus)
        self.movements.task_chosen.connect(lambda task_id: self._navigator.go(Place.TASK, task_id))
        self.movements.export_wanted.connect(self.export)
        self._account.changed.connect(self._show)
        self._account.switched.connect(self.statement.renew)

    def _show(self) -> None:
        signed_in = self._account.is_signed_in
        self.trial.setVisible(not signed_in)
        for card in (self.account, self.top_up, self.devices):
            card.setVisible(signed_in)

    def _write(self, file: Path, entries: list[EntryView]) -> None:
        try:
            file.write_text(self._as_csv(entries), encoding="utf-8-sig", newline="")
        except OSError as exc:
            self._notices.tell_error(exc)
            return
        offer = Offer(self.tr("Show"), lambda: show_in_folder(file))
        told = self.tr("Statement saved: {file}").format(file=file.name)
        self._notices.tell(Notice(told, tone=Tone.SUCCESS, offer=offer))

    def _as_csv(self, entries: list[EntryView]) -> str:
        heads = [*self.movements.model.heads(), self.tr("Attempt")]
        return csv_text(heads, (self._csv_row(entry) for entry in entries))

    def _csv_row(self, entry: EntryView) -> list[object]:
        sign = SIGNS[entry.kind]
        return [
            f"{entry.created_at.astimezone():%Y-%m-%d %H:%M:%S}",
            self.movements.model.kind(entry.kind),
            entry.task_id or "",
            "" if entry.item is None else entry.item + 1,
            entry.amount * sign if sign else entry.amount,
            entry.attempt or "",
        ]


def _pair(left: QWidget, right: QLayout) -> QHBoxLayout:
    made = row(left, right, spacing=16)
    made.setStretch(0, 1)
    made.setStretch(1, 1)
    return made
