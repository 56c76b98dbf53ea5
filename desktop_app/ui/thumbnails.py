"""Small pictures for grids and rows: asked for while painting, decoded elsewhere, kept while there is room."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from desktop_app.api.events import Event, ResyncEvent
from desktop_app.ui import decoding
from desktop_app.ui.connection import Connection
from desktop_app.ui.models.roles import AssetSource, FileSource, ItemSource, ThumbnailSource, UploadSource
from desktop_app.ui.theme import Theme
from desktop_app.ui.waiting_line import WaitingLine

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

_THREADS = 2
"""More are no faster on two cores, and take the window's time on any number of them."""
_CALLS = 4
_ROOM = 128_000_000
"""Bytes of pixels that are kept: some 900 thumbnails, 200 on a screen with two pixels for one."""
_LARGEST_SIDE = 1280
"""The server draws no larger previews of a finished picture."""
_SLACK = 4 / 3
"""A picture of 3:4 that fills a square is so much longer than the square."""


@dataclass(frozen=True)
class _Wish:
    """A picture in one size."""

    source: ThumbnailSource
    width: int
    height: int
    ratio: float

    @property
    def pixels(self) -> QSize:
        return QSize(self.width, self.height)

    @property
    def path(self) -> Path | None:
        """Where it lies on this computer, if it does."""
        return self.source.path if isinstance(self.source, FileSource | UploadSource) else None


class Thumbnails(QObject):
    """Thumbnails by source. Painters ask `pixmap` and repaint at `ready`."""

    ready = Signal(object)
    """A ThumbnailSource whose picture can be had now, or is worth asking for again."""

    _decoded = Signal(object, object, bool)
    """A wish, its picture or None, and whether that is see-through."""

    def __init__(self, connection: Connection, theme: Theme | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        decoding.hush()
        self._connection = connection
        self._pool = QThreadPool(maxThreadCount=_THREADS)
        self._files: WaitingLine[_Wish] = WaitingLine(self._decode_file, width=_THREADS)
        self._calls: WaitingLine[_Wish] = WaitingLine(self._ask_server, width=_CALLS)
        self._kept: OrderedDict[_Wish, QPixmap] = OrderedDict()
        self._latest: dict[ThumbnailSource, _Wish] = {}
        self._room = _ROOM
        self._hopeless: set[ThumbnailSource] = set()
        self._clear: set[ThumbnailSource] = set()
        """Sources of see-through pictures."""
        self._closed = False
        self._theme = theme
        self._checks = self._checks_now()
        self._started = QTimer(self, singleShot=True, interval=0)
        self._started.timeout.connect(self._go_on)
        self._decoded.connect(self._on_decoded, Qt.ConnectionType.QueuedConnection)
        connection.event_received.connect(self._on_event)
        if theme is not None:
            theme.changed.connect(self._on_theme_changed)

    def pixmap(self, source: ThumbnailSource, size: QSize, ratio: float = 1.0) -> QPixmap | None:
        """The picture, filling `size` (logical pixels) with rounded corners; None while it is being made.

        A null pixmap where no picture can be made of the source.
        """
        wish = _Wish(source, round(size.width() * ratio), round(size.height() * ratio), ratio)
        if (kept := self._kept.get(wish)) is not None:
            self._kept.move_to_end(wish)
            return kept
        if source in self._hopeless or wish.pixels.isEmpty():
            return QPixmap()
        self._want(wish)
        return None

    def stand_in(self, source: ThumbnailSource) -> QPixmap | None:
        """The picture in another size, to be shown until the right one is made."""
        latest = self._latest.get(source)
        return None if latest is None else self._kept.get(latest)

    def close(self) -> None:
        """Stop decoding and wait for what is being decoded. Twice is once."""
        self._closed = True
        self._started.stop()
        self._files.clear()
        self._calls.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _want(self, wish: _Wish) -> None:
        if self._closed:
            return
        if wish not in self._calls:
            (self._calls if wish.path is None else self._files).join(wish)
        self._started.start()  # after the paint that asks, so that the whole screen has asked

    def _go_on(self) -> None:
        self._files.go_on()
        self._calls.go_on()
        for wish in (*self._files.take_sent_away(), *self._calls.take_sent_away()):
            self.ready.emit(wish.source)

    def _checks_now(self) -> decoding.Checks | None:
        """What see-through pictures lie on; without a theme they stay see-through."""
        return None if self._theme is None else (self._theme.color("checker"), self._theme.color("checker-dark"))

    def _on_theme_changed(self) -> None:
        """Pictures with checks behind them are drawn anew."""
        before, self._checks = self._checks, self._checks_now()
        if before != self._checks:
            for wish in [each for each in self._kept if each.source in self._clear]:
                del self._kept[wish]
                self._room += _bytes(wish)
                self._latest.pop(wish.source, None)
                self.ready.emit(wish.source)

    # decoding

    def _decode_file(self, wish: _Wish) -> None:
        path = wish.path
        assert path is not None
        self._pool.start(lambda: self._hand_home(wish, decoding.from_file(path, wish.pixels)))

    def _decode_bytes(self, wish: _Wish, data: bytes) -> None:
        self._pool.start(lambda: self._hand_home(wish, decoding.from_bytes(data, wish.pixels)))

    def _hand_home(self, wish: _Wish, image: QImage | None) -> None:
        """In a thread of the pool."""
        made = None if image is None else decoding.rounded(image, wish.pixels, wish.ratio, self._checks)
        self._decoded.emit(wish, made, image is not None and image.hasAlphaChannel())

    def _on_decoded(self, wish: _Wish, image: QImage | None, is_clear: bool) -> None:
        if self._closed:
            return
        asked_server = wish in self._calls
        (self._calls if asked_server else self._files).leave(wish)
        if is_clear:
            self._clear.add(wish.source)
        if image is not None:
            self._keep(wish, QPixmap.fromImage(image))
            self.ready.emit(wish.source)
        elif not asked_server and isinstance(wish.source, UploadSource) and wish.source.upload_id:
            self._calls.join(wish)  # a format that Qt does not read
        else:
            self._give_up(wish)
        self._started.start()

    def _keep(self, wish: _Wish, pixmap: QPixmap) -> None:
        self._kept[wish] = pixmap
        self._latest[wish.source] = wish
        self._room -= _bytes(wish)
        while self._room < 0 and len(self._kept) > 1:
            oldest, _ = self._kept.popitem(last=False)
            self._room += _bytes(oldest)
            if self._latest.get(oldest.source) == oldest:
                del self._latest[oldest.source]

    def _give_up(self, wish: _Wish) -> None:
        self._hopeless.add(wish.source)
        self.ready.emit(wish.source)

    # the server's

    def _ask_server(self, wish: _Wish) -> None:
        self._connection.ask(
            self,
            lambda server: _asked(server, wish),
            done=lambda data: self._on_answered(wish, data),
            failed=lambda _: self._on_refused(wish),
        )

    def _on_answered(self, wish: _Wish, data: bytes) -> None:
        if not self._closed:
            self._decode_bytes(wish, data)

    def _on_refused(self, wish: _Wish) -> None:
        self._calls.leave(wish)
        self._give_up(wish)
        self._started.start()

    def try_again(self) -> None:
        """What could not be had may be in reach now."""
        hopeless, self._hopeless = self._hopeless, set()
        for source in hopeless:
            self.ready.emit(source)

    def _on_event(self, event: Event) -> None:
        """A server that was away may draw now what it could not then."""
        if isinstance(event, ResyncEvent):
            self.try_again()


async def _asked(server: "ServerClient", wish: _Wish) -> bytes:
    match wish.source:
        case UploadSource(upload_id=upload_id):
            return await server.upload_thumbnail(upload_id)
        case AssetSource(asset_id=asset_id):
            return await server.asset_thumbnail(asset_id)
        case ItemSource(task_id=task_id, index=index):
            side = min(round(max(wish.width, wish.height) * _SLACK), _LARGEST_SIDE)
            return await server.item_preview(task_id, index, side=side)
        case FileSource():
            raise AssertionError(wish)


def _bytes(wish: _Wish) -> int:
    return wish.width * wish.height * 4
