"""Whose work a file is that goes into the frozen application."""

import csv
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "build" / "made" / "models"

OURS = "cleanrack"
MODEL = "cut-out model"
PYTHON = "Python"
SYSTEM = "system library"


def owner(source: Path) -> str:
    """The package it comes from, as pip names it, or one of the names above; `SYSTEM: package` for the system's own."""
    real = source.resolve()
    if real.is_relative_to(MODELS):
        return MODEL
    if named := _installed_files().get(real):
        return named
    if real.is_relative_to(ROOT):
        return OURS
    return PYTHON if _is_python(real) else f"{SYSTEM}: {_system_package(real)}"


@cache
def _installed_files() -> Mapping[Path, str]:
    """Which package each installed file is from."""
    found: dict[Path, str] = {}
    for each in metadata.distributions():
        home, name = Path(str(each.locate_file(""))).resolve(), canonicalize_name(each.name)
        rows = csv.reader((each.read_text("RECORD") or "").splitlines())
        found |= {home / file: name for file, *_ in rows}
    return found


def _is_python(file: Path) -> bool:
    homes = {Path(home).resolve() for home in (sysconfig.get_path("stdlib"), sys.base_prefix)} - {Path("/usr")}
    by_name = file.name.lower().startswith(("libpython", "python3"))
    return by_name or any(file.is_relative_to(home) for home in homes)


@cache
def _system_package(file: Path) -> str:
    """The Debian package of a library of the system, else its file name."""
    if sys.platform != "linux":
        return file.name
    for asked in (file, Path("/", *file.parts[2:])):  # what lies in /usr/lib is listed in /lib by older packages
        done = subprocess.run(["dpkg", "-S", str(asked)], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    return file.name
