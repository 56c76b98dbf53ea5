"""The cloud account that is signed in here: who it is, where sync stands, and its verbs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy

from desktop_app.api.cloud_account import CloudAccountView, SyncState
from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.account_facts import can_pause, can_sync
from desktop_app.ui.stores.cloud_account import CloudAccount, Deed
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.account.sync_panel import SyncPanel
from desktop_app.ui.widgets.cards import Card, column, label, row
from desktop_app.ui.widgets.icon_button import icon_button
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.one_line_label import OneLineLabel


class AccountCard(Translated, Card):
    """Follows the account while somebody is signed in."""

    sign_out_asked = Signal()
    deletion_asked = Signal()

    def __init__(self, *, account: CloudAccount, words: AccountWords, theme: Theme) -> None:
        super().__init__(spacing=12)
        self._account = account
        self._words = words
        self.email, self._here = OneLineLabel(), OneLineLabel()
        set_role(self.email, "heading")
        set_role(self._here, "muted")
        self.sync_panel = SyncPanel(words=words, theme=theme)
        self._others = label("muted", wraps=True)
        self.sync = icon_button(theme.icon("refresh-cw"))
        self.pause = icon_button(theme.icon("pause"))
        self.resume = icon_button(theme.icon("play"))
        self.sign_out = icon_button(theme.icon("log-out"), "quiet")
        self.more = icon_button(theme.icon("ellipsis"), "arrow")
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu(self.more)
        self.delete = menu.addAction(theme.icon("trash-2", "danger"), "")
        self.more.setMenu(menu)
        self._compose(theme)
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self.sync.setText(self.tr("Sync now"))
        self.pause.setText(self.tr("Pause"))
        self.resume.setText(self.tr("Resume"))
        self.pause.setAccessibleName(self.tr("Pause sync"))
        self.resume.setAccessibleName(self.tr("Resume sync"))
        self.sign_out.setText(self.tr("Sign out …"))
        self.delete.setText(self.tr("Delete account …"))
        self.more.setAccessibleName(self.tr("More about the account"))
        self.more.setToolTip(self.tr("More about the account"))
        self._show()

    def _show(self) -> None:
        view = self._account.view
        if view is None or view.account_id is None:
            return
        self.email.setText(view.email or "")
        self._here.setText(self._place(view))
        self.sync_panel.show_account(view)
        self._others.setText(self._of_others(view))
        self._others.setVisible(bool(view.others))
        self._show_verbs(view)

    def _show_verbs(self, view: CloudAccountView) -> None:
        idle = not any(self._account.is_under_way(deed) for deed in (Deed.SYNC, Deed.PAUSE, Deed.SIGN_OUT))
        had_focus = any(each.hasFocus() for each in (self.sync, self.pause, self.resume))
        self.sync.setEnabled(idle and can_sync(view))
        self.pause.setVisible(can_pause(view))
        self.resume.setVisible(view.state is SyncState.PAUSED)
        for each in (self.pause, self.resume, self.sign_out):
            each.setEnabled(idle)
        self.sync.setVisible(can_pause(view))
        if had_focus and self.resume.isVisibleTo(self):
            self.resume.setFocus()

    def _place(self, view: CloudAccountView) -> str:
        here = self._account.this_device
        name = here.name if here is not None else self.tr("this computer")
        server = (view.server or "").partition("://")[2]
        return self.tr("{computer} · {server}").format(computer=name, server=server) if server else name

    def _of_others(self, view: CloudAccountView) -> str:
        names = self.tr(", ").join(view.others)
        return self.tr("Also on this computer, kept apart: work of {accounts}.").format(accounts=names)

    def _compose(self, theme: Theme) -> None:
        mark = IconLabel(theme, "user-round", role="accent", ground="accent-soft")
        named = column(self.email, self._here, spacing=2)
        self.column.addLayout(row(mark, named, self.more, spacing=12))
        self.column.addWidget(self.sync_panel)
        self.column.addWidget(self._others)
        self.column.addStretch(1)
        self.column.addLayout(row(self.sync, self.pause, self.resume, None, self.sign_out))

    def _connect(self) -> None:
        self.sync.clicked.connect(self._account.sync)
        self.pause.clicked.connect(self._account.pause)
        self.resume.clicked.connect(self._account.resume)
        self.sign_out.clicked.connect(self.sign_out_asked)
        self.delete.triggered.connect(self.deletion_asked)
        self._account.changed.connect(self._show)
        self._account.devices_changed.connect(self._show)
