"""Where this computer stands with the cloud, in a word in the header; a click leads to the account."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.api.cloud_account import SyncState
from desktop_app.ui.models.account_words import LOOKS, AccountWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_button import set_icon

_LOUD = {SyncState.SIGNED_OUT: "warning", SyncState.FROZEN: "danger", SyncState.FORGOTTEN: "danger"}


class SyncChip(Translated, QPushButton):
    """Follows the account; hidden until the server has told."""

    def __init__(
        self, *, account: CloudAccount, words: AccountWords, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._account = account
        self._words = words
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        account.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        view = self._account.view
        self.setVisible(view is not None)
        if view is None:
            return
        icon, color = LOOKS[view.state]
        tone = _LOUD.get(view.state, "")
        set_role(self, "chip" if tone else "quiet", tone=tone)
        set_icon(self, self._theme.icon(icon, color))
        self.setText(self._words.chip(view))
        told = "\n".join(self._words.lines(view))
        self.setToolTip(told)
        self.setAccessibleDescription(told)
