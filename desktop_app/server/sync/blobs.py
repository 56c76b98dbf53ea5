"""Finished pictures on their way: computers send them to the storage and fetch them from it, past us but by our leave.

A picture counts as there once the storage itself has told its size and checksum; only then may a computer let its own
copy go, and only then do others hear where it is.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from desktop_app.api.sync import BlobPlace, BlobSource, DoneAnswer, DoneBlobs, WantBlobs
from desktop_app.core.clock import Clock
from desktop_app.core.errors import NotFoundError
from desktop_app.server.database import Database
from desktop_app.server.devices import repository as devices
from desktop_app.server.devices.states import require_ok
from desktop_app.server.storage.bucket import Found, Presigned
from desktop_app.server.sync import blob_repository as repository

_ASKING = 16
"""Questions to the storage at once."""


class Objects(Protocol):
    """What is asked of the storage; it keeps every account's pictures apart."""

    def head(self, owner: str, sha256: str) -> Found | None:
        """What is there; None only where it says that nothing is. Raises BusyError."""
        ...

    def presigned_put(self, owner: str, sha256: str, size: int) -> Presigned:
        """Where exactly this picture can be sent to."""
        ...

    def presigned_get(self, owner: str, sha256: str) -> Presigned:
        """Where it can be read."""
        ...


class BlobService:
    """Pictures of an account between its computers."""

    def __init__(self, *, database: Database, objects: Objects, clock: Clock) -> None:
        self._database = database
        self._objects = objects
        self._clock = clock

    def want(self, account_id: str, device_id: str, request: WantBlobs) -> list[BlobPlace]:
        """For each picture a place to send it to, or none where it is there. Raises DeviceClosedError and the like."""
        with self._database.write(account_id) as connection:
            require_ok(devices.get(connection, account_id, device_id))
            known = repository.of(connection, account_id, [item.sha256 for item in request.items])
            there = {sha256 for sha256, row in known.items() if row.is_verified}
            sizes = {item.sha256: item.size for item in request.items}
            repository.expect(connection, account_id, sizes, self._clock())
        return [
            BlobPlace(sha256=item.sha256)
            if item.sha256 in there
            else self._place(account_id, item.sha256, sizes[item.sha256])
            for item in request.items
        ]

    def done(self, account_id: str, device_id: str, request: DoneBlobs) -> DoneAnswer:
        """Ask the storage what became of pictures that were sent, also of such as a restore has forgotten.

        Raises BusyError where it does not say.
        """
        with self._database.read(account_id) as connection:
            require_ok(devices.get(connection, account_id, device_id))
            known = repository.of(connection, account_id, request.sha256)
        there = {sha256 for sha256, row in known.items() if row.is_verified}
        found = self._found(account_id, [sha256 for sha256 in request.sha256 if sha256 not in there])
        with self._database.write(account_id) as connection:
            gone = known.keys() - repository.of(connection, account_id, request.sha256).keys()
            found = {sha256: size for sha256, size in found.items() if sha256 not in gone}  # let go of meanwhile
            for sha256, size in found.items():
                repository.verify(connection, account_id, sha256, size, self._clock())
        return DoneAnswer(
            verified=[sha256 for sha256 in request.sha256 if sha256 in there or sha256 in found],
            missing=[sha256 for sha256 in request.sha256 if sha256 not in there and sha256 not in found],
        )

    def source(self, account_id: str, device_id: str, sha256: str) -> BlobSource:
        """Where to read a picture of the account. Raises NotFoundError for one that is not verified, or not its own."""
        with self._database.read(account_id) as connection:
            require_ok(devices.get(connection, account_id, device_id))
            row = repository.of(connection, account_id, [sha256]).get(sha256)
        if row is None or not row.is_verified:
            raise NotFoundError(what="output")
        return BlobSource(sha256=sha256, size=row.size, url=self._objects.presigned_get(account_id, sha256).url)

    def _place(self, account_id: str, sha256: str, size: int) -> BlobPlace:
        place = self._objects.presigned_put(account_id, sha256, size)
        return BlobPlace(sha256=sha256, url=place.url, headers=place.headers)

    def _found(self, account_id: str, hashes: Sequence[str]) -> dict[str, int]:
        """Those that lie in the storage with the right checksum, and their sizes."""
        with ThreadPoolExecutor(max_workers=_ASKING) as threads:
            answers = threads.map(lambda sha256: self._objects.head(account_id, sha256), hashes)
            pairs = zip(hashes, answers, strict=True)
            return {sha256: found.size for sha256, found in pairs if found and found.sha256 == sha256}
