"""What has to be known of the account, across the page; each with what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.account_facts import PRESSING, Remark, remarks
from desktop_app.ui.stores.cloud_account import CloudAccount, Deed
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel

_LOOKS = {
    Remark.FROZEN: ("snowflake", "danger"),
    Remark.FORGOTTEN: ("monitor-x", "danger"),
    Remark.SIGNED_OUT: ("log-in", "warning"),
    Remark.REFUSED: ("triangle-alert", "warning"),
    Remark.CLOCK: ("clock", "warning"),
    Remark.SESSION_ONLY: ("key-round", "warning"),
    Remark.TRIAL_HISTORY: ("gift", "info"),
}
"""Icon and tone."""
_DEEDS = {Remark.FROZEN: Deed.RECOVER, Remark.TRIAL_HISTORY: Deed.TAKE_TRIAL}


class RemarkBanner(QFrame):
    """One remark."""

    def __init__(self, remark: Remark, *, theme: Theme) -> None:
        super().__init__()
        icon, tone = _LOOKS[remark]
        set_role(self, "banner", tone=tone)
        self.text = label(wraps=True)
        self.act = button("primary" if remark in PRESSING else "")
        mark = IconLabel(theme, icon, role="accent" if tone == "info" else tone)
        told = row(column(mark, None), self.text, spacing=12)
        told.setStretch(1, 1)
        whole = row(column(None, told, None), self.act, spacing=12)
        whole.setStretch(0, 1)
        whole.setAlignment(self.act, Qt.AlignmentFlag.AlignVCenter)
        whole.setContentsMargins(16, 12, 12, 12)
        self.setLayout(whole)

    def say(self, text: str, verb: str) -> None:
        """What it says, and what its button does; "" for no button."""
        self.text.setText(text)
        self.act.setText(verb)
        self.act.setVisible(bool(verb))
        self.act.setAccessibleDescription(text)


class RemarkBanners(Translated, QWidget):
    """The remarks that hold now, the most pressing first; takes no room where there is none."""

    pressed = Signal(Remark)

    def __init__(self, *, account: CloudAccount, words: AccountWords, theme: Theme) -> None:
        super().__init__()
        self._account = account
        self._words = words
        self.banners = {remark: RemarkBanner(remark, theme=theme) for remark in Remark}
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        for remark, banner in self.banners.items():
            banner.act.clicked.connect(lambda _=False, remark=remark: self.pressed.emit(remark))
            below.addWidget(banner)
        account.changed.connect(self._show)
        self.retranslate()

    @property
    def shown(self) -> list[str]:
        """What is said, from the top."""
        return [each.text.text() for each in self.banners.values() if not each.isHidden()]

    def retranslate(self) -> None:
        self._show()

    def _show(self) -> None:
        view = self._account.view
        holding = remarks(view) if view is not None else ()
        for remark, banner in self.banners.items():
            if view is not None and remark in holding:
                banner.say(self._words.remark(remark, view), self._words.verb(remark))
                banner.act.setEnabled(remark not in _DEEDS or not self._account.is_under_way(_DEEDS[remark]))
            banner.setVisible(remark in holding)
        self.setVisible(bool(holding))
