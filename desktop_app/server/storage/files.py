"""Pictures as files named by their SHA-256: written beside, synced, renamed, and only then told to the database."""

import logging
from collections.abc import Iterator
from pathlib import Path

from desktop_app.core.errors import MissingOriginalError
from desktop_app.server.storage import Fetch
from desktop_app.server.storage.parts import Parts, digest_of, place

log = logging.getLogger(__name__)


class FileStorage(Parts):
    """Blobs below one folder, `blobs/ab/abcd…`: all accounts' together, for they are all of this computer.

    With `fetch`, a blob that a row names and this computer has not got is brought when it is first asked for.
    """

    def __init__(self, *, folder: Path, fetch: Fetch | None = None) -> None:
        super().__init__(folder=folder)
        self._blobs = folder / "blobs"
        self._blobs.mkdir(exist_ok=True)
        self._fetch = fetch

    def path(self, owner: str, sha256: str) -> Path:
        """Where the blob is. Raises MissingOriginalError where it is not, and what fetching it raises."""
        path = self._place(sha256)
        if not path.is_file() and not self._fetched(owner, sha256):
            raise MissingOriginalError(sha256=sha256)
        return path

    def keep(self, part: Path, owner: str, sha256: str) -> None:
        """Make a written and synced part the blob of that hash; durable when this returns. Raises DiskFullError."""
        with self.writing():
            place(part, self._place(sha256))

    def remove(self, owner: str, sha256: str) -> None:
        """Drop a blob that no row of any account names."""
        self._place(sha256).unlink(missing_ok=True)

    def answers(self) -> bool:
        """Whether the folder is there."""
        return self._blobs.is_dir()

    def kept(self) -> Iterator[str]:
        """Hashes of all blobs."""
        return (file.name for folder in self._blobs.iterdir() if folder.is_dir() for file in folder.iterdir())

    def _fetched(self, owner: str, sha256: str) -> bool:
        if self._fetch is None:
            return False
        part = self.part()
        try:
            with self.writing():
                if not self._fetch(owner, sha256, part):
                    return False
                if digest_of(part) != sha256:
                    log.error("the picture fetched for %s is another one", sha256)
                    return False
            self.keep(part, owner, sha256)
            return True
        finally:
            self.discard(part)

    def _place(self, sha256: str) -> Path:
        return self._blobs / sha256[:2] / sha256
