"""`cleanrack` without a command, and `cleanrack window`: the window, or why there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.commands.window import has_screen


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_without_a_command_the_window_is_shown(cleanrack, screen):
    said = cleanrack(lang="zh-CN")

    assert (said.code, said.out.strip()) == (0, "a window on 数据 in zh-CN with []")


def test_files_are_handed_to_the_window(cleanrack, screen, tmp_path):
    said = cleanrack("--data-dir", tmp_path / "other", "window", "衬衫 1.jpg", "shoot")

    assert said.out.strip() == "a window on other in en with ['衬衫 1.jpg', 'shoot']"


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS always have a screen")
def test_without_a_screen_there_is_a_sentence_and_an_exit_code(cleanrack, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    said = cleanrack()

    assert said.code == 10
    assert "no screen" in said.err


@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_a_display_that_does_not_answer_is_no_screen_either(tmp_path):
    environment = {**os.environ, "DISPLAY": ":4711", "CLEANRACK_DATA_DIR": str(tmp_path), "CLEANRACK_LANGUAGE": "en"}
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)

    done = subprocess.run([sys.executable, "-m", "desktop_app"], env=environment, capture_output=True, check=False)

    assert done.returncode == 10, done.stderr.decode()


@pytest.mark.parametrize(("platform", "there"), [("win32", True), ("darwin", True), ("linux", False)])
def test_only_linux_may_lack_a_screen(platform, there):
    assert has_screen(platform, {}) is there


def test_a_missing_library_is_named_with_the_package_that_brings_it(tmp_path: Path):
    script = """
import sys
from desktop_app.commands.main import run

def window(*_):
    raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")

sys.exit(run(serve=None, window=window, args=["--lang", "en"]))
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CLEANRACK_DATA_DIR": str(tmp_path)}

    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)

    assert done.returncode == 10
    assert "libgl1" in done.stderr.decode()
