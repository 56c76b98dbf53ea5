"""`python -m tests.benchmarks rembg [DIR]`: our command line beside rembg's, with the same weights on the same photos.

Both from the shell's first word to the last file: start, loading the network, reading and writing included. rembg is
installed into an environment of its own under DIR, a temporary folder without one; a DIR that is given is kept.
"""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
import venv
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from desktop_app.core import paths
from desktop_app.imaging import models
from tests.benchmarks.photos import phone_photos
from tests.benchmarks.row import Row, machine, table

COUNT = 24
_MODEL = "u2netp"
_INTERVAL = 0.05
_LONGEST = 1200


@dataclass(frozen=True)
class Ran:
    """What one command line took."""

    seconds: float
    cpu: float
    """Seconds of processor of all its processes: what a busy machine does not change."""
    peak: int
    """Bytes: the highest sum of the proportional set sizes of its processes."""

    @property
    def rate(self) -> float:
        """Pictures a second."""
        return COUNT / self.seconds


def run(arguments: list[str]) -> int:
    """Prints a table; 1 where a goal is missed, 2 where something is not installed."""
    weights = models.find(_MODEL)
    if weights is None:
        print(f"{_MODEL} is not installed")
        return 2
    with tempfile.TemporaryDirectory(prefix="cleanrack-rembg-") as temporary:
        work = Path(*arguments[:1]) if arguments else Path(temporary)
        tool = _installed(work)
        if tool is None:
            print("rembg could not be installed; there is nothing to compare with")
            return 2
        photos = phone_photos(work / "photos", COUNT)[0].parent
        print(f"{machine()}; {COUNT} JPEG of 12 MP, {_MODEL}")
        with tempfile.TemporaryDirectory(dir=work) as results:
            rows = _compared(tool, weights, photos, Path(results))
    print(table(rows))
    return int(any(row.met == "NO" for row in rows))


def _compared(tool: Path, weights: Path, photos: Path, results: Path) -> list[Row]:
    ours = [sys.executable, "-m", "desktop_app", "clean", str(photos), "--yes", "--background"]
    ours_env = {paths.MODELS_VARIABLE: str(weights.parent)}
    home = results / "home"
    home.mkdir()
    (home / weights.name).symlink_to(weights.absolute())
    theirs_env = {"U2NET_HOME": str(home)}

    def mine(name: str, *options: str) -> Ran:
        places = ["--out", str(results / name), "--data-dir", str(results / f"{name}-data")]
        return _measured([*ours, *options, *places], ours_env, results / name)

    theirs = _measured(
        [str(tool), "p", "-m", _MODEL, str(photos), str(results / "rembg")], theirs_env, results / "rembg"
    )
    white, clear = mine("white", "white"), mine("clear", "transparent", "--format", "PNG")
    return [
        Row("rembg p, transparent PNG", theirs.rate, "/s", "pictures a second"),
        Row("cleanrack clean, white JPEG", white.rate, "/s", "pictures a second"),
        Row("cleanrack clean, transparent PNG", clear.rate, "/s", "pictures a second"),
        Row("white JPEG", white.rate / theirs.rate, "x", "rembg p", 2, more_is_better=True),
        Row("transparent PNG", clear.rate / theirs.rate, "x", "rembg p", 2, more_is_better=True),
        Row("CPU a picture, rembg p", theirs.cpu / COUNT, "s", "user + system, all processes"),
        Row("CPU a picture, white JPEG", white.cpu / COUNT, "s", "command, server and workers"),
        Row("CPU a picture, transparent PNG", clear.cpu / COUNT, "s", "command, server and workers"),
        Row("rembg p, peak memory", theirs.peak / 1e6, "MB", "PSS of its processes every 50 ms"),
        Row("cleanrack clean, peak memory, white", white.peak / 1e6, "MB", "command, server and workers"),
        Row("cleanrack clean, peak memory, transparent", clear.peak / 1e6, "MB", "command, server and workers"),
    ]


def _installed(work: Path) -> Path | None:
    """rembg's command line in an environment of its own; None where it cannot be installed."""
    home = work / "environment"
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    tool = programs / ("rembg.exe" if os.name == "nt" else "rembg")
    if not tool.exists():
        venv.create(home, with_pip=True)
        install = [str(programs / "python"), "-m", "pip", "install", "--quiet", "rembg[cpu,cli]"]
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr[-500:])
            return None
    return tool


def _measured(command: list[str], environment: dict[str, str], made: Path) -> Ran:
    """Runs it to its end; raises RuntimeError unless it made a picture of every photo."""
    started = time.perf_counter()
    running = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    before = _cpu()
    watch = _Watch(running.pid)
    watch.start()
    _, errors = running.communicate(timeout=_LONGEST)
    took = time.perf_counter() - started
    watch.join()
    pictures = [path for path in made.rglob("*") if path.suffix in (".jpg", ".png")] if made.exists() else []
    if len(pictures) != COUNT:
        raise RuntimeError(f"{command[0]} made {len(pictures)} of {COUNT} pictures: {errors[-500:]}")
    return Ran(took, _cpu() - before, watch.peak)


def _cpu() -> float:
    """Seconds that all ended children took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Watch(threading.Thread):
    """Looks at a process and its children until the process has ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self.peak = 0

    def run(self) -> None:
        """Remembers the highest sum."""
        while self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE:
            self.peak = max(self.peak, self._memory())
            time.sleep(_INTERVAL)

    def _memory(self) -> int:
        total = 0
        with suppress(psutil.NoSuchProcess):
            for process in [self._process, *self._process.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    full = process.memory_full_info()
                    total += getattr(full, "pss", full.uss)
        return total
