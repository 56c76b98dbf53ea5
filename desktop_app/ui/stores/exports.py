"""Finished pictures to the merchant's disk, told by notices as they go."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.api.library import AssetView
from desktop_app.api.tasks import TaskView
from desktop_app.ui.connection import Connection
from desktop_app.ui.notices import Notices
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech


class Exports(QObject):
    """Saves ZIPs and pictures into the output folder, under free names."""

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

    def task_zip(self, task_id: str, *, only_success: bool = False) -> None:
        """The task's `batch_<id>.zip`."""

    def task_pictures(self, task: TaskView, indexes: Sequence[int]) -> None:
        """Finished pictures of a task, as files."""

    def assets_zip(self, assets: Sequence[AssetView]) -> None:
        """Pictures of the library as one ZIP."""

    def asset_files(self, assets: Sequence[AssetView]) -> None:
        """Pictures of the library as files."""

    def lend_assets(self, assets: Sequence[AssetView]) -> list[Path]:
        """Files to drag out, in a folder of ours: fetched now if they are not there yet; may block some seconds."""
        return []

    def lend_items(self, task: TaskView, indexes: Sequence[int]) -> list[Path]:
        """Finished pictures of a task to drag out, likewise."""
        return []
