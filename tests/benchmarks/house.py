"""A real server on a folder of its own, with quota to spend and no limit of batches in the way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import sqlalchemy as sa

from desktop_app.client.bundled import BundledServer
from desktop_app.client.server import ServerClient
from desktop_app.core import clock, ids
from desktop_app.core.words import Language
from desktop_app.server.database import ENGINE
from desktop_app.server.database.sqlite import SqliteDatabase
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.local import DATABASE


@dataclass(frozen=True)
class House:
    """A running server and a client of it."""

    server: BundledServer
    client: ServerClient
    folder: Path

    def endow(self, quota: int = 10_000) -> None:
        """Give the account quota, and let a day pass for all its tasks."""
        database = SqliteDatabase(file=self.folder / DATABASE)
        with database.write(ENGINE) as connection:
            owner = connection.scalar(sa.text("SELECT id FROM accounts"))
            Ledger(clock=clock.now).grant(connection, owner, quota, reason=ids.new())
            connection.execute(sa.text("UPDATE tasks SET created_at = '2020-01-01 00:00:00.000000'"))
        database.close()

    def processes(self) -> list[psutil.Process]:
        """The server and its workers."""
        server = psutil.Process(self.server.handshake.pid)
        return [server, *server.children(recursive=True)]


@asynccontextmanager
async def open_house(folder: Path) -> AsyncIterator[House]:
    """Start a server on `folder`, endowed, its workers warm."""
    async with BundledServer(folder) as server, ServerClient.local(server.handshake, Language.ENGLISH) as client:
        house = House(server=server, client=client, folder=folder)
        house.endow()
        await client.diagnostics()
        yield house
