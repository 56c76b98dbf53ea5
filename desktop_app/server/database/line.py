"""One kept connection to PostgreSQL for what the pool cannot do: the queue, and hearing notices."""

from typing import Any

import sqlalchemy as sa

from desktop_app.server.database.postgres import CONNECT_SECONDS, ROLE, STATEMENT_SECONDS


class Line:
    """Opened when it is first wanted, and anew after it broke. For the event loop it is first used on."""

    def __init__(self, *, url: str, role: str | None = ROLE) -> None:
        self._dsn = plain(url)
        self._settings = {"application_name": "cleanrack"} | ({"role": role} if role else {})
        self._connection: Any = None

    async def open(self) -> Any:
        """The connection, an asyncpg one. Raises one of `broken()`."""
        import asyncpg

        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(
                self._dsn,
                server_settings=self._settings,
                timeout=CONNECT_SECONDS,
                command_timeout=STATEMENT_SECONDS,
            )
        return self._connection

    async def close(self) -> None:
        """Hang up, also where nobody answers any more."""
        if self._connection is not None and not self._connection.is_closed():
            self._connection.terminate()
        self._connection = None


def plain(url: str) -> str:
    """The URL without the name of a driver."""
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def broken() -> tuple[type[Exception], ...]:
    """What a connection raises that broke, could not be opened, or was refused: later it may do better."""
    import asyncpg

    return OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError
