"""A merchant's computer that can sign in to a cloud: a bundled server with a state folder and a keyring of its own."""

import os
import shutil
import time
from pathlib import Path
from typing import Any, Self

import httpx

from tests.journeys.house import House
from tests.journeys.merchant import Answer, Merchant, data

PATIENCE = 40.0
NO_KEYRING = "keyring.backends.fail.Keyring"
POCKET = "tests.sync.pocket.Keyring"


class Computer(House):
    """Its state folder lies outside of the data folder, as on a real one."""

    def __init__(self, folder: Path, *, state: Path | None = None, keyring: str = POCKET, **environ: str) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.state = state or folder.with_name(f"{folder.name}-state")
        pocket = self.state.with_name(f"{self.state.name}-pocket")
        self._environ = {
            "CLEANRACK_STATE_DIR": str(self.state),
            "PYTHON_KEYRING_BACKEND": keyring,
            "CLEANRACK_TEST_POCKET": str(pocket),
            **environ,
        }
        if folder.exists():
            self.folder, self.account, self._server, self._merchants = folder, None, None, []
        else:
            super().__init__(folder)
        self._somebody: Merchant | None = None

    def open(self) -> Self:
        before = {name: os.environ.get(name) for name in self._environ}
        os.environ.update(self._environ)
        try:
            return super().open()
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})

    def close(self) -> None:
        self._somebody = None
        super().close()

    @property
    def somebody(self) -> Merchant:
        """Who sits at it."""
        if self._somebody is None:
            self._somebody = self.merchant("en")
        return self._somebody

    def copy(self, folder: Path, **options: Any) -> "Computer":
        """A computer on a copy of this one's data folder; this one must be closed."""
        assert not self.is_open
        shutil.copytree(self.folder, folder)
        return Computer(folder, **options)

    # the account

    def ask(self, verb: str, body: Any = None) -> httpx.Response:
        """POST /api/account/…; whatever the answer."""
        return self.somebody.http.post(f"/api/account/{verb}", json=body)

    def do(self, verb: str, body: Any = None) -> Any:
        """POST /api/account/… that succeeds."""
        return data(self.ask(verb, body))

    @property
    def account_view(self) -> Answer:
        return dict(self.somebody.get("/api/account"))

    @property
    def quota(self) -> Answer:
        return dict(self.somebody.get("/api/quota"))

    @property
    def statement(self) -> list[Answer]:
        return self.every("/api/quota/entries", "entries")

    def every(self, path: str, name: str) -> list[Answer]:
        """A list of the server's, page by page to its end."""
        page = self.somebody.get(path)
        found = list(page[name])
        while page["next_cursor"]:
            page = self.somebody.get(path, cursor=page["next_cursor"])
            found += page[name]
        return found

    def wait_for(self, *states: str) -> Answer:
        """The account's view once it is in one of these states."""
        deadline = time.monotonic() + PATIENCE
        while (view := self.account_view)["state"] not in states:
            assert time.monotonic() < deadline, (view, self.log[-3000:])
            time.sleep(0.05)
        return view

    def sync(self, *, patience: float = PATIENCE) -> Answer:
        """Ask for it now, and wait until everything is there and here."""
        before = self.account_view["last_synced_at"]
        self.do("sync")
        deadline = time.monotonic() + patience
        while (view := self.account_view)["last_synced_at"] == before or view["state"] != "synced":
            assert time.monotonic() < deadline, (view, self.log[-3000:])
            time.sleep(0.05)
        return view
