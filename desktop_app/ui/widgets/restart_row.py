"""Starts the service again, for settings that it reads only then."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.connection import Connection, ServerState
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.speech import Translated
from desktop_app.ui.widgets.cards import button, label


class RestartRow(Translated, QWidget):
    """Says that the service must be started again, and does it."""

    def __init__(self, *, connection: Connection, notices: Notices) -> None:
        super().__init__()
        self._connection = connection
        self._notices = notices
        self._about = label("muted", wraps=True)
        self.restart = button()
        self.restart.clicked.connect(self._on_clicked)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 12, 0, 12)
        beside.setSpacing(24)
        beside.addWidget(self._about, 1)
        beside.addWidget(self.restart)
        connection.state_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        self._about.setText(
            self.tr(
                "These take effect once the service is started again. Photos in hand are begun anew; "
                "nothing is lost and nothing is charged twice."
            )
        )
        is_ready = self._connection.state in (ServerState.READY, ServerState.FAILED)
        self.restart.setEnabled(is_ready)
        self.restart.setText(self.tr("Restart the service") if is_ready else self.tr("Restarting …"))

    def _on_clicked(self) -> None:
        self._connection.reopen(done=self._on_reopened)

    def _on_reopened(self) -> None:
        self._notices.tell(Notice(self.tr("The service runs with the new settings."), tone=Tone.SUCCESS))
