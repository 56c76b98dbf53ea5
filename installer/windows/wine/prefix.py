"""The Wine of a work folder: runs Windows programs in it, and tells what is on its drive and in its registry."""

import csv
import io
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
OVERRIDES = "mscoree,mshtml=;icuuc,bcryptprimitives,mscms,ucrtbase=n"
_NOISE = ("windows/", "Temp/", "temp/")
"""Folders in which Wine itself comes and goes."""


class Wine:
    """The Wine of a work folder, and where CleanRack is in it."""

    def __init__(self, work: Path) -> None:
        self.work = work.resolve()
        self.seen = self.work / "seen"
        self.seen.mkdir(exist_ok=True)
        self.drive = self.work / "prefix" / "drive_c"
        local = next(self.drive.glob("users/[!P]*/AppData/Local"))
        self.home = local.parents[1]
        self.programs = local / "Programs" / "CleanRack"
        self.data = local / "CleanRack"

    def environment(self, language: str = "en") -> dict[str, str]:
        """Quiet, with our libraries before Wine's, in a language."""
        own = {"WINEPREFIX": str(self.work / "prefix"), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": OVERRIDES}
        return {**os.environ, **own, "LC_ALL": LANGUAGES[language], "CLEANRACK_LANGUAGE": ""} | own

    def start(self, *command: str | Path, language: str = "en") -> "subprocess.Popen[bytes]":
        """Start a Windows program; its stdout must be a pipe, or Python in it would not start."""
        pipe = subprocess.PIPE
        started = ["wine", *map(str, command)]
        return subprocess.Popen(
            started, cwd=ROOT, env=self.environment(language), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )

    def run(self, *command: str | Path, seconds: float = 900) -> tuple[int, str]:
        """Run one to its end; answers the exit code and what it said."""
        started = self.start(*command)
        said, _ = started.communicate(timeout=seconds)
        return started.returncode, said.decode("utf-8", "replace")

    def files(self) -> set[str]:
        """Every file and folder on the drive but Windows' own."""
        found = (str(path.relative_to(self.drive)) for path in self.drive.rglob("*"))
        return {path for path in found if not any(noise in f"{path}/" for noise in _NOISE)}

    def registry(self) -> set[str]:
        """Every value under HKCU, as `key name=data`."""
        told = self.seen / "hkcu.reg"
        self.run("reg", "export", "HKCU", f"Z:{told}", "/y")
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
        return [name for name in names if name.lower().startswith("cleanrack")]
