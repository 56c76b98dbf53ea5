"""One run of the window, from the first frame to the exit code."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.core.words import Language
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.workbench import Workbench


def run(folder: Path, *, language: Language | None = None, files: Sequence[Path] = ()) -> int:
    """Show the window on a data folder until it is closed, with photos to begin with; answers the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("CleanRack")
    bench = Workbench(application, folder, language)
    window = MainWindow(bench)
    window.show()
    QTimer.singleShot(0, bench.connection.open)  # after the first frame
    code = application.exec()
    bench.close()
    return code
