"""Units of work beside the event loop: SQLite blocks, and nobody on the loop should wait for it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa

from desktop_app.server.database import Database

T = TypeVar("T")


class Aside:
    """One owner's rows, for coroutines."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """What `work` finds in a consistent view."""

        def run() -> T:
            with self._database.read(self._owner) as connection:
                return work(connection)

        return await asyncio.to_thread(run)

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        """What `work` does as one unit of work."""

        def run() -> T:
            with self._database.write(self._owner) as connection:
                return work(connection)

        return await asyncio.to_thread(run)
