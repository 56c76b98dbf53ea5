"""A real bundled server in a child process, on a data folder of its own, started as a window starts it."""

import json
import os
import signal
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Self

import psutil
import pysqlite3.dbapi2 as sqlite

from desktop_app.api.handshake import Handshake
from desktop_app.client.bundled import BundledServer
from desktop_app.core import paths
from tests.journeys.merchant import Merchant


class House:
    """A data folder and the server that runs on it; `open` and `close` as often as a day has mornings and evenings."""

    def __init__(self, folder: Path, *, account: str | None = None, workers: int = 1) -> None:
        self.folder = folder
        self.account = account
        self._server: BundledServer | None = None
        self._merchants: list[Merchant] = []
        folder.mkdir(mode=0o700)
        (folder / "settings.json").write_text(json.dumps({"workers": workers}))
        migrated(folder)

    def open(self) -> Self:
        """Start the server; raises what it tells."""
        server = BundledServer(self.folder, account_id=self.account)
        server.start()
        self._server = server
        return self

    def close(self) -> None:
        """End the server, if it runs, as a window does that goes: by closing the pipe."""
        for each in self._merchants:
            each.close()
        self._merchants.clear()
        if self._server is not None:
            self._server.close()
            self._server = None

    def kill(self) -> None:
        """End the server as a power cut does."""
        os.kill(self.handshake.pid, signal.SIGKILL)
        self.close()

    @property
    def handshake(self) -> Handshake:
        """Port, pid and token of the running server."""
        assert self._server is not None
        return self._server.handshake

    @property
    def is_open(self) -> bool:
        """Whether the server runs."""
        return self._server is not None and self._server.alive

    @property
    def process(self) -> psutil.Process:
        """The server as the system sees it."""
        return psutil.Process(self.handshake.pid)

    def merchant(self, language: str = "zh-CN") -> Merchant:
        """Somebody who works with this server, in a language."""
        assert self.is_open
        made = Merchant(self.handshake, language=language)
        self._merchants.append(made)
        return made

    def give(self, account: str, quota: int) -> None:
        """Grant quota to an account through the real ledger, while the server is closed."""
        from desktop_app.core import clock
        from desktop_app.server import local
        from desktop_app.server.accounts.service import AccountService
        from desktop_app.server.ledger.service import Ledger

        assert not self.is_open
        database = local.open_database(self.folder)
        ledger = Ledger(clock=clock.now)
        AccountService(database=database, ledger=ledger, clock=clock.now).signed_in(account)
        with database.write(account) as connection:
            ledger.grant(connection, account, quota, reason=f"topup|{quota}")
        database.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds."""
        return self._sql(query, *values)

    def alter(self, statement: str, *values: object) -> None:
        """Change the database behind the server's back."""
        self._sql(statement, *values)

    def time_passes(self, span: str) -> None:
        """Let what was done up to now lie so much further back ("2 hours")."""
        self._move_tasks(f"-{span}")

    def clock_was_ahead(self, span: str) -> None:
        """Let what was done up to now lie so much further on: the clock was wrong, and has been set right."""
        self._move_tasks(f"+{span}")

    def blob(self, sha256: str) -> Path:
        """Where the server keeps a picture."""
        return self.folder / "blobs" / sha256[:2] / sha256

    def blobs(self) -> set[str]:
        """Every picture the server keeps."""
        return {file.name for file in self.folder.glob("blobs/*/*")}

    @property
    def log(self) -> str:
        """What the server wrote down."""
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def _move_tasks(self, by: str) -> None:
        self.alter("UPDATE tasks SET created_at = strftime('%Y-%m-%d %H:%M:%f000', created_at, ?)", by)

    def _sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        connection = sqlite.connect(str(self.folder / "cleanrack.db"), timeout=10, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_autocheckpoint=0")  # checkpoints are the server's alone
            return list(connection.execute(statement, values))
        finally:
            connection.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()


def migrated(folder: Path) -> None:
    """Put the database there that a first start makes, if there is none: hundreds of first starts take minutes."""
    if not (folder / paths.DATABASE).exists():
        (folder / paths.DATABASE).write_bytes(_empty_database())


@cache
def _empty_database() -> bytes:
    from desktop_app.server import migrations

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / paths.DATABASE
        migrations.migrate(file)
        return file.read_bytes()
