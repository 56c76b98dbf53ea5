"""A desktop of its own: X server, session bus, window manager, accessibility bus; with hands and eyes from outside."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest

PROGRAMS = ("Xvfb", "openbox", "pcmanfm", "xdotool", "import", "dbus-daemon")
READER = Path(__file__).with_name("reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
ACCESSIBILITY_BUS = Path("/usr/libexec/at-spi-bus-launcher")

SIZE = (1600, 1000)


def missing() -> str:
    """What this machine lacks for such a desktop; "" where nothing does."""
    lacking = [program for program in PROGRAMS if shutil.which(program) is None]
    if not ACCESSIBILITY_BUS.exists():
        lacking.append("at-spi2-core")
    elif subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode:
        lacking.append("python3-pyatspi")
    return " ".join(lacking)


needs_screen = pytest.mark.skipif(bool(missing()), reason=f"needs {missing()}")


@dataclass(frozen=True)
class Seen:
    """One thing as assistive technology sees it."""

    role: str
    name: str
    states: tuple[str, ...]
    box: tuple[int, int, int, int]
    """x, y, width, height on the screen."""
    path: tuple[int, ...]
    """Child numbers from the application down."""

    @property
    def middle(self) -> tuple[int, int]:
        """Where to point at it."""
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


class Screen:
    """`with Screen(folder)`: everything it starts ends with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        for name in ("home", "run"):
            (self._folder / name).mkdir(mode=0o700, parents=True)
        self._environment = {
            **os.environ,
            "HOME": str(self._folder / "home"),
            "XDG_RUNTIME_DIR": str(self._folder / "run"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LANG": "C.UTF-8",
        }
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "WAYLAND_DISPLAY"):
            self._environment.pop(name, None)
        try:
            self._environment["DISPLAY"] = f":{self._told(['Xvfb', '-displayfd', '1', *_SCREEN])}"
            bus = self._told(["dbus-daemon", "--session", "--print-address=1", "--nofork"])
            self._environment["DBUS_SESSION_BUS_ADDRESS"] = bus
            self.start(["openbox"])
            self.start([str(ACCESSIBILITY_BUS), "--launch-immediately"])
            time.sleep(0.5)
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def start(self, command: Sequence[str | Path], **environment: str) -> "subprocess.Popen[bytes]":
        """A program on this desktop, ended with it."""
        log = self._stack.enter_context((self._folder / f"{Path(command[0]).name}.log").open("ab"))
        child = subprocess.Popen(
            list(map(str, command)), env={**self._environment, **environment}, stdout=log, stderr=log
        )
        self._stack.callback(_end, child)
        return child

    def cleanrack(self, data: Path, *arguments: str | Path, language: str = "zh-CN") -> "subprocess.Popen[bytes]":
        """The window, as a merchant starts it."""
        command = [sys.executable, "-m", "desktop_app", "--data-dir", data, "--lang", language, *arguments]
        return self.start(command)

    def run(self, *command: str) -> str:
        """What a program on this desktop prints."""
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True, timeout=60)
        return done.stdout

    # eyes

    def read(self, application: str = "CleanRack") -> list[Seen]:
        """Everything assistive technology can see of an application."""
        told: list[dict[str, Any]] = json.loads(self.run(SYSTEM_PYTHON, str(READER), "read", application))
        return [
            Seen(each["role"], each["name"], tuple(each["states"]), tuple(each["box"]), tuple(each["path"]))
            for each in told
        ]

    def find(self, role: str, name: str, *, seconds: float = 20) -> Seen:
        """The first thing of that role whose name contains `name`, waited for."""
        return self.wait_for(
            lambda: next((each for each in self.read() if each.role == role and name in each.name), None),
            f"{role} {name!r}",
            seconds,
        )

    def wait_for(self, look: Callable[[], Any], what: str, seconds: float = 20) -> Any:
        """What `look` finds; fails with a picture of the screen where it finds nothing."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := look():
                return found
            time.sleep(0.2)
        self.shot(self._folder / "missed.png")
        pytest.fail(f"{what} did not appear within {seconds:.0f} s")

    def shot(self, file: Path) -> Path:
        """A picture of the whole screen."""
        self.run("import", "-window", "root", str(file))
        return file

    # hands

    def press(self, role: str, name: str) -> None:
        """Use a button as assistive technology does."""
        seen = self.find(role, name)
        self.run(SYSTEM_PYTHON, str(READER), "press", "CleanRack", json.dumps(seen.path))

    def press_last(self, role: str, name: str) -> None:
        """Use the last of several such buttons: that of the dialog in front."""
        seen = [each for each in self.read() if each.role == role and each.name == name]
        self.run(SYSTEM_PYTHON, str(READER), "press", "CleanRack", json.dumps(seen[-1].path))

    def click(self, at: tuple[int, int], button: int = 1) -> None:
        """Click there."""
        self.run("xdotool", "mousemove", *map(str, at), "click", str(button))
        time.sleep(0.3)

    def key(self, *keys: str) -> None:
        """Press keys, such as "ctrl+a"."""
        self.run("xdotool", "key", *keys)
        time.sleep(0.3)

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 15) -> None:
        """Drag as a hand does: small steps, and a moment's rest before letting go."""
        self.run("xdotool", "mousemove", *map(str, start))
        time.sleep(0.3)
        self.run("xdotool", "mousedown", "1")
        for step in range(1, steps + 1):
            x, y = (start[axis] + (end[axis] - start[axis]) * step // steps for axis in (0, 1))
            self.run("xdotool", "mousemove", str(x), str(y))
            time.sleep(0.03)
        time.sleep(0.5)
        self.run("xdotool", "mouseup", "1")
        time.sleep(0.8)

    def place(self, title: str, box: tuple[int, int, int, int]) -> None:
        """Put the window of that title (a regular expression) into x, y, width, height, in front."""
        window = self.wait_for(lambda: self._window(title), f"window {title!r}")
        x, y, width, height = map(str, box)
        self.run("xdotool", "windowsize", "--sync", window, width, height)
        self.run("xdotool", "windowmove", window, x, y, "windowactivate", "--sync", window)
        time.sleep(0.7)

    def _window(self, title: str) -> str:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return found.stdout.split()[-1] if found.stdout.split() else ""

    def _told(self, command: list[str]) -> str:
        """Start a program that prints one line once it is ready."""
        log = self._stack.enter_context((self._folder / f"{command[0]}.log").open("wb"))
        child = subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, stderr=log)
        self._stack.callback(_end, child)
        assert child.stdout is not None
        self._stack.callback(child.stdout.close)
        return child.stdout.readline().decode().strip()


_SCREEN = ("-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp")


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
