"""The cloud's database, PostgreSQL: units of work of one account come one after the other, and see nobody else's rows.

Settings and their reasons: READ COMMITTED with the account's row locked first, because every balance moves by a
relative UPDATE under a CHECK and the lock puts requests of one account in a row; the role `cleanrack_app`, because
row-level security binds neither superusers nor whoever may bypass it; timeouts, because a unit of work that hangs
would hold its account for ever.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from desktop_app.core.errors import BusyError, InvalidRequestError
from desktop_app.server.database import ENGINE
from desktop_app.server.tables import accounts

ROLE = "cleanrack_app"
"""Who units of work are done as; made by the migrations, which grant it to whoever migrates."""
POOL = 10
"""Connections of one process; a process of the API holds each for a few milliseconds at a time."""
WAIT_SECONDS = 10
"""For a connection, and for another unit of work of the same account, before the caller is told to come again."""
STATEMENT_SECONDS = 30
CONNECT_SECONDS = 5

_PASSING = (
    "08",  # connection exceptions
    "40",  # a deadlock, or a serialisation failure: this unit of work was chosen to give way
    "53",  # out of connections, memory or disk
    "55P03",  # the lock did not come in time
    "57",  # cancelled by a timeout; the server stops or starts
)
"""Beginnings of SQLSTATEs after which the same request may do better later."""

# Bitmaps are off because row-level security makes the planner expect next to no rows of any account: it gathered all of
# an account's entries and sorted them to find the newest, for each entry that was added. A batch of 50 took PostgreSQL
# 145 ms in an account with 3,000 entries, and takes 16.
_SETTINGS = {
    "role": ROLE,
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "lock_timeout": f"{WAIT_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{STATEMENT_SECONDS}s",
    "enable_bitmapscan": "off",
}

# NO KEY: rows that name the account by foreign key can still be written beside it, by the engine.
_LOCK = sa.select(accounts.c.id).where(accounts.c.id == sa.bindparam("owner")).with_for_update(key_share=True)


class PostgresDatabase:
    """Units of work on one PostgreSQL database. What it raises as BusyError was not kept, or its answer was lost.

    Both are the same to the caller: it asks again under the same key.
    """

    def __init__(self, *, url: str) -> None:
        self._engine = _engine(url, settings=_SETTINGS, pool_size=POOL)
        self._snapshots = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def write(self, owner: str) -> Iterator[sa.Connection]:
        """One unit of work after the other for each account: its row is locked first. ENGINE locks none.

        Raises BusyError.
        """
        with answering(), self._engine.begin() as connection:
            _speak_for(connection, owner)
            if owner != ENGINE:
                connection.execute(_LOCK, {"owner": owner})
            yield connection

    @contextmanager
    def read(self, owner: str) -> Iterator[sa.Connection]:
        """A consistent view that sees no later writes. Raises BusyError."""
        with answering(), self._snapshots.begin() as connection:
            _speak_for(connection, owner)
            yield connection

    def check(self) -> list[str]:
        """Pages whose checksum failed, and indexes PostgreSQL does not trust; empty when all is well."""
        failures = "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()"
        invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        with self.read(ENGINE) as connection:
            failed = connection.scalar(sa.text(failures)) or 0
            found = [f"invalid index: {name}" for name in connection.scalars(sa.text(invalid))]
        return [f"damaged pages: {failed}", *found] if failed else found

    def size(self) -> int:
        """Bytes of all tables and indexes."""
        with self.read(ENGINE) as connection:
            return int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)

    def keep_reserve(self) -> None:
        """The drive is the operator's to mind."""

    def close(self) -> None:
        """End all connections."""
        self._engine.dispose()


def migration_engine(url: str) -> sa.Engine:
    """An engine for Alembic alone, as the login itself: only that may change tables."""
    return _engine(url, settings={}, pool_size=1)


@contextmanager
def answering() -> Iterator[None]:
    """A block that talks to PostgreSQL: what passes leaves it as BusyError, a defect of ours as it is.

    A text that PostgreSQL has no way to take, one with a NUL in it, comes from a caller: InvalidRequestError.
    """
    try:
        yield
    except PoolTimeoutError as exc:
        raise BusyError from exc
    except DBAPIError as exc:
        if _is_unsendable(exc):
            raise InvalidRequestError(reason="NUL") from exc
        if not _passes(exc):
            raise
        raise BusyError from exc


def _passes(error: DBAPIError) -> bool:
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # nobody answered at all: refused, cut, or no such host
        return isinstance(error.orig, psycopg.OperationalError)
    return str(state).startswith(_PASSING)


def _is_unsendable(error: DBAPIError) -> bool:
    """Whether the driver itself refused a value; what PostgreSQL says has an SQLSTATE."""
    return isinstance(error.orig, psycopg.DataError) and error.orig.sqlstate is None


def _engine(url: str, *, settings: Mapping[str, str], pool_size: int) -> sa.Engine:
    return sa.create_engine(
        sa.make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        hide_parameters=True,  # what people typed must not get into a log with an error's text
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "cleanrack",
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        },
    )


def _speak_for(connection: sa.Connection, owner: str) -> None:
    """Tell row-level security whose rows this transaction may see, until it ends."""
    connection.execute(sa.select(sa.func.set_config("app.account", owner, True)))
