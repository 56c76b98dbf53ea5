"""The sign-in in a real keyring: gnome-keyring on a session bus of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

USE = """
import asyncio
from desktop_app.sync.credentials import Credentials

async def use():
    first, second = Credentials(), Credentials()
    await first.save("account@device", "令牌-one")
    print(first.is_session_only("account@device"), await second.load("account@device"))
    await second.save("account@device", "two")
    print(await first.load("account@device"))
    await first.drop("account@device")
    print(await second.load("account@device") == "two", await Credentials().load("account@device"))

asyncio.run(use())
"""
SAVE = """
import asyncio
from desktop_app.sync.credentials import Credentials

async def use():
    kept = Credentials(seconds=1.0)
    await kept.save("account@device", "one")
    print(kept.is_session_only("account@device"), await kept.load("account@device"))

asyncio.run(use())
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="gnome-keyring is Linux's; others have their own")


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}; see installer/linux-packages.txt")
def test_a_real_keyring_keeps_replaces_and_forgets_a_token(tmp_path: Path) -> None:
    unlock = "printf secret | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null"

    told = _in_a_session(tmp_path, f"{unlock}; exec {sys.executable} -c '{USE}'", PYTHON_KEYRING_BACKEND=None)

    assert told.split() == ["False", "令牌-one", "two", "True", "None"]


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}; see installer/linux-packages.txt")
def test_a_keyring_that_nobody_unlocks_is_not_waited_for(tmp_path: Path) -> None:
    start = "gnome-keyring-daemon --start --components=secrets --daemonize >/dev/null 2>&1"

    told = _in_a_session(tmp_path, f"{start}; exec {sys.executable} -c '{SAVE}'", PYTHON_KEYRING_BACKEND=None)

    assert told.split() == ["True", "one"]


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "tests.sync.rings.Forgetful",
        "tests.sync.rings.Slow",
    ],
)
def test_a_keyring_that_keeps_nothing_leaves_the_sign_in_in_memory(tmp_path: Path, backend: str) -> None:
    told = _run([sys.executable, "-c", SAVE], tmp_path, PYTHON_KEYRING_BACKEND=backend)

    assert told.split() == ["True", "one"]


def _in_a_session(folder: Path, command: str, **environ: str | None) -> str:
    return _run(["dbus-run-session", "--", "bash", "-c", command], folder, **environ)


def _run(command: list[str], folder: Path, **environ: str | None) -> str:
    import os

    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    told = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime), "PYTHONUTF8": "1", **environ}
    clean = {
        name: value for name, value in told.items() if value is not None and name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    ended = subprocess.run(command, env=clean, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout.decode()
