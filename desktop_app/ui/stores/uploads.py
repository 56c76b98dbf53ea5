"""Photos on their way to the server: a few at once, each with its progress, each ending well or broken."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.api.uploads import UploadView
from desktop_app.ui.connection import Connection
from desktop_app.ui.stores.draft_photo import DraftPhoto

_LOOK_MILLISECONDS = 50
"""How often progress is told: the eye sees no more, and fifty bars are repainted in no time."""


class Uploads(QObject):
    """Sends photos; whoever holds a photo listens for its id."""

    started = Signal(str)
    progressed = Signal(str, float)
    arrived = Signal(str, object)
    """Id and UploadView."""
    broke = Signal(str, object)
    """Id and Exception."""

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._waiting: deque[DraftPhoto] = deque()
        self._running: dict[str, float] = {}
        """The share that has been told."""
        self._sent: dict[str, float] = {}
        """The share that has gone: written in the background."""
        self._look = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._look.timeout.connect(self._on_look)

    def send(self, photo: DraftPhoto) -> None:
        """Send a photo as soon as a lane is free."""
        if photo.id not in self._running and all(photo.id != each.id for each in self._waiting):
            self._waiting.append(photo)
            self._fill_lanes()

    def drop(self, photo_ids: Iterable[str]) -> None:
        """Do not send these, unless they are on their way already."""
        dropped = set(photo_ids)
        self._waiting = deque(photo for photo in self._waiting if photo.id not in dropped)

    def _fill_lanes(self) -> None:
        from desktop_app.client.lanes import UPLOAD_LANES

        while self._waiting and len(self._running) < UPLOAD_LANES:
            self._start(self._waiting.popleft())

    def _start(self, photo: DraftPhoto) -> None:
        self._running[photo.id] = 0.0
        self._look.start()
        heard = self._listener(photo.id)
        self._connection.ask(
            self,
            lambda server: server.upload(photo.source, photo.name, heard),
            done=lambda view: self._on_arrived(photo.id, view),
            failed=lambda error: self._on_broke(photo.id, error),
        )
        self.started.emit(photo.id)

    def _listener(self, photo_id: str) -> Callable[[int, int], None]:
        def heard(done: int, total: int) -> None:
            self._sent[photo_id] = done / total if total else 0.0

        return heard

    def _on_look(self) -> None:
        for photo_id, told in list(self._running.items()):
            sent = self._sent.get(photo_id, 0.0)
            if sent > told:
                self._running[photo_id] = sent
                self.progressed.emit(photo_id, sent)

    def _on_arrived(self, photo_id: str, view: UploadView) -> None:
        self._end(photo_id)
        self.arrived.emit(photo_id, view)
        self._fill_lanes()

    def _on_broke(self, photo_id: str, error: Exception) -> None:
        self._end(photo_id)
        self.broke.emit(photo_id, error)
        self._fill_lanes()

    def _end(self, photo_id: str) -> None:
        self._running.pop(photo_id, None)
        self._sent.pop(photo_id, None)
        if not self._running:
            self._look.stop()
