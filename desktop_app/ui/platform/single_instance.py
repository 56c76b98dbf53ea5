"""One window for each data folder: a second start hands its files to the first and leaves, or asks it to end."""

import ctypes
import getpass
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:  # the first one needs no network before its window is on the screen
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_SECONDS = 5.0
_LONGEST_ADDRESS = 100
"""Bytes; systems take 103 to 107 for the address of a socket."""
_LONGEST_MESSAGE = 1_000_000
_ENDING = b'{"version": 1, "end": true}\n'
_ANY_PROCESS = -1
"""Windows lets only the program that was just started bring a window to the front; it passes that on."""


class SingleInstance(QObject):
    """Says who is first on a data folder, and carries files from the second to the first.

    The lock decides, and dies with its process; the socket carries, and is made anew by each first one, so that what
    a killed process left in the way is no matter.
    """

    called = Signal(object)
    """Another start wants this window to the front, with these files (a list of Path)."""
    dismissed = Signal()
    """A setup wants this window to end."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address(folder)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this is the first. Where the folder cannot hold a lock, everybody is: the server tells why."""
        return self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """As the first: hear of the others."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._address)
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._on_connected(server))
        server.listen(self._address)

    def hand_over(self, files: Sequence[Path], seconds: float = _PATIENCE_SECONDS) -> bool:
        """As the second: give the first these files; answers whether it took them. It may just be starting."""
        if sys.platform == "win32":
            ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if _told(self._address, _calling(files)):
                return True
            time.sleep(0.1)
        return False

    def dismiss(self, seconds: float) -> bool:
        """As the second: ask the first to end; answers whether it did. Its server ends with it."""
        ends = time.monotonic() + seconds
        while not self.claim():
            if time.monotonic() > ends:
                return False
            _told(self._address, _ENDING)
            time.sleep(0.2)
        self.close()
        return True

    def close(self) -> None:
        """Leave the place to others; twice is once."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _on_connected(self, server: "QLocalServer") -> None:
        socket = server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._on_ready(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            self._on_ready(socket)

    def _on_ready(self, socket: "QLocalSocket") -> None:
        if socket.bytesAvailable() > _LONGEST_MESSAGE:
            socket.abort()
        elif socket.canReadLine():
            line = bytes(socket.readLine().data())
            files = _understood(line)
            ending = line == _ENDING
            socket.write(b"taken\n" if ending or files is not None else b"refused\n")
            socket.flush()
            socket.disconnectFromServer()
            if ending:
                self.dismissed.emit()
            elif files is not None:
                self.called.emit(files)


def address(folder: Path) -> str:
    """Where the first one of a data folder listens; in the folder itself, which is its owner's alone, if that fits."""
    if sys.platform != "win32" and len(bytes(folder / "window.socket")) <= _LONGEST_ADDRESS:
        return str(folder / "window.socket")
    told = hashlib.sha256(f"{getpass.getuser()}\0{folder}".encode()).hexdigest()[:24]
    return f"cleanrack-{told}" if sys.platform == "win32" else str(Path(tempfile.gettempdir()) / f"cleanrack-{told}")


def _calling(files: Sequence[Path]) -> bytes:
    return json.dumps({"version": 1, "files": [str(file.absolute()) for file in files]}).encode() + b"\n"


def _told(name: str, message: bytes) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(500):
        return False
    socket.write(message)
    answered = socket.waitForReadyRead(3000) and bytes(socket.readLine().data()) == b"taken\n"
    socket.abort()
    return answered


def _understood(line: bytes) -> list[Path] | None:
    try:
        return [Path(file) for file in json.loads(line)["files"]]
    except (ValueError, KeyError, TypeError):
        return None
