"""The Windows on which CleanRack is installed for a proof: the one this runs on, or Wine in a work folder."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
IS_WINE = sys.platform != "win32"
_OVERRIDES = "mscoree,mshtml,winemenubuilder.exe=;icuuc,bcryptprimitives,mscms,ucrtbase=n"
"""As in wine/environment.sh."""
_NOISE = ("/Temp/", "/temp/", "/pyinstaller/")
"""Folders in which others come and go."""


class Computer:
    """Runs Windows programs, and tells what is installed, stored and running."""

    def __init__(self, work: Path) -> None:
        self.work = work.resolve()
        self.seen = self.work / "seen"
        self.seen.mkdir(parents=True, exist_ok=True)
        self._environment = {**os.environ, "CLEANRACK_LANGUAGE": ""}
        if IS_WINE:
            prefix = self.work / "prefix"
            self._environment |= {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": _OVERRIDES}
            local = next(prefix.glob("drive_c/users/[!P]*/AppData/Local"))
        else:
            local = Path(os.environ["LOCALAPPDATA"])
        self.home = local.parents[1]
        self.programs = local / "Programs" / "CleanRack"
        self.data = local / "CleanRack"

    def start(self, *command: str | Path, language: str = "en") -> "subprocess.Popen[bytes]":
        """Start a Windows program. Its stdout must be a pipe: with a file there Python does not start under Wine."""
        return subprocess.Popen(
            [*(["wine"] if IS_WINE else []), *map(str, command)],
            cwd=ROOT,
            env={**self._environment, "LC_ALL": LANGUAGES[language]},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *command: str | Path, seconds: float = 900) -> tuple[int, str]:
        """Run one to its end; answers the exit code and what it said."""
        started = self.start(*command)
        said, _ = started.communicate(timeout=seconds)
        return started.returncode, said.decode("utf-8", "replace")

    def files(self) -> set[str]:
        """Every file and folder of the merchant's, as paths from the home folder."""
        found = (path.relative_to(self.home).as_posix() for path in self.home.rglob("*"))
        return {path for path in found if not any(noise in f"/{path}/" for noise in _NOISE)}

    def registry(self) -> set[str]:
        """Every value under HKCU, as `key name=data`."""
        told = self.seen / "hkcu.reg"
        self.run("reg", "export", "HKCU", named(told), "/y")
        key, values = "", set()
        for line in told.read_text(encoding="utf-16").replace("\\\n  ", "").splitlines():
            if line.startswith("["):
                key = line.strip("[]")
            elif line:
                values.add(f"{key} {line}")
        told.unlink()
        return values

    def running(self) -> list[str]:
        """Our programs that run."""
        _, said = self.run("tasklist", "/fo", "csv", "/nh")
        names = (row[0] for row in csv.reader(io.StringIO(said)) if row)
        return [name for name in names if name.lower() in ("cleanrack.exe", "cleanrackw.exe")]


def named(path: Path) -> str:
    """A path as Windows programs take it."""
    return f"Z:{path}" if IS_WINE else str(path)
