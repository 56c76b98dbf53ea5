"""What is being put together on the form: the photos of a run that is not submitted yet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.ui.connection import Connection
from desktop_app.ui.notices import Notices
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech


class Drafts(QObject):
    """The drafts of the single and the batch form."""

    def __init__(
        self,
        *,
        connection: Connection,
        preferences: Preferences,
        notices: Notices,
        speech: Speech,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)

    def add(self, paths: Sequence[Path]) -> None:
        """Take photos and folders, wherever they were dropped."""

    def add_picture(self, data: bytes, name: str) -> None:
        """Take a picture from the clipboard (an encoded file's bytes)."""
