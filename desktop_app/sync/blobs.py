"""Finished pictures to the cloud, and those of other computers from it.

How each failure of sending ends:
    the cloud has it, verified                     done
    the storage counted another hash               the file is read again; if it has changed, it is `damaged` and told
    the file is gone                               `damaged`
    the address has run out                        asked for again in the next round
    a cut, a time-out, a 5xx                       unknown: asked again in the next round
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.api.sync import MAX_BLOBS, BlobPlace, BlobRef
from desktop_app.client.blobs import BlobCarrier, DigestRefusedError
from desktop_app.client.cloud import CloudClient
from desktop_app.core.errors import MissingOriginalError, NotFoundError
from desktop_app.server.database import Database
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.storage.parts import digest_of
from desktop_app.sync import outgoing
from desktop_app.sync.outgoing import Sending

log = logging.getLogger(__name__)

AT_ONCE = 3
"""Pictures on the line at a time; one while a batch runs, so that its work and its uploads are not held up."""


class BlobSender:
    """Sends one account's pictures."""

    def __init__(
        self,
        *,
        account_id: str,
        database: Database,
        storage: FileStorage,
        client: CloudClient,
        carrier: BlobCarrier,
        is_busy: Callable[[], bool],
    ) -> None:
        self._account_id = account_id
        self._database = database
        self._storage = storage
        self._client = client
        self._carrier = carrier
        self._is_busy = is_busy
        self.sent = 0
        """Pictures that went out since the start."""

    async def send(self) -> bool:
        """Send one lot; answers whether any picture got further. Raises CloudUnreachableError and its kind."""
        if sent := await asyncio.to_thread(self._waiting, Sending.SENT):
            return await self._confirm([each.sha256 for each in sent])
        if not (waiting := await asyncio.to_thread(self._waiting, Sending.WAITING)):
            return False
        places = await self._client.want(waiting)
        await self._move([place.sha256 for place in places if place.url is None], Sending.VERIFIED)
        to_send = [place for place in places if place.url is not None]
        return await self._put_all(to_send) or len(to_send) < len(places)

    async def _put_all(self, places: Sequence[BlobPlace]) -> bool:
        lanes = asyncio.Semaphore(1 if self._is_busy() else AT_ONCE)

        async def one(place: BlobPlace) -> tuple[str, Sending]:
            async with lanes:
                return place.sha256, await self._put(place)

        ended = await asyncio.gather(*map(one, places), return_exceptions=True)
        whole = [each for each in ended if not isinstance(each, BaseException)]
        for state in (Sending.DAMAGED, Sending.SENT):
            await self._move([sha256 for sha256, reached in whole if reached is state], state)
        for each in ended:
            if isinstance(each, BaseException):
                raise each
        there = [sha256 for sha256, reached in whole if reached is Sending.SENT]
        return await self._confirm(there) if there else False

    async def _put(self, place: BlobPlace) -> Sending:
        try:
            file = await asyncio.to_thread(self._file, place.sha256)
            await self._carrier.put(place, file)
        except DigestRefusedError:
            return await self._looked_at(place.sha256)
        except (MissingOriginalError, OSError) as exc:
            log.warning("picture %s cannot be sent: %s", place.sha256, exc)
            return Sending.DAMAGED
        self.sent += 1
        return Sending.SENT

    def _file(self, sha256: str) -> Path:
        return self._storage.path(self._account_id, sha256)

    async def _looked_at(self, sha256: str) -> Sending:
        counted = await asyncio.to_thread(lambda: digest_of(self._file(sha256)))
        return Sending.WAITING if counted == sha256 else Sending.DAMAGED

    async def _confirm(self, hashes: Sequence[str]) -> bool:
        answer = await self._client.done(hashes)
        await self._move(answer.verified, Sending.VERIFIED)
        await self._move(answer.missing, Sending.WAITING)
        return bool(answer.verified)

    def _waiting(self, state: Sending) -> list[BlobRef]:
        with self._database.read(self._account_id) as connection:
            return outgoing.waiting(connection, self._account_id, state, MAX_BLOBS)

    async def _move(self, hashes: Sequence[str], to: Sending) -> None:
        if hashes:
            await asyncio.to_thread(self._write, hashes, to)

    def _write(self, hashes: Sequence[str], to: Sending) -> None:
        with self._database.write(self._account_id) as connection:
            outgoing.move(connection, self._account_id, hashes, to)


async def fetch(client: CloudClient, carrier: BlobCarrier, sha256: str, part: Path) -> bool:
    """Bring a picture of another computer into `part`; False where the cloud has not got it.

    Raises CloudUnreachableError and its kind.
    """
    try:
        source = await client.blob(sha256)
    except NotFoundError:
        return False
    await carrier.get(source, part)
    return True
