"""A photo before and after, asked of the server while parameters change: the newest wish wins, one at a time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from desktop_app.api.previews import CreatePreview
from desktop_app.ui.connection import Connection, ServerState

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

SETTLED_AFTER = 180
"""Milliseconds after the last change of a parameter."""
SIDE = 1280
"""Pixels of the longer side, before and after."""
_KEPT = 6
"""Photos whose picture before is kept, to come back to them at once."""


@dataclass(frozen=True)
class Wish:
    """What is to be seen."""

    feature_id: str
    upload_id: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Previewer(QObject):
    """Makes previews. `before` and `after` belong to the photo that was wished for last."""

    changed = Signal()
    """Other pictures, another error, or busy or not any more."""
    photo_changed = Signal()
    """Another photo was wished for."""

    def __init__(self, *, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.before: QImage | None = None
        self.after: QImage | None = None
        self.error: Exception | None = None
        """Why there is no new picture."""
        self.wish: Wish | None = None
        self._connection = connection
        self._asked: Wish | None = None
        self._befores: dict[str, QImage] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._ask)
        connection.state_changed.connect(self._on_state_changed)

    @property
    def is_busy(self) -> bool:
        """Whether a newer picture is to be expected."""
        return self.wish is not None and (self._settled.isActive() or self._asked is not None)

    def show(self, wish: Wish | None) -> None:
        """Wish for a preview: at once for another photo, after a moment for other parameters."""
        if wish == self.wish:
            return
        is_other = _photo(wish) != _photo(self.wish)
        self.wish = wish
        if is_other:
            self._turn_to(_photo(wish))
        if wish is None:
            self._settled.stop()
        else:
            self._settled.start(0 if is_other else SETTLED_AFTER)
        self.changed.emit()

    def again(self) -> None:
        """Make the picture anew: the same wish would give another one now."""
        wish, self.wish = self.wish, None
        self.show(wish)

    def _turn_to(self, upload_id: str) -> None:
        self.before, self.after, self.error = self._befores.get(upload_id), None, None
        self.photo_changed.emit()
        if upload_id and self.before is None:
            self._connection.ask(
                self,
                lambda server: _photo_as_it_came(server, upload_id),
                done=lambda image: self._on_before_arrived(upload_id, image),
                failed=lambda error: self._on_before_failed(upload_id, error),
            )

    def _ask(self) -> None:
        """Ask for what is wished, unless something is on its way: its end asks again."""
        if self.wish is None or self._asked is not None:
            return
        wish = self._asked = self.wish
        self._connection.ask(
            self,
            lambda server: _preview(server, wish),
            done=lambda image: self._on_ended(wish, image, None),
            failed=lambda error: self._on_ended(wish, None, error),
        )

    def _on_ended(self, wish: Wish, image: QImage | None, error: Exception | None) -> None:
        self._asked = None
        if wish == self.wish:
            self._settled.stop()
            self.after, self.error = (self.after if image is None else image), error
        elif not self._settled.isActive():
            self._ask()
        self.changed.emit()

    def _on_before_arrived(self, upload_id: str, image: QImage) -> None:
        self._befores = {**dict(list(self._befores.items())[-_KEPT + 1 :]), upload_id: image}
        if upload_id == _photo(self.wish):
            self.before = image
            self.changed.emit()

    def _on_before_failed(self, upload_id: str, error: Exception) -> None:
        if upload_id == _photo(self.wish):
            self.error = error
            self.changed.emit()

    def _on_state_changed(self, state: ServerState) -> None:
        """The server is back: what failed meanwhile is tried again."""
        if state is ServerState.READY and self.error is not None:
            self.again()


def _photo(wish: Wish | None) -> str:
    return wish.upload_id if wish is not None else ""


async def _photo_as_it_came(server: "ServerClient", upload_id: str) -> QImage:
    return await _decoded(await server.upload_thumbnail(upload_id, side=SIDE))


async def _preview(server: "ServerClient", wish: Wish) -> QImage:
    request = CreatePreview(
        feature_id=wish.feature_id, upload_id=wish.upload_id, input_data=dict(wish.values), side=SIDE
    )
    return await _decoded(await server.preview(request))


async def _decoded(data: bytes) -> QImage:
    return await asyncio.to_thread(QImage.fromData, data)
