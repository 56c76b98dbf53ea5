"""The window's grid of pictures, really painted, without a screen: photos dropped on it, a large library scrolled."""

import os
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.imaging.thumbnails import thumbnail
from desktop_app.ui import decoding
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection
from desktop_app.ui.models.roles import FileSource, PictureRole
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.picture_grid import PictureGrid
from tests.benchmarks.row import Row

_ROUNDS = 3
_ALL_IN_SIGHT = QSize(2450, 1440)
_USUAL = QSize(1120, 760)
_LIBRARY = 5_000
_FRAMES = 600
_FRAME_SECONDS = 1 / 60
_TICK_MILLISECONDS = 5


def thumbnail_rows(photos: list[Path], work: Path) -> Iterator[Row]:
    """Fifty photos dropped at once, the best of some rounds."""
    with _Room(work) as room:
        rounds = [_dropped(room, photos) for _ in range(_ROUNDS)]
    first, everything = min(each[0] for each in rounds), min(each[1] for each in rounds)
    gap, bare = max(each[2] for each in rounds), min(each[3] for each in rounds)
    yield Row("50 thumbnails on drop: the first on screen", first, "s", "from the drop to its paint", 0.15)
    yield Row("50 thumbnails on drop: all on screen", everything / bare, "x", "bare scaled decode on all cores", 1.3)
    yield Row("the same", everything, "s", f"bare: {bare:.2f} s")
    yield Row("the same: longest time without an event", gap * 1000, "ms", "timer of 5 ms, the worst round", 50)


def scroll_rows(photos: list[Path], work: Path) -> Iterator[Row]:
    """From the top to the bottom of a library of 5,000."""
    files = _library(photos, work / "library")
    with _Room(work) as room:
        before = psutil.Process().memory_info().rss
        frames = _scrolled(room, files)
        grown = psutil.Process().memory_info().rss - before
    told = f"{len(frames)} frames at 60 Hz through {_LIBRARY} pictures, each repainted"
    yield Row("scrolling a library: a frame, median", statistics.median(frames) * 1000, "ms", told, 8)
    yield Row("the same, 95th of 100", sorted(frames)[int(len(frames) * 0.95)] * 1000, "ms", "", 16.7)
    yield Row("the same, worst", max(frames) * 1000, "ms", "", 50)
    yield Row("the same: memory grown by", grown / 1e6, "MB", "thumbnails are kept up to 128 MB", 200)


class _Files(QAbstractListModel):
    """Pictures on this computer."""

    def __init__(self, files: list[Path]) -> None:
        super().__init__()
        self._files = files

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802  (Qt's name)
        return 0 if parent is not None and parent.isValid() else len(self._files)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._files[index.row()].name
            case PictureRole.SOURCE:
                return FileSource(self._files[index.row()])
            case PictureRole.DETAIL:
                return "4000 × 3000 · 3.9 MB"
        return None


class _Room:
    """An application without a screen, and what a grid needs."""

    def __init__(self, work: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        self.application = application
        self.theme = Theme(application, Scheme.LIGHT)
        self._bridge = Bridge()
        self._connection = Connection(self._bridge, work)

    def thumbnails(self) -> Thumbnails:
        """None kept yet."""
        return Thumbnails(self._connection)

    def grid(self, thumbnails: Thumbnails, size: QSize) -> PictureGrid:
        """A grid on the screen that is not there."""
        grid = PictureGrid(thumbnails=thumbnails, theme=self.theme)
        grid.resize(size)
        grid.show()
        self.application.processEvents()
        return grid

    def __enter__(self) -> "_Room":
        return self

    def __exit__(self, *_: object) -> None:
        self._bridge.close()


class _Watch(QObject):
    """Notes when a grid paints, and how long the event loop was busy with one thing."""

    def __init__(self, grid: PictureGrid) -> None:
        super().__init__()
        self.painted = self._last = time.perf_counter()
        self.gap = 0.0
        grid.viewport().installEventFilter(self)
        self._timer = QTimer(self, interval=_TICK_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (likewise)
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.painted = time.perf_counter()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gap, self._last = max(self.gap, now - self._last), now


def _dropped(room: _Room, photos: list[Path]) -> tuple[float, float, float, float]:
    """Seconds to the first, to all, the longest without an event, and of the bare decode."""
    thumbnails = room.thumbnails()
    grid = room.grid(thumbnails, _ALL_IN_SIGHT)
    made: list[object] = []
    thumbnails.ready.connect(made.append)
    watch = _Watch(grid)
    started = time.perf_counter()
    grid.setModel(_Files(photos))
    first = _wait(room, lambda: bool(made), watch, started)
    everything = _wait(room, lambda: len(made) == len(photos), watch, started)
    pixels = _thumbnail_size(grid)
    grid.close()
    thumbnails.close()
    return first, everything, watch.gap, _bare(photos, pixels)


def _wait(room: _Room, done: Any, watch: _Watch, started: float) -> float:
    while not done():
        room.application.processEvents()
        time.sleep(0.0005)
    reached = time.perf_counter()
    while watch.painted < reached:
        room.application.processEvents()
    return watch.painted - started


def _thumbnail_size(grid: PictureGrid) -> QSize:
    picture = grid.itemDelegate().thumbnail(grid.model().index(0, 0))  # type: ignore[attr-defined]
    return QSize(picture.size())


def _bare(photos: list[Path], pixels: QSize) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        assert all(image is not None for image in pool.map(lambda photo: decoding.from_file(photo, pixels), photos))
    return time.perf_counter() - started


def _library(photos: list[Path], folder: Path) -> list[Path]:
    """So many files; the pictures repeat, the thumbnails do not."""
    folder.mkdir()
    small = [thumbnail(photo.read_bytes()) for photo in photos]
    files = [folder / f"{number:05}.jpg" for number in range(_LIBRARY)]
    for number, file in enumerate(files):
        file.write_bytes(small[number % len(small)])
    return files


def _scrolled(room: _Room, files: list[Path]) -> list[float]:
    thumbnails = room.thumbnails()
    grid = room.grid(thumbnails, _USUAL)
    grid.setModel(_Files(files))
    _live(room, 1.0)
    bar = grid.verticalScrollBar()
    frames = []
    for frame in range(_FRAMES):
        started = time.perf_counter()
        bar.setValue(bar.maximum() * (frame + 1) // _FRAMES)
        grid.viewport().repaint()
        room.application.processEvents()
        frames.append(time.perf_counter() - started)
        _live(room, _FRAME_SECONDS - frames[-1])
    grid.close()
    thumbnails.close()
    return frames


def _live(room: _Room, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        room.application.processEvents()
        time.sleep(min(0.001, left))
