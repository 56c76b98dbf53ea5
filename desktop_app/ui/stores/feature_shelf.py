"""What can be done with photos, as the server offers it."""

from PySide6.QtCore import QObject, Signal

from desktop_app.api.events import Event, ResyncEvent
from desktop_app.api.features import FeatureView
from desktop_app.ui.connection import Connection


class FeatureShelf(QObject):
    """The features, in the server's order."""

    changed = Signal()

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.features: tuple[FeatureView, ...] = ()
        """Empty until the server has told."""
        self._connection = connection
        connection.event_received.connect(self._on_event)

    def find(self, feature_id: str) -> FeatureView | None:
        """The feature, unless this server has none of that id."""
        return next((each for each in self.features if each.id == feature_id), None)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, ResyncEvent):
            self._connection.ask(self, lambda server: server.features(), done=self._take)

    def _take(self, features: list[FeatureView]) -> None:
        if tuple(features) != self.features:
            self.features = tuple(features)
            self.changed.emit()
