"""Blobs that are being worked on, on this drive: brought once, kept while there is room, never the only copy."""

import contextlib
import os
import shutil
import threading
import time
from pathlib import Path

from desktop_app.server.storage.parts import place

KEPT_SECONDS = 3600
"""A path that was given out stays good so long, whatever the cache's bound: a ZIP of many pictures is read slowly."""
_LEFT = 0.8
"""Of its bound, after the oldest went: so that not every blob has some go."""


class BlobCache:
    """Files below one folder, as many bytes as it may have; the longest unasked-for go first."""

    def __init__(self, *, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most = most_bytes
        self._guard = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._bytes = sum(size for _, size, _ in self._files())

    def find(self, owner: str, sha256: str) -> Path | None:
        """The blob's file, None if it is not here."""
        path = self._place(owner, sha256)
        with self._guard, contextlib.suppress(FileNotFoundError):
            os.utime(path)  # asked for now
            return path
        return None

    def keep(self, part: Path, owner: str, sha256: str) -> Path:
        """Take a file in; the file's place."""
        path = self._place(owner, sha256)
        size = part.stat().st_size
        place(part, path)
        os.utime(path)
        with self._guard:
            self._bytes += size
            if self._bytes > self._most:
                self._shrink()
        return path

    def drop(self, owner: str, sha256: str) -> None:
        """Forget a blob."""
        self._place(owner, sha256).unlink(missing_ok=True)

    def drop_all(self, owner: str) -> None:
        """Forget the blobs of an account."""
        shutil.rmtree(self._folder / owner, ignore_errors=True)

    def _shrink(self) -> None:
        files = sorted(self._files())
        self._bytes = sum(size for _, size, _ in files)
        before = time.time() - KEPT_SECONDS
        for asked, size, file in files:
            if self._bytes <= self._most * _LEFT or asked > before:
                return
            file.unlink(missing_ok=True)
            self._bytes -= size

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each was asked for last, its bytes, and where it is."""
        found = []
        for file in self._folder.glob("*/*/*"):
            with contextlib.suppress(FileNotFoundError):
                stat = file.stat()
                found.append((stat.st_mtime, stat.st_size, file))
        return found

    def _place(self, owner: str, sha256: str) -> Path:
        return self._folder / owner / sha256[:2] / sha256
