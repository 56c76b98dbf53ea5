"""Pictures in an S3 bucket, each under its account; those in work lie on this drive as well, in a cache."""

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from desktop_app.core.errors import BusyError, MissingOriginalError
from desktop_app.server.storage.bucket import Bucket, Found, Presigned
from desktop_app.server.storage.cache import BlobCache
from desktop_app.server.storage.parts import MEGABYTE, Parts

log = logging.getLogger(__name__)

CACHE_BYTES = 2000 * MEGABYTE
_DEAD_SECONDS = 86_400
"""No photo takes a day: whoever wrote such an old part is gone, though another process may share the folder."""


class S3Storage(Parts):
    """Blobs of all accounts in one bucket. Neither a blob that is there nor its name ever changes."""

    def __init__(self, *, bucket: Bucket, folder: Path, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__(folder=folder)
        self._bucket = bucket
        self._cache = BlobCache(folder=folder / "cache", most_bytes=cache_bytes)
        self._store = _store(bucket)
        self.forget_older(_DEAD_SECONDS)

    def path(self, owner: str, sha256: str) -> Path:
        """A file with the blob's bytes, brought from the bucket if it is not in the cache; good for an hour.

        Raises MissingOriginalError only where the bucket says that it has none, or has other bytes; else BusyError.
        """
        if found := self._cache.find(owner, sha256):
            return found
        part = self.part()
        try:
            with self.writing():
                if self._brought(owner, sha256, part) != sha256:
                    log.error("blob %s has other bytes in the bucket", sha256)
                    raise MissingOriginalError(sha256=sha256)
                return self._cache.keep(part, owner, sha256)
        finally:
            self.discard(part)

    def keep(self, part: Path, owner: str, sha256: str) -> None:
        """Send a part to the bucket, where it lies durably then. Raises BusyError, MissingOriginalError."""
        data = part.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise MissingOriginalError(sha256=sha256)
        with _asking(sha256):
            try:
                obstore.put(self._store, self._bucket.key(owner, sha256), data, mode="create", use_multipart=False)
            except AlreadyExistsError:
                log.debug("blob %s was there", sha256)
        with self.writing():
            self._cache.keep(part, owner, sha256)

    def remove(self, owner: str, sha256: str) -> None:
        """Drop a blob that no row of the account names. Raises BusyError."""
        with _asking(sha256):
            obstore.delete(self._store, self._bucket.key(owner, sha256))
        self._cache.drop(owner, sha256)

    def remove_all(self, owner: str) -> int:
        """Drop every blob of an account; answers how many there were. Raises BusyError."""
        count = 0
        with _asking("*"):
            for page in obstore.list(self._store, prefix=f"{owner}/"):
                obstore.delete(self._store, [meta["path"] for meta in page])
                count += len(page)
        self._cache.drop_all(owner)
        return count

    def answers(self) -> bool:
        """Whether the bucket is there and ours."""
        return self._bucket.answers()

    def head(self, owner: str, sha256: str) -> Found | None:
        """Size and checksum of a blob; None only where the bucket says that it has none. Raises BusyError."""
        return self._bucket.head(owner, sha256)

    def presigned_put(self, owner: str, sha256: str, size: int) -> Presigned:
        """Where a computer sends a blob to, past us."""
        return self._bucket.presigned_put(owner, sha256, size)

    def presigned_get(self, owner: str, sha256: str) -> Presigned:
        """Where a computer reads a blob, past us."""
        return self._bucket.presigned_get(owner, sha256)

    def _brought(self, owner: str, sha256: str, part: Path) -> str:
        """Hash of what the bucket sent; it is in `part` then."""
        digest = hashlib.sha256()
        with _asking(sha256), part.open("wb") as file:
            for chunk in obstore.get(self._store, self._bucket.key(owner, sha256)):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return digest.hexdigest()


def _store(bucket: Bucket) -> S3Store:
    # SHA-256 of each body goes with it and the bucket compares: what was spoiled on the way is refused.
    return S3Store(
        bucket.name,
        endpoint=bucket.endpoint,
        region=bucket.region,
        access_key_id=bucket.access_key,
        secret_access_key=bucket.secret_key,
        checksum_algorithm="sha256",
        virtual_hosted_style_request=False,
        client_options={"allow_http": bucket.endpoint.startswith("http://"), "timeout": "60s", "connect_timeout": "5s"},
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=60)},
    )


@contextmanager
def _asking(sha256: str) -> Iterator[None]:
    """A block that talks to the bucket: only its own word that there is no such blob counts as that."""
    try:
        yield
    except FileNotFoundError as exc:  # so obstore says it
        if "NoSuchBucket" in str(exc):
            raise BusyError from exc
        raise MissingOriginalError(sha256=sha256) from exc
    except BaseError as exc:
        log.warning("the bucket: %s", type(exc).__name__)
        raise BusyError from exc
