"""How long it takes from the start of the process to the first frame of the window, beside a bare Qt window.

A frozen application (python installer/build.py freeze), where there is one, is started in turn with the unfrozen one;
both tell by their logs when the window was on the screen, for nothing can be put into a frozen one.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tests.benchmarks.row import Row
from tests.installer import frozen

_ROUNDS = 7

_TOLD = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and watched.isWindow():
            QTimer.singleShot(0, lambda: (sys.stdout.write(f"{time.time()}"), sys.stdout.flush(), os._exit(0)))
        return False
"""
"""Writes when a window was painted, and is gone: what follows the first frame is not measured."""

_BARE = f"""{_TOLD}
from PySide6.QtWidgets import QLabel
application = QApplication([])
window = QLabel("hello")
painted = Painted()
window.installEventFilter(painted)
window.resize(1360, 860)
window.show()
application.exec()
"""

_OURS = f"""
import desktop_app.ui.first_frame as first_frame
{_TOLD}
class FirstFrame(first_frame.FirstFrame):
    def __init__(self, window):
        super().__init__(window)
        self.seen = Painted()
        window.installEventFilter(self.seen)

first_frame.FirstFrame = FirstFrame
from desktop_app.launch import main
main()
"""


def rows(work: Path) -> Iterator[Row]:
    """Each in turn, so that both see the same machine; a round to warm up does not count."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CLEANRACK_DATA_DIR": str(work / "startup")}
    measured = [(_seconds(_BARE, environment), _seconds(_OURS, environment)) for _ in range(_ROUNDS + 1)][1:]
    bare, ours = (statistics.median(each) for each in zip(*measured, strict=True))
    best_bare, best = (min(each) for each in zip(*measured, strict=True))
    yield Row(
        "bare Qt window on the screen, median", bare * 1000, "ms", f"{_ROUNDS} starts, best {best_bare * 1000:.0f}"
    )
    yield Row("our window on the screen, median", ours * 1000, "ms", f"{_ROUNDS} starts, best {best * 1000:.0f}", 500)
    yield Row("the same, ratio", ours / bare, "x", "bare Qt window, median", 2)
    yield Row("the same, ratio of the best", best / best_bare, "x", "bare Qt window, best", 2)
    if not frozen.missing():
        yield from _frozen_rows(work, environment)


def _frozen_rows(work: Path, environment: dict[str, str]) -> Iterator[Row]:
    """The frozen application beside the unfrozen one."""
    programs = ([sys.executable, "-m", "desktop_app"], [str(frozen.WINDOW)])
    measured = [[_logged_seconds(each, work / "logged", environment) for each in programs] for _ in range(_ROUNDS + 1)]
    plain, ours = (statistics.median(each) for each in zip(*measured[1:], strict=True))
    yield Row("frozen window on the screen, median", ours * 1000, "ms", f"{_ROUNDS} starts, by its log", 500)
    yield Row("the same, ratio", ours / plain, "x", f"unfrozen, by its log, median {plain * 1000:.0f} ms", 1.5)


def _seconds(script: str, environment: dict[str, str]) -> float:
    started = time.time()
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    return float(done.stdout) - started


def _logged_seconds(program: list[str], folder: Path, environment: dict[str, str]) -> float:
    """Until the log says that the window is on the screen."""
    log = folder / "window.log"
    log.unlink(missing_ok=True)
    started = datetime.now()  # noqa: DTZ005 - logs tell the local time
    quitting = {"CLEANRACK_DATA_DIR": str(folder), "CLEANRACK_QUIT_AFTER": "1"}
    subprocess.run(program, env={**environment, **quitting}, capture_output=True, check=True)
    line = next(line for line in log.read_text(encoding="utf-8").splitlines() if "on the screen" in line)
    shown = datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S,%f")  # noqa: DTZ007 - likewise
    return (shown - started).total_seconds()
