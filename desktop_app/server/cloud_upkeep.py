"""What a long life leaves behind in the cloud. Each process of the API tidies now and then, any number at once."""

import asyncio
import logging
import random
import time
from pathlib import Path

from desktop_app.core.clock import Clock
from desktop_app.core.errors import BusyError
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.limits import TryLimits
from desktop_app.server.storage.s3 import S3Storage
from desktop_app.server.sync import tidying
from desktop_app.server.upkeep import UNUSED_UPLOADS_KEPT
from desktop_app.server.uploads import repository as uploads

log = logging.getLogger(__name__)

HOUR = 3600.0
_THUMBNAILS_KEPT = 24 * HOUR


class CloudUpkeep:
    """Lets go of uploads nobody used, pictures nobody names, tries that are over, and thumbnails on this drive."""

    def __init__(
        self, *, database: Database, storage: S3Storage, limits: TryLimits, thumbnails: Path, clock: Clock
    ) -> None:
        self._database = database
        self._storage = storage
        self._limits = limits
        self._thumbnails = thumbnails
        self._clock = clock

    async def run(self) -> None:
        """Until cancelled: about once an hour, not all processes at once."""
        while True:
            await asyncio.sleep(HOUR * random.uniform(0.5, 1.5))
            try:
                await asyncio.to_thread(self.tidy)
            except BusyError:
                log.warning("nothing was tidied: database or storage do not answer")

    def tidy(self) -> None:
        """All of it, now. Raises BusyError; what is cut short goes on with the next time."""
        self._limits.sweep()
        self._forget_uploads()
        gone = tidying.tidy(self._database, self._storage, self._clock)
        self._forget_thumbnails()
        log.info("tidied", extra={"told": {"pictures": gone}})

    def _forget_uploads(self) -> None:
        with self._database.read(ENGINE) as connection:
            unused = uploads.unused(connection, self._clock() - UNUSED_UPLOADS_KEPT)
        for row in unused:
            with self._database.write(row.user_id) as connection:
                if not uploads.is_in_use(connection, row.user_id, row.id):  # a task may have been made meanwhile
                    uploads.delete(connection, row.id)

    def _forget_thumbnails(self) -> None:
        oldest = time.time() - _THUMBNAILS_KEPT
        for file in self._thumbnails.glob("*"):
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
