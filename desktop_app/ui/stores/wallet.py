"""The balance, always as the server last told it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.api.events import Event, QuotaEvent, ResyncEvent
from desktop_app.api.quota import QuotaView

if TYPE_CHECKING:
    from desktop_app.ui.connection import Connection


class Wallet(QObject):
    """What can be spent."""

    changed = Signal()

    def __init__(self, connection: "Connection", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.quota: QuotaView | None = None
        """None until the server has told."""
        self._connection = connection
        connection.event_received.connect(self._on_event)

    def refresh(self) -> None:
        """Ask again."""
        self._connection.ask(self, lambda server: server.quota(), done=self._take)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, QuotaEvent):
            self._take(event.quota)
        elif isinstance(event, ResyncEvent):
            self.refresh()

    def _take(self, quota: QuotaView) -> None:
        if quota != self.quota:
            self.quota = quota
            self.changed.emit()
