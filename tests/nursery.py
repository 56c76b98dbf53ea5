"""Real servers that start in a moment: forked from a process that has imported what they import.

A start is a second of imports, and the tests start servers by the hundred. Forked, a server is still a process of its
own, with its own arguments, environment, pipes, session and end; only the imports are shared. Where the start itself
is the subject, or what an interpreter reads before it imports is told otherwise, a server is started as users do.

    python -m tests.nursery FD    the process that is forked from; FD: the socket on which it is asked
"""

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import psutil

from desktop_app.client import bundled

ROOT = Path(__file__).resolve().parents[1]
_READ_EARLY = ("LD_", "PYTHONPATH", "PYTHONHOME")
_MOST = 65_536


class Forked:
    """A child as `subprocess.Popen` shows it, as far as ours are looked at."""

    def __init__(
        self, args: Sequence[str], pid: int, ended: int, stdin: IO[bytes] | None, stdout: IO[bytes] | None
    ) -> None:
        self.args = args
        self.pid = pid
        self.returncode: int | None = None
        self.stdin = stdin
        self.stdout = stdout
        self._ended = ended
        self._reading = threading.Lock()

    def poll(self) -> int | None:
        """The exit code, None while it runs."""
        return self._code(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code. Raises TimeoutExpired."""
        code = self._code(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("a forked server", timeout or 0)
        return code

    def send_signal(self, which: int) -> None:
        """Unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, which)

    def kill(self) -> None:
        """At once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to stop."""
        self.send_signal(signal.SIGTERM)

    def _code(self, seconds: float | None) -> int | None:
        with self._reading:
            if self.returncode is None and select.select([self._ended], [], [], seconds)[0]:
                self.returncode = int(os.read(self._ended, 16) or -signal.SIGKILL)
                os.close(self._ended)
            return self.returncode


class Nursery:
    """Asks the process that is forked from."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._asking = threading.Lock()
        self._told = _told_early(os.environ)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.nursery", str(theirs.fileno())],
                cwd=ROOT,
                env={**os.environ, "PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def close(self) -> None:
        """Nobody asks any more."""
        self._line.close()
        self._process.wait()

    def start(
        self, args: Sequence[str], *, env: Mapping[str, str], stdin: int, stdout: IO[bytes] | int, stderr: IO[bytes]
    ) -> Forked | None:
        """`cleanrack` with these arguments; None where only a new interpreter would do."""
        if _told_early(env) != self._told:
            return None
        ended, its_end = os.pipe()
        into, our_in = os.pipe() if stdin == subprocess.PIPE else (os.open(os.devnull, os.O_RDONLY), None)
        our_out, out = os.pipe() if stdout == subprocess.PIPE else (None, os.dup(_number(stdout)))
        lent = [into, out, stderr.fileno(), its_end]
        asked = json.dumps({"args": list(args), "env": dict(env)}).encode()
        with self._asking:
            socket.send_fds(self._line, [asked], lent)
            pid = int(self._line.recv(_MOST))
        for each in (into, out, its_end):
            os.close(each)
        writing = os.fdopen(our_in, "wb") if our_in is not None else None
        reading = os.fdopen(our_out, "rb") if our_out is not None else None
        forked = Forked(args, pid, ended, writing, reading)
        _forked.append(forked)
        return forked


_forked: list[Forked] = []

is_open = False
"""Whether servers are forked just now."""


def spawn(
    args: Sequence[str], *, env: Mapping[str, str], stdin: int, stdout: IO[bytes] | int, stderr: IO[bytes]
) -> "Forked | subprocess.Popen[bytes]":
    """`cleanrack` with these arguments in a session of its own, forked if that may be."""
    if is_open and sys.platform == "linux":
        forked = _nursery().start(args, env=env, stdin=stdin, stdout=stdout, stderr=stderr)
        if forked is not None:
            return forked
    command = [sys.executable, "-m", "desktop_app", *args]
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, env=env, start_new_session=True)


def adopt() -> None:
    """Have bundled servers forked whenever the nursery is open."""
    started = bundled._spawn

    def instead(command: list[str], said: IO[bytes]) -> Any:
        if not is_open or command[:3] != [sys.executable, "-m", "desktop_app"]:
            return started(command, said)
        env = {**os.environ, "PYTHONUTF8": "1"}
        return spawn(command[3:], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)

    bundled._spawn = instead


def servers(folder: Path) -> list[int]:
    """Processes of this one's that serve a data folder now."""
    started = [each.pid for each in psutil.Process().children() if str(folder) in each.cmdline()]
    return started + [each.pid for each in _forked if str(folder) in each.args and each.poll() is None]


def close() -> None:
    """No more servers are forked here."""
    if _nursery.cache_info().currsize:
        _nursery().close()


@cache
def _nursery() -> Nursery:
    return Nursery()


def _number(file: IO[bytes] | int) -> int:
    return file if isinstance(file, int) else file.fileno()


def _told_early(env: Mapping[str, str]) -> dict[str, str]:
    """What an interpreter, or the system's loader, has read before anything is imported."""
    return {name: value for name, value in env.items() if name.startswith(_READ_EARLY)}


# in the process that is forked from


def _import_everything() -> None:
    from desktop_app import commands, launch
    from desktop_app.commands import serve
    from desktop_app.server import cloud_home, home, worker_home
    from desktop_app.server.operating import request_log
    from desktop_app.sync import side

    assert all((launch, commands, serve, home, cloud_home, worker_home, request_log, side))
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "threads do not survive a fork"
    gc.collect()
    gc.freeze()


def _serve(line: socket.socket) -> bool:
    """Fork whenever asked. True in the forked process, where it is to begin; False once nobody asks any more."""
    running: dict[int, tuple[int, int]] = {}
    """By the descriptor that tells of the end: pid, and where to say the code."""
    while True:
        ready = select.select([line.fileno(), *running], [], [])[0]
        for end in running.keys() & set(ready):
            _tell_end(*running.pop(end))
            os.close(end)
        if line.fileno() in ready:
            asked, lent, _, _ = socket.recv_fds(line, _MOST, 4)
            if not asked:
                return False
            pid = os.fork()
            if not pid:
                _become(json.loads(asked), lent)
                return True
            running[os.pidfd_open(pid)] = (pid, lent[3])
            for each in lent[:3]:
                os.close(each)
            line.send(str(pid).encode())


def _tell_end(pid: int, where: int) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with suppress(BrokenPipeError):  # nobody waits for it
        os.write(where, str(code).encode())
    os.close(where)


def _become(asked: Mapping[str, Any], lent: Sequence[int]) -> None:
    os.setsid()
    for number in range(3):
        os.dup2(lent[number], number)
    os.closerange(3, _MOST)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as any interpreter's are
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, errors="backslashreplace", buffering=1)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    tempfile.tempdir = None
    sys.argv[1:] = asked["args"]
    sys.modules["__main__"].__spec__ = find_spec("desktop_app.__main__")  # what its workers begin with


def _main() -> None:
    line = socket.socket(fileno=int(sys.argv[1]))
    _import_everything()
    if _serve(line):
        line.detach()
        from desktop_app import launch

        launch.main()


if __name__ == "__main__":
    _main()
