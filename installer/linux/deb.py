"""The Debian package: the frozen folder, the command, the entry of the menu, the icons, the licences.

It is for the Debian or Ubuntu release it is built on and newer ones: build it on the oldest that is to be supported.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDER = Path("usr/lib/cleanrack")

RECOMMENDS = ("fonts-noto-cjk", "gnome-keyring | kwalletmanager", "xdg-desktop-portal")
"""Chinese letters; a place that keeps the sign-in; the desktop's own file dialogs. It runs without."""

_FIELDS: Mapping[str, str] = {
    "Package": "cleanrack",
    "Section": "graphics",
    "Priority": "optional",
    "Maintainer": "The CleanRack founders <packages@cleanrack.example>",
    "Recommends": ", ".join(RECOMMENDS),
    "Description": "garment photos cleaned for the shop, one or fifty at a time\n"
    " Light and white balance right, ground cleaned to white, cloth colour\n"
    " unchanged, framed for the shop, exported as one ZIP: a window and a\n"
    " command line that work on this computer alone.",
}


def make(dist: Path, made: Path, version: str) -> Path:
    """Pack dist/cleanrack with what lies in `made`; answers the package, in dist."""
    architecture = _told("dpkg", "--print-architecture")
    package = dist / f"cleanrack_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(prefix="cleanrack-deb-") as folder:
        tree = Path(folder) / "debian" / "cleanrack"  # where Debian's tools expect it
        _lay_out(tree, dist / "cleanrack", made)
        figures = {
            "Version": version,
            "Architecture": architecture,
            "Installed-Size": str(_kilobytes(tree)),
            "Depends": _depends(tree),
        }
        _write_control(tree, {**_FIELDS, **figures})
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)], check=True)
    return package


def _lay_out(tree: Path, folder: Path, made: Path) -> None:
    shutil.copytree(folder, tree / FOLDER, symlinks=True)
    (tree / "DEBIAN").mkdir()
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/cleanrack").symlink_to("../lib/cleanrack/cleanrack")
    _put(HERE / "cleanrack.desktop", tree / "usr/share/applications/cleanrack.desktop")
    icons = tree / "usr/share/icons/hicolor"
    _put(made / "icons/cleanrack.svg", icons / "scalable/apps/cleanrack.svg")
    for picture in (made / "icons").glob("*/cleanrack.png"):
        size = picture.parent.name
        _put(picture, icons / f"{size}x{size}/apps/cleanrack.png")
    papers = tree / "usr/share/doc/cleanrack"
    _put(ROOT / "LICENSE", papers / "copyright")
    (papers / "third-party.txt").symlink_to(Path("/") / FOLDER / "_internal/desktop_app/resources/notices.txt")


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _depends(tree: Path) -> str:
    """The packages whose libraries ours are linked to, in the versions they need, as Debian's own tool finds them."""
    (tree.parent / "control").write_text("Source: cleanrack\n\nPackage: cleanrack\nArchitecture: any\n")
    libraries = [file for file in tree.rglob("*.so*") if file.is_file() and not file.is_symlink()]
    ours = sorted({f"-l{file.parent}" for file in libraries})
    asked = [str(tree / FOLDER / "cleanrack"), *map(str, libraries)]
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *ours, *asked]
    return _told(*command, cwd=tree.parents[1]).removeprefix("shlibs:Depends=")


def _write_control(tree: Path, fields: Mapping[str, str]) -> None:
    control = tree / "DEBIAN/control"
    control.write_text("".join(f"{name}: {text}\n" for name, text in fields.items()), encoding="utf-8")


def _kilobytes(tree: Path) -> int:
    return sum(file.lstat().st_size for file in tree.rglob("*") if not file.is_dir()) // 1024


def _told(*command: str, cwd: Path | None = None) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()
