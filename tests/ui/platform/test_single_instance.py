"""One window for each data folder, with real processes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.platform.single_instance import SingleInstance, address

SECOND = """
import sys
from pathlib import Path
from desktop_app.launch import window
from desktop_app.core.words import Language
sys.exit(window(Path(sys.argv[1]), Language.ENGLISH, [Path(file) for file in sys.argv[2:]]))
"""
FIRST = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.ui.platform.single_instance import SingleInstance
application = QCoreApplication([])
first = SingleInstance(Path(sys.argv[1]))
print(first.claim(), flush=True)
first.listen()
application.exec()
"""


@pytest.fixture
def first(tmp_path: Path, qtbot: QtBot) -> Iterator[SingleInstance]:
    instance = SingleInstance(folder(tmp_path, "data"))
    assert instance.claim()
    instance.listen()
    yield instance
    instance.close()


def test_a_second_start_hands_its_files_over_and_ends_well(first: SingleInstance, qtbot: QtBot, tmp_path: Path):
    second = start(SECOND, tmp_path / "data", tmp_path / "衬衫 1.jpg", tmp_path / "款式")

    with qtbot.waitSignal(first.called, timeout=20_000) as called:
        pass

    assert called.args == [[tmp_path / "衬衫 1.jpg", tmp_path / "款式"]]
    assert ended(second) == 0


def test_a_setup_may_ask_the_first_to_end_and_waits_until_it_has(first: SingleInstance, qtbot: QtBot, tmp_path: Path):
    first.dismissed.connect(first.close)

    quitting = start("from desktop_app.launch import main; main()", "--data-dir", tmp_path / "data", "quit")
    with qtbot.waitSignal(first.dismissed, timeout=20_000):
        pass

    assert ended(quitting) == 0


def test_where_nobody_is_there_is_nobody_to_end(tmp_path: Path):
    assert SingleInstance(tmp_path / "data").dismiss(seconds=0)


def test_a_window_that_does_not_end_is_told_of(first: SingleInstance, tmp_path: Path):
    assert not SingleInstance(tmp_path / "data").dismiss(seconds=0.3)


def test_two_data_folders_are_two_instances(first: SingleInstance, tmp_path: Path):
    other = SingleInstance(folder(tmp_path, "other"))

    assert other.claim()
    assert address(tmp_path / "data") != address(tmp_path / "other")
    other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_what_a_killed_process_left_behind_stands_in_nobodys_way(tmp_path: Path, qtbot: QtBot):
    data = folder(tmp_path, "data")
    killed = start(FIRST, data)
    assert killed.stdout.readline().strip() == "True"
    qtbot.waitUntil(lambda: Path(address(data)).exists(), timeout=10_000)
    os.kill(killed.pid, signal.SIGKILL)
    ended(killed)

    heir = SingleInstance(data)
    claimed = heir.claim()
    heir.listen()
    second = start(SECOND, data, tmp_path / "1.jpg")
    with qtbot.waitSignal(heir.called, timeout=20_000):
        pass

    assert claimed
    assert ended(second) == 0
    heir.close()


def test_a_window_that_does_not_answer_is_told_of(tmp_path: Path, qtbot: QtBot):
    silent = SingleInstance(folder(tmp_path, "data"))
    assert silent.claim()

    assert not SingleInstance(tmp_path / "data").hand_over([], seconds=0.3)
    silent.close()


@pytest.mark.parametrize("line", [b"what?", b"[]", b'{"files": 3}', json.dumps({"version": 1}).encode()])
def test_nonsense_is_refused(first: SingleInstance, qtbot: QtBot, tmp_path: Path, line: bytes):
    from PySide6.QtNetwork import QLocalSocket

    called: list[object] = []
    first.called.connect(called.append)
    socket = QLocalSocket()
    socket.connectToServer(address(tmp_path / "data"))
    socket.write(line + b"\n")

    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0)

    assert bytes(socket.readAll().data()) == b"refused\n"
    assert called == []


def test_a_folder_with_a_long_path_has_an_address_too(tmp_path: Path):
    deep = tmp_path / ("衬" * 60)

    assert len(bytes(Path(address(deep)))) <= 100
    assert address(deep) != address(deep / "x")


def folder(parent: Path, name: str) -> Path:
    made = parent / name
    made.mkdir()
    return made


def ended(process: "subprocess.Popen[str]") -> int:
    process.communicate(timeout=20)
    return process.returncode


def start(script: str, *arguments: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
