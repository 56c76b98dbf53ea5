"""What every page has in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import set_role


class Page(Translated, QWidget):
    """A page of the window: a column with the usual margins under the header."""

    title_changed = Signal()
    """`title` says something else, for another reason than arriving or another language."""
    photos_asked = Signal()
    """Somebody wants to choose photos to begin with."""
    folder_asked = Signal()
    """Somebody wants to choose a folder of photos to begin with."""
    photos_offered = Signal(list)
    """Paths of photos and folders that somebody wants to begin with."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 8, 24, 24)
        self.column.setSpacing(16)

    @property
    def title(self) -> str:
        """What the header shows."""
        return ""

    def arrive(self, subject: str) -> None:
        """The page is shown, with a subject such as a task's id; it takes the focus where that helps."""

    def leave(self) -> None:
        """Another page is shown."""

    def retranslate(self) -> None:
        """Say every text anew."""
