"""What a picture model answers about each row; picture grids, their delegate and screen readers all ask this."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

from PySide6.QtCore import Qt


class PictureState(StrEnum):
    """How a cell looks; the model says the words."""

    PLAIN = "plain"
    WAITING = "waiting"
    BUSY = "busy"
    """Shows the progress bar."""
    DONE = "done"
    WARNING = "warning"
    FAILED = "failed"


class PictureRole(IntEnum):
    """Beside Qt.DisplayRole (the name), ToolTipRole, AccessibleTextRole and CheckStateRole (None: no tick box)."""

    SOURCE = Qt.ItemDataRole.UserRole + 1
    """A ThumbnailSource."""
    STATE = Qt.ItemDataRole.UserRole + 2
    """A PictureState."""
    BADGE = Qt.ItemDataRole.UserRole + 3
    """The state in words, in the merchant's language; "" shows no badge."""
    PROGRESS = Qt.ItemDataRole.UserRole + 4
    """0 to 1 while something goes on; None shows no bar."""
    DETAIL = Qt.ItemDataRole.UserRole + 5
    """The second line: pixels and size, a finding, the reason of a failure."""
    REMOVABLE = Qt.ItemDataRole.UserRole + 6
    """Whether the cell offers to remove it."""


@dataclass(frozen=True)
class FileSource:
    """A picture on this computer."""

    path: Path


@dataclass(frozen=True)
class UploadSource:
    """An uploaded photo: the server draws it, also where Qt cannot read the format."""

    upload_id: str
    path: Path | None = None
    """The file it came from, tried first."""


@dataclass(frozen=True)
class AssetSource:
    """A picture of the library."""

    asset_id: str


@dataclass(frozen=True)
class ItemSource:
    """The finished picture of a task's item."""

    task_id: str
    index: int
    sha256: str
    """Of the output: a retried item has another one."""


ThumbnailSource = FileSource | UploadSource | AssetSource | ItemSource
