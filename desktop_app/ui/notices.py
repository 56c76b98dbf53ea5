"""Short messages that need no answer: values, and where to send them. widgets/notice_stack.py shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.speech import Speech


class Tone(StrEnum):
    """How a notice looks."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True)
class Offer:
    """What a notice offers to do, such as to undo."""

    text: str
    """A verb: what the button says."""
    act: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    """One message."""

    text: str
    tone: Tone = Tone.INFO
    lines: tuple[str, ...] = ()
    """Details, such as the names of refused files."""
    offer: Offer | None = None
    seconds: float = 6.0
    """How long it stays; 0 until it is closed. One that is pointed at or has the focus stays anyway."""


class Notices(QObject):
    """Takes notices from everywhere."""

    told = Signal(Notice)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech

    def tell(self, notice: Notice) -> None:
        """Show a notice."""
        self.told.emit(notice)

    def tell_error(self, error: Exception) -> None:
        """Show what went wrong, and what to do."""
        self.tell(Notice(self._speech.explain(error), tone=Tone.DANGER, seconds=12.0))
