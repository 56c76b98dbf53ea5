"""A real window on a real server, offscreen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import settings
from desktop_app.core.settings import Settings
from desktop_app.core.words import Language
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.workbench import Workbench
from tests.journeys import photos as drawn
from tests.journeys.house import migrated


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    """What the window works with, on a fresh data folder with the trial account's 100 quota; speaks Chinese."""
    yield from workbench(tmp_path / "data", qtbot)


def workbench(folder: Path, qtbot: QtBot, language: Language = Language.CHINESE) -> Iterator[Workbench]:
    """A workbench whose server is ready, and its end."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    folder.mkdir(exist_ok=True)
    migrated(folder)
    settings.save(folder, Settings(workers=1, output_folder=str(folder.parent / "saved"), theme="light"))
    (folder.parent / "saved").mkdir(exist_ok=True)
    made = Workbench(application, folder, language)
    made.connection.open()
    qtbot.waitUntil(lambda: made.wallet.quota is not None and made.tasks.loaded, timeout=30_000)
    yield made
    made.close()
    made.deleteLater()
    application.processEvents()


@pytest.fixture
def window(bench: Workbench, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on `bench`, shown."""
    shown = MainWindow(bench)
    shown.resize(1360, 860)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shown.hide()
    shown.deleteLater()
    QApplication.sendPostedEvents(shown, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


@pytest.fixture
def photos(shoot: Path) -> Callable[[int], list[Path]]:
    """Makes so many garment photos, each different, with Chinese names; so small that to cut one out takes 0.1 s."""

    def make(count: int) -> list[Path]:
        numbers = range(1, count + 1)
        return [_written(shoot / f"衬衫 {number:02}.jpg", drawn.garment(number, (120, 160))) for number in numbers]

    return make


def _written(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file
