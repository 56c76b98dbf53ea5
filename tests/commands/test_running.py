"""A real `cleanrack` process: asked at a terminal, stopped with Ctrl-C, its server killed."""

import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import psutil
import pytest

from tests.client.photos import jpeg, put

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals and signals")

PHOTOS = 12
PATIENCE = 120.0


@pytest.fixture
def start(tmp_path, shoot):
    """Starts `cleanrack clean` on photos that take a while; what it says can be read line by line."""
    for number in range(PHOTOS):
        put(shoot, f"{number + 1}.jpg", jpeg(300, seed=number))
    env = {**os.environ, "CLEANRACK_DATA_DIR": str(tmp_path / "data"), "PYTHONUTF8": "1", "CLEANRACK_LANGUAGE": "en"}
    started = []

    def run(*args: str, **options):
        command = [sys.executable, "-m", "desktop_app", "clean", str(shoot), "--zip", str(tmp_path / "done.zip"), *args]
        process = subprocess.Popen(command, env=env, **options)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def until(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if word in line:
            return
    raise AssertionError(f"{word} was never said")


def piped() -> dict:
    return {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}


def finished_in(archive: Path) -> int:
    return len(zipfile.ZipFile(archive).namelist()) - 1


def test_ctrl_c_stops_in_good_order_and_returns_the_rest(start, tmp_path):
    process = start("--yes", **piped())
    until(process, "✓")
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 7, rest
    assert "Stopping" in rest
    charged, used, returned = map(int, re.search(r"charged (\d+) · used (\d+) · returned (\d+)", rest).groups())
    assert charged == PHOTOS == used + returned
    assert returned > 0
    assert finished_in(tmp_path / "done.zip") == used


def test_a_second_ctrl_c_leaves_at_once(start):
    process = start("--yes", **piped())
    until(process, "✓")
    process.send_signal(signal.SIGINT)
    until(process, "Stopping")
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 7, rest
    assert "Traceback" not in rest


def test_a_server_that_dies_is_started_again_and_the_batch_goes_on(start, tmp_path):
    process = start("--yes", **piped())
    until(process, "✓")
    server = next(child for child in psutil.Process(process.pid).children() if "serve" in child.cmdline())
    server.kill()
    rest, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, rest
    assert "started again" in rest
    assert f"charged {PHOTOS} · used {PHOTOS} · returned 0" in rest
    assert finished_in(tmp_path / "done.zip") == PHOTOS


@pytest.mark.parametrize(("answer", "code"), [("n\n", 7), ("\x03", 7), ("y\n", 0)])
def test_at_a_terminal_the_cost_is_asked_about(start, tmp_path, answer, code):
    ours, theirs = os.openpty()
    process = start(stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, preexec_fn=_own_terminal)
    os.close(theirs)
    shown = _shown_until(ours, "[y/N] ")
    assert f"Selected: {PHOTOS} pictures × 1 quota = {PHOTOS} quota" in shown
    assert f"Balance: 100 now, {100 - PHOTOS} after" in shown
    os.write(ours, answer.encode())
    shown = _shown_until(ours, None)
    assert process.wait(PATIENCE) == code, shown
    assert (tmp_path / "done.zip").exists() == (code == 0)
    os.close(ours)


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _shown_until(terminal: int, word: str | None) -> str:
    shown = b""
    while word is None or word.encode() not in shown:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        shown += piece
    return shown.decode("utf-8", "replace")
