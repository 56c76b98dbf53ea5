"""The screen on which Windows programs are looked at: a window manager, keys, pictures."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.windows.computer import IS_WINE


@contextmanager
def desktop() -> Iterator[None]:
    """A window manager, without which nothing has the keyboard; Windows has its own."""
    if not IS_WINE:
        yield
        return
    with ended(subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)):
        time.sleep(1)
        yield


@contextmanager
def ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End a process that does not end by itself."""
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def shown(title: str) -> bool:
    """Whether a window with that in its title is on the screen."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True, check=False)
    return bool(found.stdout)


def press(key: str) -> None:
    """A key, for the window in front."""
    subprocess.run(["xdotool", "key", key], check=True)


def picture(file: Path) -> None:
    """The whole screen, without the little window in which Wine keeps the icons of its tray."""
    tray = ["xdotool", "search", "--name", "Wine System Tray", "windowunmap"]
    subprocess.run(tray, capture_output=True, check=False)
    subprocess.run(["import", "-window", "root", str(file)], check=True)
