"""Takes photos in: streamed to disk, hashed on the way, told by content, looked at in a worker process."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from desktop_app.api.findings import Finding, FindingKind
from desktop_app.api.uploads import MAX_UPLOAD_BYTES, UploadView
from desktop_app.core import ids, names
from desktop_app.core.clock import Clock
from desktop_app.core.errors import (
    InvalidRequestError,
    PictureError,
    PictureTooLargeError,
    PictureTooSmallError,
    StateConflictError,
    UnsupportedFormatError,
    UploadTooLargeError,
)
from desktop_app.imaging import formats
from desktop_app.imaging.checks import Inspection, near
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database
from desktop_app.server.storage import Storage
from desktop_app.server.storage.parts import sync_file
from desktop_app.server.uploads import repository
from desktop_app.server.workers.jobs import Inspect
from desktop_app.server.workers.pool import WorkerPool

NEAR_BITS = 6
"""Perceptual hashes that differ in no more bits show the same picture, saved again."""

_COMPARED_WITHIN = timedelta(hours=24)
_COMPARED_AT_MOST = 200


@dataclass(frozen=True)
class _Received:
    part: Path
    sha256: str
    size: int
    head: bytes


class UploadService:
    """Uploads of an account."""

    def __init__(self, *, database: Database, storage: Storage, pool: WorkerPool, clock: Clock) -> None:
        self._database = database
        self._storage = storage
        self._pool = pool
        self._clock = clock

    async def receive(self, account: Account, told_name: str, body: AsyncIterator[bytes]) -> UploadView:
        """Take one photo from a stream of bytes.

        A photo of a format we take that cannot be decoded is kept with the finding that says why: the merchant decides.
        Raises UploadTooLargeError, UnsupportedFormatError, InvalidRequestError (empty) and DiskFullError.
        """
        part = self._storage.part()
        try:
            received = await self._stream(part, body)
            return await asyncio.to_thread(self._admit, account, names.safe_path(told_name), received)
        finally:
            self._storage.discard(part)

    def get(self, account: Account, upload_id: str) -> UploadView:
        """One upload. Raises NotFoundError, NotYoursError."""
        with self._database.read(account.id) as connection:
            row = repository.one(connection, account.id, upload_id)
        return UploadView.model_validate(row, from_attributes=True)

    def source(self, account: Account, upload_id: str) -> Path:
        """Where the photo's bytes are. Raises MissingOriginalError too."""
        with self._database.read(account.id) as connection:
            row = repository.get(connection, account.id, [upload_id])[0]
        return self._storage.path(account.id, row.sha256)

    def delete(self, account: Account, upload_id: str) -> None:
        """Forget an upload that no task was made from. Raises StateConflictError otherwise."""
        with self._database.write(account.id) as connection:
            repository.get(connection, account.id, [upload_id])
            if repository.is_in_use(connection, account.id, upload_id):
                raise StateConflictError(state="in use by a task")
            repository.delete(connection, upload_id)

    async def _stream(self, part: Path, body: AsyncIterator[bytes]) -> _Received:
        digest, size, head = hashlib.sha256(), 0, b""
        with self._storage.writing(), part.open("wb") as file:
            async for chunk in body:
                size += len(chunk)
                if size > MAX_UPLOAD_BYTES:
                    raise UploadTooLargeError(limit_megabytes=MAX_UPLOAD_BYTES // 1_000_000)
                digest.update(chunk)
                file.write(chunk)
                if len(head) < formats.HEAD_BYTES:
                    head += chunk[: formats.HEAD_BYTES]
            file.flush()
            await asyncio.to_thread(sync_file, file.fileno())
        return _Received(part=part, sha256=digest.hexdigest(), size=size, head=head)

    def _admit(self, account: Account, file_name: str, received: _Received) -> UploadView:
        _require_format(file_name, received)
        inspection = self._inspect(received)
        self._storage.keep(received.part, account.id, received.sha256)
        with self._database.write(account.id) as connection:
            copies = self._copies(connection, account, received.sha256, inspection)
            view = UploadView(
                id=ids.new(),
                file_name=file_name,
                sha256=received.sha256,
                size=received.size,
                format=inspection.format,
                width=inspection.width,
                height=inspection.height,
                findings=[*inspection.findings, *copies],
                created_at=self._clock(),
            )
            repository.insert(
                connection,
                user_id=account.id,
                perceptual_hash=inspection.perceptual_hash,
                **{**view.model_dump(mode="json"), "created_at": view.created_at},
            )
        return view

    def _inspect(self, received: _Received) -> Inspection:
        try:
            inspection = self._pool.run(Inspect(source=received.part))
        except PictureError as exc:
            return _undecoded(received.head, exc)
        assert isinstance(inspection, Inspection)
        return inspection

    def _copies(
        self, connection: sa.Connection, account: Account, sha256: str, inspection: Inspection
    ) -> list[Finding]:
        recent = repository.recent(connection, account.id, self._clock() - _COMPARED_WITHIN, _COMPARED_AT_MOST)
        if same := next((row.id for row in recent if row.sha256 == sha256), None):
            return [Finding(kind=FindingKind.DUPLICATE, value=0, limit=0, other=same)]
        for row in recent:
            if row.perceptual_hash and inspection.perceptual_hash:
                bits = near(row.perceptual_hash, inspection.perceptual_hash)
                if bits <= NEAR_BITS:
                    return [Finding(kind=FindingKind.NEAR_DUPLICATE, value=bits, limit=NEAR_BITS, other=row.id)]
        return []


def _require_format(file_name: str, received: _Received) -> None:
    if received.size == 0:
        raise InvalidRequestError(reason="the file is empty", field="body")
    found = formats.identify(received.head)
    if found is None or not found.accepted:
        raise UnsupportedFormatError(name=file_name, format=found.name if found else "?")


def _undecoded(head: bytes, error: PictureError) -> Inspection:
    """What is told of a photo that will fail if it is submitted; the merchant decides."""
    found = formats.identify(head)
    return Inspection(
        format=found.name if found else "?",
        width=0,
        height=0,
        profile="",
        space="",
        orientation=1,
        perceptual_hash="",
        findings=(_finding(error),),
    )


def _finding(error: PictureError) -> Finding:
    told = error.details
    match error:
        case PictureTooLargeError():
            return Finding(kind=FindingKind.TOO_LARGE, value=told["megapixels"], limit=told["limit_megapixels"])
        case PictureTooSmallError():
            return Finding(kind=FindingKind.TOO_SMALL, value=min(told["width"], told["height"]), limit=told["minimum"])
        case _:
            return Finding(kind=FindingKind.UNREADABLE)
