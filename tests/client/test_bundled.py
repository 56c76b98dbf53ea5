"""The bundled server as a child: how it starts, fails to, and ends."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from desktop_app.client.bundled import BundledServer
from desktop_app.core.errors import DataFolderBusyError, DataFolderError, ServerStartError


def test_the_handshake_names_the_running_child(bundled):
    assert psutil.pid_exists(bundled.handshake.pid)
    assert bundled.handshake.port > 0
    assert bundled.alive


def test_closing_ends_the_child(tmp_path):
    with BundledServer(tmp_path) as running:
        pid = running.handshake.pid
    assert not running.alive
    assert not psutil.pid_exists(pid)


def test_it_starts_in_a_loop_too(tmp_path):
    async def start() -> bool:
        async with BundledServer(tmp_path) as running:
            return running.alive

    assert asyncio.run(start())


def test_a_start_that_is_given_up_leaves_no_process_however_far_it_had_come(tmp_path):
    async def give_up(seconds: float) -> None:
        starting = asyncio.create_task(BundledServer(tmp_path).__aenter__())
        await asyncio.sleep(seconds)
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)

    for seconds in (0, 0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.1, 0.5):
        asyncio.run(give_up(seconds))
        assert not [each for each in psutil.Process().children() if str(tmp_path) in each.cmdline()]


def test_a_busy_data_folder_is_told_as_such(bundled):
    with pytest.raises(DataFolderBusyError) as told:
        BundledServer(bundled.folder).start()
    assert told.value.details["folder"] == str(bundled.folder)


def test_a_data_folder_that_cannot_be_is_told_as_such(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DataFolderError):
        BundledServer(tmp_path / "file").start()


def test_a_child_that_does_not_answer_in_time_is_ended(tmp_path):
    slow = BundledServer(tmp_path, start_seconds=0.01, grace_seconds=5)
    with pytest.raises(ServerStartError):
        slow.start()
    assert not slow.alive


def test_a_child_that_breaks_is_told_with_its_last_words(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", _breaking(tmp_path))
    with pytest.raises(ServerStartError) as told:
        BundledServer(tmp_path).start()
    assert told.value.details["reason"] == "no such luck"


def test_a_death_is_noticed(tmp_path):
    async def kill() -> bool:
        async with BundledServer(tmp_path) as running:
            psutil.Process(running.handshake.pid).kill()
            await asyncio.wait_for(running.death(), 10)
            return running.alive

    assert not asyncio.run(kill())


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are a matter of POSIX sessions")
def test_a_ctrl_c_in_the_terminal_does_not_reach_it(bundled):
    assert os.getsid(bundled.handshake.pid) != os.getsid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="stops the child with a POSIX signal")
def test_a_child_that_hangs_is_killed(tmp_path):
    with BundledServer(tmp_path, grace_seconds=0.3) as running:
        pid = running.handshake.pid
        os.kill(pid, signal.SIGSTOP)
    assert not psutil.pid_exists(pid)


def test_the_child_ends_with_its_parent_however_that_ends(tmp_path):
    parent = (
        "import os, sys\nfrom pathlib import Path\nfrom desktop_app.client.bundled import BundledServer\n"
        "print(BundledServer(Path(sys.argv[1])).start().pid, flush=True)\nos._exit(9)"
    )
    told = subprocess.run([sys.executable, "-c", parent, str(tmp_path)], stdout=subprocess.PIPE, timeout=60)
    child = int(told.stdout)
    if psutil.pid_exists(child):
        psutil.wait_procs([psutil.Process(child)], timeout=20)
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def _breaking(folder: Path) -> str:
    if sys.platform == "win32":
        pytest.skip("a script with a shebang")
    script = folder / "python"
    script.write_text("#!/bin/sh\necho Traceback: >&2\necho no such luck >&2\nexit 3\n")
    script.chmod(0o755)
    return str(script)
