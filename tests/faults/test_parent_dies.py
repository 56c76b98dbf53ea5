"""Whoever started the server is killed: within seconds nothing of it runs or listens, and the folder is free."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.faults.floor import Floor, listens, soon

ROOT = Path(__file__).resolve().parents[2]
WITHIN_SECONDS = 10


def _parent(folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.faults.parent", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _told(parent: "subprocess.Popen[bytes]") -> dict[str, Any]:
    assert parent.stdout is not None
    told: dict[str, Any] = json.loads(parent.stdout.readline())
    return told


@pytest.mark.parametrize("how", ["kill", "terminate"])
def test_server_and_workers_end_with_their_parent(tmp_path: Path, how: str) -> None:
    with _parent(tmp_path / "data") as parent:
        told = _told(parent)
        assert listens(told["port"])
        assert len(told["family"]) >= 2, "workers were running"
        getattr(parent, how)()

    assert soon(lambda: all(_gone(pid) for pid in [told["pid"], *told["family"]]), WITHIN_SECONDS)
    assert not listens(told["port"])
    with Floor(tmp_path / "data"):
        pass  # the folder is free for the next window
    Floor(tmp_path / "data").require_right()


def test_workers_end_with_a_killed_server(tmp_path: Path) -> None:
    with Floor(tmp_path / "data", workers=2) as floor:
        assert soon(lambda: len(floor.workers()) == 2)
        workers, port = [worker.pid for worker in floor.workers()], floor.server.handshake.port
        floor.kill()

        assert soon(lambda: all(_gone(pid) for pid in workers), WITHIN_SECONDS)
        assert not listens(port)
