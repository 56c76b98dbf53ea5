"""Where pictures are kept: what every home's storage offers. On a computer it is a folder (`files`), in the cloud S3.

A blob is a picture's bytes under the account it belongs to and their SHA-256, so it never changes and is kept once.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from desktop_app.core.errors import DiskFullError


class Storage(Protocol):
    """Keeps blobs. Parts are files on this computer's drive that are not blobs yet."""

    def path(self, owner: str, sha256: str) -> Path:
        """A file with the blob's bytes, good for an hour. Raises MissingOriginalError where there is no such blob.

        Raises BusyError, CloudUnreachableError or DiskFullError where nobody can tell now.
        """
        ...

    def keep(self, part: Path, owner: str, sha256: str) -> None:
        """Make a written and synced part the blob of that hash; durable when this returns, and the part is gone.

        Raises DiskFullError, BusyError; asking again is right, also where it had been kept.
        """
        ...

    def remove(self, owner: str, sha256: str) -> None:
        """Drop a blob that no row names."""
        ...

    def answers(self) -> bool:
        """Whether blobs can be read and kept now."""
        ...

    def part(self) -> Path:
        """A fresh place to write to before the hash is known."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """A block that writes to a part: a full drive leaves it as DiskFullError."""
        ...

    def discard(self, part: Path) -> None:
        """Drop a part that nobody will keep, and those numbered after it (`<part>-1.part`)."""
        ...

    def require_room(self, needed: int = 0) -> None:
        """Raise DiskFullError unless parts of `needed` bytes fit and the headroom stays."""
        ...

    def full(self, needed: int, free: int | None = None) -> DiskFullError:
        """The error that says how much room is missing."""
        ...


class Fetch(Protocol):
    """Brings pictures that another computer of the account made and the cloud keeps."""

    def __call__(self, owner: str, sha256: str, part: Path) -> bool:
        """Write the blob's bytes to `part` and sync it; False where nobody has it. The hash is checked by the asker.

        Raises CloudUnreachableError where nobody can tell now.
        """
        ...
