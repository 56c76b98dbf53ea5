"""The real window with a real server, driven from inside and photographed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop_app.core import settings
from desktop_app.core.settings import Settings
from desktop_app.core.words import Language
from desktop_app.imaging.photos import collect
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.theme import Scheme
from desktop_app.ui.workbench import Workbench

FEATURE = "basic_clean"


class Stage:
    """A window to be brought into states."""

    def __init__(self, folder: Path, *, photos: Path, size: tuple[int, int]) -> None:
        self.folder = folder
        self.photos = [photo.path for photo in collect([photos]).photos]
        """Real garment photos."""
        self.task_id = ""
        """The task that the states are about."""
        (data := folder / "data").mkdir()
        (folder / "saved").mkdir()
        os.environ["CLEANRACK_STATE_DIR"] = str(folder / "state")
        settings.save(data, Settings(workers=2, output_folder=str(folder / "saved"), theme="light"))
        self.application = QApplication([])
        self.bench = Workbench(self.application, data, Language.CHINESE)
        self.window = MainWindow(self.bench)
        self.window.resize(*size)
        self.window.show()
        self.bench.connection.open()
        self.wait(lambda: self.bench.wallet.quota is not None and self.bench.tasks.loaded)

    def wait(self, come: Callable[[], object], seconds: float = 60) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + seconds
        while not come():
            if time.monotonic() > end:
                raise TimeoutError(f"{come} did not come")
            self.live(0.02)

    def live(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, max(1, int(left * 1000)))
            time.sleep(0.002)

    def go(self, place: Place, subject: str = "") -> None:
        """Show a page and let it settle."""
        self.bench.navigator.go(place, subject)
        self.live(0.4)

    def dialogs(self) -> list[QWidget]:
        """What stands in front of the window."""
        found = QApplication.topLevelWidgets()
        return [each for each in found if each.isVisible() and isinstance(each, QDialog | QMenu)]

    def shoot(self, folder: Path, name: str, *, languages: tuple[Language, ...]) -> None:
        """Save the state in both themes and all languages."""
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            for language in languages:
                self.bench.theme.choose(scheme)
                self.bench.speech.choose(language)
                self.live(0.5)
                self._portrait().save(str(folder / f"{name}-{scheme.value}-{language.value}.png"))
        self.bench.theme.choose(Scheme.LIGHT)
        self.bench.speech.choose(Language.CHINESE)

    def tidy(self) -> None:
        """Close what stands in front."""
        for each in self.dialogs():
            each.close()
        self.live(0.1)

    def close(self) -> None:
        """The end of window and server."""
        self.window.hide()
        self.window.deleteLater()
        self.bench.close()
        self.live(0.2)

    def _portrait(self) -> QPixmap:
        """The window with its dialogs in front, as a window system would show them."""
        portrait = self.window.grab()
        painter = QPainter(portrait)
        for each in self.dialogs():
            painter.fillRect(self.window.rect(), Qt.GlobalColor.transparent)
            shown = each.grab()
            place = _inside(each.pos() - self.window.pos(), each, self.window)
            painter.drawPixmap(place, shown)
            painter.drawRect(place.x() - 1, place.y() - 1, each.width() + 1, each.height() + 1)
        painter.end()
        return portrait


def _inside(place: QPoint, front: QWidget, window: QWidget) -> QPoint:
    if isinstance(front, QMenu):
        return place
    return QPoint((window.width() - front.width()) // 2, (window.height() - front.height()) // 2)
