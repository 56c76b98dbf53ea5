"""One photo of a run that is not submitted yet: a value, replaced whole whenever something about it changes."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from desktop_app.api.findings import FindingKind
from desktop_app.api.uploads import UploadView
from desktop_app.core import ids

_UNWORKABLE = frozenset({FindingKind.UNREADABLE, FindingKind.TOO_LARGE})


class PhotoState(StrEnum):
    """Where a photo is on its way to the server."""

    WAITING = "waiting"
    UPLOADING = "uploading"
    READY = "ready"
    BROKEN = "broken"
    """It did not arrive; it can be sent again."""


@dataclass(frozen=True)
class DraftPhoto:
    """A photo somebody has chosen."""

    id: str
    """Ours, not the server's."""
    name: str
    """As the merchant sees it; may carry folders."""
    size: int
    """Bytes."""
    path: Path | None = None
    """The file; None for a picture from the clipboard."""
    data: bytes = field(default=b"", repr=False)
    """The picture from the clipboard."""
    state: PhotoState = PhotoState.WAITING
    progress: float = 0.0
    """Of the upload, 0 to 1."""
    upload: UploadView | None = None
    """What the server says of it, once it is ready."""
    error: Exception | None = None
    """Why it is broken."""
    ticked: bool = True
    """Whether the merchant wants it worked on."""

    @classmethod
    def arrived(cls, upload: UploadView) -> Self:
        """A photo that the server has from before; it is not sent again."""
        name, size = upload.file_name, upload.size
        return cls(ids.new(), name, size, state=PhotoState.READY, progress=1.0, upload=upload)

    def anew(self) -> "DraftPhoto | None":
        """The photo as it was before it was sent; None where only the server has it."""
        if self.path is None and not self.data:
            return None
        return replace(self, state=PhotoState.WAITING, progress=0.0, upload=None, error=None)

    @property
    def source(self) -> Path | bytes:
        """What is sent."""
        return self.path or self.data

    @property
    def is_workable(self) -> bool:
        """Whether anything can be made of it, as far as is known: one that was not decoded has no pixels."""
        if self.upload is None:
            return self.state is not PhotoState.BROKEN
        known = {finding.kind for finding in self.upload.findings}
        return self.upload.width > 0 and not known & _UNWORKABLE

    @property
    def is_chosen(self) -> bool:
        """Whether it will be submitted and paid for."""
        return self.ticked and self.is_workable

    @property
    def is_on_its_way(self) -> bool:
        """Whether the server is still to get it."""
        return self.state in (PhotoState.WAITING, PhotoState.UPLOADING)
