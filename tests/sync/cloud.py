"""A real cloud home in a process of its own, on a real PostgreSQL and a real S3 server."""

import os
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Self

import httpx

from desktop_app.core import clock
from desktop_app.server.allowances.ledger import CloudLedger
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.limits import TryLimits
from desktop_app.server.signing import Signer
from desktop_app.server.storage.bucket import Bucket
from desktop_app.server.sync.cloud_journal import CloudJournal
from desktop_app.server.topups.service import TopupService
from tests import nursery
from tests.cloud.objects import ACCESS_KEY, SECRET_KEY
from tests.sync.computer import Computer

if TYPE_CHECKING:
    from tests.cloud.workers.fleet import Place

PASSWORD = "a password nobody guesses"
EMAIL = "studio@example.com"
PATIENCE = 60.0


class Cloud:
    """Started and killed as often as a cloud is; always at the same address."""

    def __init__(self, *, database_url: str, bucket: Bucket, folder: Path, **environ: str) -> None:
        self.database_url = database_url
        self._folder = folder
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | nursery.Forked | None = None
        self._environ = {
            "CLEANRACK_DATABASE": database_url,
            "CLEANRACK_STORAGE": f"s3://{bucket.name}?endpoint={bucket.endpoint}",
            "CLEANRACK_STORAGE_KEY": ACCESS_KEY,
            "CLEANRACK_STORAGE_SECRET": SECRET_KEY,
            "CLEANRACK_PORT": str(self.port),
            "CLEANRACK_CALLS_PER_SECOND": "500",
            "CLEANRACK_SECRET": "the cloud of the tests, 32 letters or more",
            "CLEANRACK_STATE_DIR": str(folder / "state"),
            **environ,
        }

    @classmethod
    def at(cls, place: "Place", folder: Path, **environ: str) -> Self:
        """One that works where workers do."""
        endpoint = place.endpoint or place.objects.endpoint
        bucket = Bucket(name=place.bucket, endpoint=endpoint, access_key=ACCESS_KEY, secret_key=SECRET_KEY)
        secret = place.environment["CLEANRACK_SECRET"]
        return cls(database_url=place.url, bucket=bucket, folder=folder, CLEANRACK_SECRET=secret, **environ)

    def start(self) -> None:
        """Up, and answering."""
        self._folder.mkdir(exist_ok=True)
        with (self._folder / "log").open("ab") as log:
            self._process = nursery.spawn(
                ["serve", "--home", "cloud"],
                env={**os.environ, **self._environ},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.05)

    def restart(self, **environ: str) -> None:
        """Start it again, told otherwise."""
        self.kill()
        self._environ |= environ
        self.start()

    def kill(self) -> None:
        """It dies without a word."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def terminate(self) -> int:
        """It is asked to stop; its exit code."""
        assert self._process is not None
        self._process.terminate()
        ended, self._process = self._process.wait(timeout=PATIENCE), None
        return ended

    @property
    def pid(self) -> int:
        """Of the process, while it runs."""
        assert self._process is not None
        return self._process.pid

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text(encoding="utf-8")

    def code(self, quota: int) -> str:
        """A top-up code that nobody has redeemed."""
        with closing(PostgresDatabase(url=self.database_url)) as database:
            ledger = CloudLedger(clock=clock.now, journal=CloudJournal(clock=clock.now))
            limits = TryLimits(database=database, clock=clock.now)
            topups = TopupService(database=database, ledger=ledger, limits=limits, clock=clock.now)
            return topups.issue(amount=quota, count=1, expires=None, note="test")[0]

    def make_key(self) -> None:
        """The operator lets allowances be signed with a new key from now on."""
        signer = Signer(clock=clock.now, secret=self._environ["CLEANRACK_SECRET"])
        with closing(PostgresDatabase(url=self.database_url)) as database, database.write(ENGINE) as connection:
            signer.rotate(connection)

    def sign_up(self, computer: Computer, *, quota: int = 0, email: str = EMAIL, through: str = "") -> None:
        """A new account, and a computer signed in to it that has heard of its quota."""
        self.sign_in(computer, email=email, sign_up=True, through=through)
        if quota:
            computer.do("redeem", {"code": self.code(quota)})
        computer.wait_for("synced")

    def sign_in(self, computer: Computer, *, email: str = EMAIL, sign_up: bool = False, through: str = "") -> None:
        """Sign a computer in, to an address that leads here if one is given."""
        server = through or self.url
        computer.do("sign-in", {"server": server, "email": email, "password": PASSWORD, "sign_up": sign_up})

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/live", trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False


def _free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
