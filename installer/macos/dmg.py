"""Packs dist/CleanRack.app into CleanRack-VERSION.dmg, signed and notarised where the environment says by whom.

    python installer/macos/dmg.py        # of the dist/ and build/made/ that installer/build.py has made

Runs on macOS alone, with what comes with it and Xcode's command line tools.
"""

import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # as a script, only what lies beside it would be found

from installer.macos import signing  # noqa: E402


def make(dist: Path, made: Path, version: str) -> Path:
    """Check and notarise the application, pack it, sign and notarise the image; answers the image, in dist.

    The application is notarised before it is packed too: it leaves the image, and its ticket must go with it. Raises
    CalledProcessError where one of the steps fails.
    """
    app = dist / "CleanRack.app"
    signing.check(app)
    signing.notarise(app, made)
    image = dist / f"CleanRack-{version}.dmg"
    _pack(app, made / "image", image)
    signing.sign(image)
    signing.notarise(image, made)
    return image


def _pack(app: Path, folder: Path, image: Path) -> None:
    """The application beside a link to where it belongs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["ditto", str(app), str(folder / app.name)], check=True)
    (folder / "Applications").symlink_to("/Applications")
    options = ["-volname", "CleanRack", "-fs", "HFS+", "-format", "UDZO", "-ov"]
    subprocess.run(["hdiutil", "create", *options, "-srcfolder", str(folder), str(image)], check=True)


if __name__ == "__main__":
    print(make(ROOT / "dist", ROOT / "build" / "made", metadata.version("cleanrack")))
