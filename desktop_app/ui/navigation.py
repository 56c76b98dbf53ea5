"""Where one can be in the window, and how one gets there."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Place(StrEnum):
    """The pages."""

    WORKSPACE = "workspace"
    FEATURE = "feature"
    TASKS = "tasks"
    TASK = "task"
    LIBRARY = "library"
    ACCOUNT = "account"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Destination:
    """A page, and what it shows."""

    place: Place
    subject: str = ""
    """The id of a feature or task."""


class Navigator(QObject):
    """Takes the merchant to a page, and back."""

    arrived = Signal(Destination)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.here = Destination(Place.WORKSPACE)
        self._before: list[Destination] = []

    def go(self, place: Place, subject: str = "") -> None:
        """Show a page."""
        destination = Destination(place, subject)
        if destination != self.here:
            self._before = [*self._before[-19:], self.here]
        self._arrive(destination)

    def back(self) -> None:
        """Show the page before; the workspace where there is none."""
        self._arrive(self._before.pop() if self._before else Destination(Place.WORKSPACE))

    def _arrive(self, destination: Destination) -> None:
        self.here = destination
        self.arrived.emit(destination)
