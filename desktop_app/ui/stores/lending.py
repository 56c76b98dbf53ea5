"""Pictures lent to a drag: files in a folder of ours, fetched ahead where possible, cleaned away in the end."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.core import names
from desktop_app.ui.connection import Connection
from desktop_app.ui.stores.export import Saving

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

FOLDER = "outgoing"
_PATIENCE_MILLISECONDS = 5_000
_AHEAD = 12
"""Pictures fetched on the mere chance that they are dragged."""


class Lending(QObject):
    """Keeps lent files by their content: `outgoing/<sha256>/<name>`."""

    _arrived = Signal()

    def __init__(self, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._folder = connection.folder / FOLDER
        self._underway: set[str] = set()
        self.close()  # what a crash has left

    def prepare(self, loans: Sequence[Saving]) -> None:
        """Begin to fetch what is not there yet."""
        for loan in loans[:_AHEAD]:
            self._fetch(loan)

    def lend(self, loans: Sequence[Saving]) -> list[Path]:
        """The files, each under a name of its own; those that did not come in time are left out."""
        for loan in loans:
            self._fetch(loan)
        self._wait_for(loans)
        wanted = names.unique([loan.name for loan in loans])
        here = [(loan, name) for loan, name in zip(loans, wanted, strict=True) if self._file(loan).exists()]
        return [_named(self._file(loan), name) for loan, name in here]

    def close(self) -> None:
        """Take back everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, loan: Saving) -> Path:
        return self._folder / loan.sha256 / loan.name

    def _fetch(self, loan: Saving) -> None:
        target = self._file(loan)
        if str(target) in self._underway or target.exists():
            return
        self._underway.add(str(target))

        async def work(server: "ServerClient") -> None:
            target.parent.mkdir(parents=True, exist_ok=True)
            await loan.fetch(server, target, lambda _done, _total: None)

        def end(_: object = None) -> None:
            self._underway.discard(str(target))
            self._arrived.emit()

        self._connection.ask(self, work, done=end, failed=end)

    def _wait_for(self, loans: Sequence[Saving]) -> None:
        if not self._missing(loans):
            return
        loop = QEventLoop()
        QTimer.singleShot(_PATIENCE_MILLISECONDS, loop, loop.quit)

        def look() -> None:
            if not self._missing(loans):
                loop.quit()

        self._arrived.connect(look)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            QGuiApplication.restoreOverrideCursor()
            self._arrived.disconnect(look)

    def _missing(self, loans: Sequence[Saving]) -> bool:
        return any(str(self._file(loan)) in self._underway for loan in loans)


def _named(file: Path, name: str) -> Path:
    """The same file under another name beside it, where the names of one drag would clash."""
    other = file.with_name(name)
    if not other.exists():
        shutil.copyfile(file, other)
    return other
