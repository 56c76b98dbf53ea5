"""One run of the window, from the first frame to the exit code."""

import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.core.errors import DataFolderBusyError
from desktop_app.core.words import Language
from desktop_app.ui import diary
from desktop_app.ui.first_frame import FirstFrame
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.platform import relaunch
from desktop_app.ui.platform.single_instance import SingleInstance
from desktop_app.ui.workbench import Workbench

log = logging.getLogger(__name__)

QUIT_VARIABLE = "CLEANRACK_QUIT_AFTER"
"""Milliseconds after which the window quits by itself: installers start it so to see that it can."""

_AGAIN = -1
"""What the event loop ends with where the data has moved."""


def run(folder: Path, *, language: Language | None = None, files: Sequence[Path] = ()) -> int:
    """Show the window on a data folder until it is closed, with photos to begin with; answers the exit code.

    Where a window is on that folder already, the files go to it and this ends at once. Raises DataFolderBusyError
    where that window does not answer.
    """
    diary.log_to(folder)
    instance = SingleInstance(folder)
    if instance.claim():
        return _show(folder, language, files, instance)
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    if not instance.hand_over(files):
        raise DataFolderBusyError(folder=folder)
    del application
    return 0


def _show(folder: Path, language: Language | None, files: Sequence[Path], instance: SingleInstance) -> int:
    application = _application()
    bench = Workbench(application, folder, language)
    net = diary.Net(bench.notices, bench.bridge.post)
    net.spread()
    window = MainWindow(bench)
    application.commitDataRequest.connect(window.closing.give_way)
    window.ended.connect(application.quit)
    begin = _Beginning(bench, window, instance, files)
    FirstFrame(window).painted.connect(begin)
    bench.mover.restart_wanted.connect(lambda: application.exit(_AGAIN))
    window.show()
    code = application.exec()
    begin.close()
    bench.close()
    net.fold()
    if code == _AGAIN:
        relaunch.start_again()
        return 0
    return code


def _application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("CleanRack")
    application.setDesktopFileName("cleanrack")
    application.setQuitOnLastWindowClosed(False)  # the window may hide in the tray
    return application


class _Beginning:
    """What follows the first frame: the server, the desktop around the window, the photos that were given."""

    def __init__(self, bench: Workbench, window: MainWindow, instance: SingleInstance, files: Sequence[Path]) -> None:
        self._bench = bench
        self._window = window
        self._instance = instance
        self._files = files
        self._close = instance.close

    def __call__(self) -> None:
        from desktop_app.ui.desktop.surroundings import Surroundings

        gc.freeze()
        gc.enable()
        log.info("the window is on the screen")
        self._bench.connection.open()
        around = Surroundings(bench=self._bench, window=self._window, instance=self._instance)
        self._close = around.close
        self._window.intake.take(self._files)
        self._bench.news.begin()
        if milliseconds := os.environ.get(QUIT_VARIABLE):
            QTimer.singleShot(int(milliseconds), lambda: QApplication.exit(0))

    def close(self) -> None:
        """Undo it."""
        self._close()
