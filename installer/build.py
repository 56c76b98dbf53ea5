"""Makes the application as merchants install it: the frozen folder, and what this system installs it from.

    pip install -e ".[installer]"
    python installer/build.py            # everything, into dist/
    python installer/build.py freeze     # the folder alone
    python installer/build.py package    # of the folder that is there: the .deb, the setup or the disk image
    python installer/build.py sizes      # what is inside, by size

The folder is dist/cleanrack (and on macOS dist/CleanRack.app). It holds `cleanrack`, window and command line in one;
on Windows a program has either a console or none, so there are two: cleanrack.exe and, for the window, cleanrackw.exe.
"""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script, only what lies beside it would be found

from installer import icons, inside, translations, weights  # noqa: E402

DIST = ROOT / "dist"
BUILD = ROOT / "build"
MADE = BUILD / "made"
"""What is made before the folder is, and goes into it."""

PACKAGES: Mapping[str, str] = {
    "linux": "installer.linux.deb",
    "win32": "installer.windows.setup",
    "darwin": "installer.macos.dmg",
}
"""For each system the module whose `make(dist, made, version)` packs the folder and answers the file."""


def freeze() -> None:
    """Make the folder."""
    shutil.rmtree(MADE, ignore_errors=True)
    translations.compile_all()
    icons.draw(MADE / "icons")
    weights.take(MADE / "models")
    command = [sys.executable, "-m", "PyInstaller", "installer/cleanrack.spec", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    subprocess.run([*command, *places], cwd=ROOT, check=True)


def package() -> None:
    """Pack the folder for this system."""
    pack = importlib.import_module(PACKAGES[sys.platform])
    print(pack.make(DIST, MADE, metadata.version("cleanrack")))


def sizes() -> None:
    """Print what is inside."""
    print(inside.table(DIST / "cleanrack", MADE / "inside.json"))


STEPS: Mapping[str, Callable[[], None]] = {"freeze": freeze, "package": package, "sizes": sizes}


def main(names: list[str]) -> int:
    """Take the named steps, all by default."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there is {', '.join(STEPS)}")
        return 2
    for name in names or STEPS:
        STEPS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
