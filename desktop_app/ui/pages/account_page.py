"""Account: balance and statement, and how to get more."""

from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from desktop_app.api.quota import EntryView
from desktop_app.ui.connection import Connection
from desktop_app.ui.dialogs.renew_dialog import RenewDialog
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.notices import Notice, Notices, Offer, Tone
from desktop_app.ui.pages.page import Page
from desktop_app.ui.platform import save_places
from desktop_app.ui.platform.file_manager import show_in_folder
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.statement import SIGNS, Statement, csv_text
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.wallet import Wallet
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.account_cards import AccountCard, BalanceCard
from desktop_app.ui.widgets.cards import ScrolledColumn, row
from desktop_app.ui.widgets.statement_view import StatementView

_NARROW = 760
"""Below this width the cards stand under each other."""


class AccountPage(Page):
    """Balance and statement, and how to get more."""

    def __init__(
        self,
        *,
        connection: Connection,
        wallet: Wallet,
        tasks: TaskBook,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._wallet = wallet
        self._navigator = navigator
        self._notices = notices
        self._theme = theme
        self.statement = Statement(connection, self)
        self.balance = BalanceCard(wallet=wallet, speech=speech)
        self.account = AccountCard(theme=theme)
        self.movements = StatementView(statement=self.statement, speech=speech, theme=theme)
        self._compose()
        self.balance.renewal_wanted.connect(self.renew)
        self.movements.task_chosen.connect(lambda task_id: self._navigator.go(Place.TASK, task_id))
        self.movements.export_wanted.connect(self.export)

    @property
    def title(self) -> str:
        return self.tr("Account")

    def arrive(self, subject: str) -> None:
        """With the subject `renew` it tells at once how to get more."""
        self.statement.refresh()
        if subject == "renew":
            self.renew()

    def renew(self) -> None:
        """Tell how to get more quota."""
        RenewDialog(theme=self._theme, parent=self).open()

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
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _compose(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        scrolled = ScrolledColumn(widest=1280)
        self._top = row(self.balance, self.account, spacing=16)
        self._top.setStretch(0, 1)
        self._top.setStretch(1, 1)
        scrolled.column.addLayout(self._top)
        scrolled.column.addWidget(self.movements, 1)
        self.column.addWidget(scrolled)

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
