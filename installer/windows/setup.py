"""Packs the frozen folder into CleanRack-VERSION-Setup.exe, with NSIS 3.08 or newer; also on Linux, for the rehearsal.

python installer/windows/setup.py        # of the dist/ and build/made/ that installer/build.py has made
"""

import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # as a script, only what lies beside it would be found

from desktop_app.imaging import formats  # noqa: E402
from installer.windows import artwork, signing  # noqa: E402

PROGRAMS = ("cleanrack.exe", "cleanrackw.exe")
_SCRIPT = Path(__file__).with_name("cleanrack.nsi")
_USUAL_PLACE = Path("C:/Program Files (x86)/NSIS/makensis.exe")


def make(dist: Path, made: Path, version: str) -> Path:
    """Sign the programs, pack the folder, sign the setup; answers the setup, in dist.

    Raises FileNotFoundError without NSIS, and CalledProcessError where it or the signing fails.
    """
    folder = dist / "cleanrack"
    for program in PROGRAMS:
        signing.sign(folder / program)
    artwork.draw(made / "setup")
    (made / "setup" / "kinds.nsh").write_text(kinds(), encoding="utf-8")
    out = dist / f"CleanRack-{version}-Setup.exe"
    nsis = _nsis()
    values = {"TARGET": _target(nsis), "VERSION": version, "FOLDER": folder, "MADE": made, "OUT": out}
    if sign := signing.command():
        values["SIGN"] = sign
    told = [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run([str(nsis), "-V2", "-INPUTCHARSET", "UTF8", *told, str(_SCRIPT)], check=True)
    signing.sign(out)
    return out


def kinds() -> str:
    """A macro of NSIS that does something for the file name ending of each kind of photo that is taken."""
    endings = sorted(ending for kind in formats.accepted() for ending in kind.extensions)
    lines = [f'  !insertmacro ${{do}} "{ending}"' for ending in endings]
    return "\n".join(["!macro EACH_KIND do", *lines, "!macroend", ""])


def _nsis() -> Path:
    if _USUAL_PLACE.exists():
        return _USUAL_PLACE
    if found := shutil.which("makensis"):
        return Path(found)
    raise FileNotFoundError("NSIS is not installed: there is no makensis")


def _target(nsis: Path) -> str:
    """A setup for 64 bits, as Debian's NSIS makes it; its makers' knows 32 alone, which Windows runs too."""
    stubs = nsis.parent / "Stubs"
    return "x86-unicode" if stubs.is_dir() and not [*stubs.glob("*-amd64-unicode")] else "amd64-unicode"


if __name__ == "__main__":
    print(make(ROOT / "dist", ROOT / "build" / "made", metadata.version("cleanrack")))
