"""The window's log in the data folder, and the net for errors that nobody caught."""

import logging
import sys
import threading
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from desktop_app.core.errors import InternalError
from desktop_app.ui.notices import Notices

log = logging.getLogger(__name__)

LOG = "window.log"
_BYTES = 1_000_000


class OwnersLogHandler(RotatingFileHandler):
    """Two files at most, readable by their owner alone."""

    def __init__(self, file: Path) -> None:
        self._file = file
        super().__init__(file, maxBytes=_BYTES, backupCount=1, encoding="utf-8")
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def _open(self) -> TextIOWrapper:
        self._file.touch(mode=0o600)
        self._file.chmod(0o600)
        return super()._open()


def log_to(folder: Path) -> None:
    """Keep a log in the data folder; where that cannot be written, there is none: the banner tells why."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handlers: list[logging.Handler] = [OwnersLogHandler(folder / LOG)]
    except OSError:
        handlers = [logging.NullHandler()]
    logging.basicConfig(level=logging.INFO, handlers=handlers)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # one line for each question otherwise


class Net:
    """Catches what falls through a slot or a thread: it goes to the log and is told by a red notice; the window stays.

    Qt hands an error of a slot to `sys.excepthook`; without this it would be lost on a terminal nobody sees.
    """

    def __init__(self, notices: Notices, post: Callable[[Callable[[], None]], None]) -> None:
        self._notices = notices
        self._post = post

    def spread(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._on_error
        threading.excepthook = lambda told: self._on_error(told.exc_type, told.exc_value, told.exc_traceback)

    def fold(self) -> None:
        """Leave it to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_error(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        log.critical("nobody caught this", exc_info=(kind, error, trace) if error is not None else True)
        if issubclass(kind, Exception):
            self._post(lambda: self._notices.tell_error(InternalError(reference=kind.__name__)))
