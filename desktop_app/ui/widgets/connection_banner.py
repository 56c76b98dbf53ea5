"""The strip above the page that tells when the bundled server is not there."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.ui.connection import Connection, ServerState
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.platform import file_manager
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_label import IconLabel

_PATIENCE_MILLISECONDS = 1500
"""A start that takes no longer is not worth a word."""

_LOOKS = {
    ServerState.STARTING: ("info", "loader", "accent"),
    ServerState.RESTARTING: ("warning", "refresh-cw", "warning"),
    ServerState.FAILED: ("danger", "server-crash", "danger"),
}
"""Tone, icon and the icon's colour."""


class ConnectionBanner(Translated, QFrame):
    """Tells how the server is, and offers to try again."""

    def __init__(
        self, *, connection: Connection, notices: Notices, speech: Speech, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._notices = notices
        self._speech = speech
        self._icon = IconLabel(theme, "loader", size=20)
        self._text = QLabel(wordWrap=True)
        self._again = QPushButton()
        self._logs = QPushButton()
        self._slow = QTimer(self, singleShot=True, interval=_PATIENCE_MILLISECONDS)
        self._slow.timeout.connect(self._show)
        self._lay_out()
        self._again.clicked.connect(connection.open)
        self._logs.clicked.connect(lambda: file_manager.open_folder(connection.folder))
        connection.state_changed.connect(self._on_state_changed)
        connection.restarted.connect(self._on_restarted)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._again.setText(self.tr("Try again"))
        self._logs.setText(self.tr("Open log folder"))
        state = self._connection.state
        if state not in _LOOKS:
            return
        tone, icon, color = _LOOKS[state]
        set_role(self, "banner", tone=tone)
        set_role(self._text, "")  # takes its colour from the strip, so it is looked up again after it
        self._icon.show_icon(icon, color)
        self._text.setText(self._sentence(state))
        for button in (self._again, self._logs):
            button.setVisible(state is ServerState.FAILED)

    def _sentence(self, state: ServerState) -> str:
        if state is ServerState.RESTARTING:
            return self.tr("The service stopped unexpectedly and is starting again. Batches go on where they were…")
        if state is ServerState.FAILED and self._connection.reason is not None:
            return self._speech.explain(self._connection.reason)
        return self.tr("CleanRack is starting…")

    def _lay_out(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._again)
        row.addWidget(self._logs)

    def _on_state_changed(self, state: ServerState) -> None:
        self._slow.stop()
        if state is ServerState.STARTING and self.isHidden():
            self._slow.start()
        elif state in (ServerState.READY, ServerState.RESTING):
            self.hide()
        else:
            self._show()

    def _show(self) -> None:
        self.retranslate()
        self.show()

    def _on_restarted(self) -> None:
        self._notices.tell(Notice(self.tr("Connected again. Nothing was lost."), tone=Tone.SUCCESS))
