"""The real services on a real file, which may lose power at any statement."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import sqlalchemy as sa

from desktop_app.imaging.features import FEATURES
from desktop_app.server import migrations
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.database.sqlite import SqliteDatabase
from desktop_app.server.hub import EventHub
from desktop_app.server.idempotency import Once
from desktop_app.server.journal import SilentJournal
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.live import Live
from desktop_app.server.tasks.service import TaskService
from desktop_app.server.tasks.settlement import Settlement
from desktop_app.server.uploads import repository as uploads

OWNER = Account(id="merchant", is_trial=True)
PHOTOS = 40
_CHEAP = FEATURES["basic_clean"]
PRICED = {"basic_clean": _CHEAP, "dear": replace(_CHEAP, id="dear", quota_cost=3)}


class PowerCut(BaseException):
    """The computer stops here: no error of anybody's, and nobody may catch it by accident."""

    def __init__(self, image: Path, *, committed: bool) -> None:
        super().__init__()
        self.image = image
        self.committed = committed


class Clock:
    """Time that passes when told to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        """Let time go by."""
        self.now += timedelta(**span)


class Nobody:
    """A dispatcher that lets tasks lie: the machine plays the engine itself."""

    def dispatch(self, task_id: str) -> None:
        """Do nothing."""


class Services:
    """Every object of the server that moves quota, on one database."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.ledger = Ledger(clock=clock)
        hub = EventHub()
        live = Live(hub=hub)
        self.tasks = TaskService(
            database=self.database,
            once=Once(database=self.database, clock=clock),
            ledger=self.ledger,
            features=PRICED,
            dispatcher=Nobody(),
            hub=hub,
            live=live,
            journal=SilentJournal(),
            clock=clock,
        )
        self.engine = Settlement(
            database=self.database, ledger=self.ledger, hub=hub, live=live, journal=SilentJournal(), clock=clock
        )


class Desk(Services):
    """The services on a database that may stop at any statement."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, clock)
        self._cut_after: int | None = None

    def image(self) -> Path:
        """The database as a stop at this moment leaves it."""
        raise NotImplementedError

    def leave(self) -> None:
        """Drop the connections."""
        raise NotImplementedError

    def grant(self, amount: int, reason: str) -> bool:
        """Give the owner quota."""
        with self.database.write(OWNER.id) as connection:
            return self.ledger.grant(connection, OWNER.id, amount, reason=reason)

    def cut_power_after(self, statements: int | None) -> None:
        """Stop at the statement (or commit) after so many from now; None takes it back."""
        self._cut_after = statements

    def _statement(self, *, committed: bool) -> None:
        if self._cut_after is None:
            return
        self._cut_after -= 1
        if self._cut_after < 0:
            self._cut_after = None
            raise PowerCut(self.image(), committed=committed)


class FileDesk(Desk):
    """On one file, which may lose power."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self.file = file
        database = SqliteDatabase(file=file)
        super().__init__(database, clock)
        for engine, committed in ((database._writer, False), (database._reader, True)):
            sa.event.listen(engine, "before_cursor_execute", self._trap(committed=committed))
        sa.event.listen(database._writer, "commit", self._trap(committed=False))

    def image(self) -> Path:
        """The files as they lie on the drive at this moment, the way a kill leaves them."""
        return copied(self.file)

    def leave(self) -> None:
        """Drop the connections and the files."""
        assert isinstance(self.database, SqliteDatabase)
        self.database._reader.dispose()
        self.database._writer.dispose()
        shutil.rmtree(self.file.parent, ignore_errors=True)

    def _trap(self, *, committed: bool) -> Callable[..., None]:
        """What a write did before is lost until its commit; a read comes after the commit of the same call."""

        return lambda *_: self._statement(committed=committed)


@cache
def scratch() -> Path:
    """Where all these files lie; whoever runs the tests removes it at the end.

    In memory where there is such a place: the point here is the order of writes, not the drive.
    """
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="cleanrack-ledgers-", dir=memory if memory.is_dir() else None))


def copied(file: Path) -> Path:
    """The database and its log, as they are now, in a folder of their own."""
    target = Path(tempfile.mkdtemp(dir=scratch())) / file.name
    for suffix in ("", "-wal"):
        if (source := file.with_name(file.name + suffix)).exists():
            shutil.copyfile(source, target.with_name(target.name + suffix))
    return target


@cache
def template(schema: Callable[[sqlite.Connection], None] | None, at: datetime) -> Path:
    """A migrated file with one owner and their photos; `schema` spoils the rules of the database first."""
    file = Path(tempfile.mkdtemp(dir=scratch())) / "cleanrack.db"
    migrations.migrate(file)
    if schema is not None:
        connection = sqlite.connect(str(file), isolation_level=None)
        schema(connection)
        connection.close()
    database = SqliteDatabase(file=file)
    fill(database, at)
    database.close()
    return file


def fill(database: Database, at: datetime) -> None:
    """One owner with their photos, and a neighbour with quota."""
    with database.write(ENGINE) as connection:
        accounts.insert(connection, OWNER.id, is_trial=True, at=at)
        accounts.insert(connection, "neighbour", is_trial=False, at=at)
        Ledger(clock=lambda: at).grant(connection, "neighbour", 500, reason="topup")
        for number in range(PHOTOS):
            add_photo(connection, OWNER.id, photo_id(number), number, at)


def photo_id(number: int) -> str:
    """Id of one of the owner's photos."""
    return f"{number % PHOTOS:032x}"


def add_photo(connection: sa.Connection, owner: str, photo_id: str, number: int, at: datetime) -> None:
    """An owner's photo, as if it had been sent; nothing of it lies in any storage."""
    uploads.insert(
        connection,
        id=photo_id,
        user_id=owner,
        file_name=f"SKU{number}.jpg",
        sha256=f"{number:064x}",
        size=1000,
        format="JPEG",
        width=600,
        height=800,
        perceptual_hash="",
        findings=[],
        created_at=at,
    )
