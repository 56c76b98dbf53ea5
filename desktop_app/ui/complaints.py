"""Errors that no page waits for itself, told in one place."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import InsufficientQuotaError, LocalError, ShuttingDownError
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection, ServerState
from desktop_app.ui.navigation import Navigator
from desktop_app.ui.notices import Notices
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.account_facts import Rest
from desktop_app.ui.theme import Theme

_AMOUNTS = ("required", "available", "shortfall")


class Complaints(QObject):
    """Hears what failed: too little quota opens a dialog, the rest is a red notice."""

    def __init__(
        self,
        *,
        bridge: Bridge,
        connection: Connection,
        notices: Notices,
        speech: Speech,
        theme: Theme,
        navigator: Navigator,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._connection = connection
        self._notices = notices
        self._speech = speech
        self._theme = theme
        self._navigator = navigator
        self._window = window
        bridge.failed.connect(self.tell)

    def tell(self, error: Exception) -> None:
        """Tell what failed."""
        if isinstance(error, InsufficientQuotaError):
            self._offer_quota(error)
        elif not self._is_told_by_the_banner(error):
            self._notices.tell_error(error)

    def _is_told_by_the_banner(self, error: Exception) -> bool:
        """While there is no server, everything fails for the one reason that stands above the page."""
        without = self._connection.state is not ServerState.READY
        return without and isinstance(error, LocalError | ShuttingDownError)

    def _offer_quota(self, error: InsufficientQuotaError) -> None:
        from desktop_app.ui.dialogs.shortage_dialog import ShortageDialog

        amounts = {name: int(error.details.get(name, 0)) for name in _AMOUNTS}
        rest = Rest(**{name: int(error.details.get(name, 0)) for name in ("in_cloud", "on_others")})
        dialog = ShortageDialog(
            **amounts, rest=rest, speech=self._speech, theme=self._theme, navigator=self._navigator, parent=self._window
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
