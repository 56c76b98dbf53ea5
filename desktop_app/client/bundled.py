"""The bundled server as a child process: started on a data folder, found by its handshake, ended with its parent."""

import asyncio
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from pydantic import TypeAdapter, ValidationError

import desktop_app
from desktop_app.api.handshake import Handshake, HandshakeFailure
from desktop_app.core.errors import ServerStartError, by_slug

START_SECONDS = 60.0
"""How long a start may take: the first one migrates, and virus scanners read every file of ours."""

GRACE_SECONDS = 10.0
"""How long an ending server may take before it is killed; photos in hand are begun again at the next start."""

_DEATH_LOOK_SECONDS = 0.25

_LINE: TypeAdapter[Handshake | HandshakeFailure] = TypeAdapter(Handshake | HandshakeFailure)


class BundledServer:
    """One bundled server; `with` or `async with` starts and ends it.

    The child ends when its stdin closes, so it cannot outlive this process however this one ends. It stands in a
    session of its own: a Ctrl-C in the terminal is for us to understand, not for the server.
    """

    def __init__(
        self,
        folder: Path,
        *,
        account_id: str | None = None,
        start_seconds: float = START_SECONDS,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self.folder = folder.absolute()
        self._account_id = account_id
        self._start_seconds = start_seconds
        self._grace_seconds = grace_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._handshake: Handshake | None = None
        self._is_given_up = False
        """Told to the thread that starts the child: whoever wanted it has gone, perhaps before there was one."""

    def start(self) -> Handshake:
        """Start the child and wait until it takes calls.

        Raises what the child tells (DataFolderBusyError, SchemaTooNewError, ...), or ServerStartError. Blocks: from a
        loop use `async with`.
        """
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long-lived as the child; close() closes it
        try:
            self._child = _spawn(_command(self.folder, self._account_id), self._said)
            self._handshake = self._greeted(self._child)
        except BaseException:
            self.close()
            raise
        return self._handshake

    def close(self) -> None:
        """End the child and wait for it; one that does not end in time is killed with its workers. Twice is once."""
        child, self._child = self._child, None
        if child is not None:
            _end(child, self._grace_seconds)
        said, self._said = self._said, None
        if said is not None:
            said.close()

    @property
    def handshake(self) -> Handshake:
        """Port, token and pid of the running server."""
        assert self._handshake is not None, "not started"
        return self._handshake

    @property
    def alive(self) -> bool:
        """Whether the child runs."""
        return self._child is not None and self._child.poll() is None

    async def death(self) -> None:
        """Wait until the child is gone, for whatever reason."""
        while self.alive:
            await asyncio.sleep(_DEATH_LOOK_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        starting = asyncio.ensure_future(asyncio.to_thread(self.start))
        try:
            await asyncio.shield(starting)
        except asyncio.CancelledError:
            self._is_given_up = True
            self.close()  # ends the child, and with it the thread that waits for its handshake
            await asyncio.gather(starting, return_exceptions=True)
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.close)

    def _greeted(self, child: "subprocess.Popen[bytes]") -> Handshake:
        heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(child.stdout, heard), name="handshake", daemon=True).start()
        if self._is_given_up:
            raise ServerStartError(reason="given up")
        try:
            line = heard.get(timeout=self._start_seconds)
        except queue.Empty:
            raise ServerStartError(reason=f"no answer within {self._start_seconds:.0f} s") from None
        try:
            told = _LINE.validate_json(line)
        except ValidationError as exc:
            raise ServerStartError(reason=self._last_words(child)) from exc
        if isinstance(told, HandshakeFailure):
            raise by_slug(told.slug)(**told.details)
        return told

    def _last_words(self, child: "subprocess.Popen[bytes]") -> str:
        try:
            code = child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "its answer is not a handshake"
        assert self._said is not None
        self._said.seek(0)
        lines = self._said.read()[-4000:].decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {code}")


def _command(folder: Path, account_id: str | None) -> list[str]:
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", desktop_app.__name__]
    account = ["--account", account_id] if account_id else []
    return [*start, "serve", "--data-dir", str(folder), *account]


def _spawn(command: list[str], said: IO[bytes]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            # `-m` looks in the current folder first: that must be ours, not a download folder with a json.py in it.
            cwd=Path(desktop_app.__file__).resolve().parent.parent,
            env={**os.environ, "PYTHONUTF8": "1"},
            **_detached(),
        )
    except OSError as exc:
        raise ServerStartError(reason=str(exc)) from exc


def _detached() -> dict[str, Any]:
    """On Windows no console window; elsewhere a session of its own, so that no signal of the terminal reaches it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _listen(stdout: IO[bytes], heard: "queue.SimpleQueue[bytes]") -> None:
    with stdout:
        heard.put(stdout.readline())
        while stdout.read(4096):  # a full pipe would stop the child
            pass


def _end(child: "subprocess.Popen[bytes]", grace: float) -> None:
    assert child.stdin is not None
    with suppress(OSError):  # it was gone before
        child.stdin.close()
    try:
        child.wait(timeout=grace)
    except subprocess.TimeoutExpired:
        _kill(child)
        child.wait()


def _kill(child: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        child.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)  # its workers too: the session is its own
