"""The ways to keep a computer from sleeping; none where the system has none."""

import ctypes
import os
import shutil
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QProcess

_WHY = "photos are being processed"


class Hold(Protocol):
    """One way to keep a computer awake."""

    def take(self) -> None:
        """Keep it awake from now on."""

    def release(self) -> None:
        """Let it sleep again."""


class ChildHold:
    """A program that keeps the computer awake for as long as it runs; it ends with this process, however that ends."""

    def __init__(self, command: Sequence[str], parent: QObject) -> None:
        self._command = command
        self._process = QProcess(parent)

    def take(self) -> None:
        """Start it; where it fails, the next `take` tries again."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(self._command[0], list(self._command[1:]))

    def release(self) -> None:
        """End it."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        self._process.terminate()
        if not self._process.waitForFinished(1000):
            self._process.kill()
            self._process.waitForFinished(1000)


class WindowsHold:
    """Tells Windows that the thread is busy."""

    _CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001

    def take(self) -> None:
        """Until it is told otherwise."""
        self._tell(self._CONTINUOUS | self._SYSTEM_REQUIRED)

    def release(self) -> None:
        """Idle again."""
        self._tell(self._CONTINUOUS)

    def _tell(self, state: int) -> None:
        ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(state))  # type: ignore[attr-defined,unused-ignore]


def ways(platform: str, parent: QObject) -> list[Hold]:
    """What this computer has; several at once do no harm."""
    if platform == "win32":
        return [WindowsHold()]
    commands: list[list[str]] = []
    if platform == "darwin":
        commands.append(["caffeinate", "-i", "-w", str(os.getpid())])
    else:
        # `cat` ends when our end of its pipe closes
        options = ["--what=idle:sleep", "--mode=block", "--who=CleanRack", f"--why={_WHY}"]
        commands.append(["systemd-inhibit", *options, "cat"])
        commands.append(["gnome-session-inhibit", "--inhibit", "idle:suspend", "--reason", _WHY, "cat"])
    return [ChildHold(command, parent) for command in commands if shutil.which(command[0])]
