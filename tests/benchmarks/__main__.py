"""`python -m tests.benchmarks [part …]`: figures beside their peers and limits, from this run; all parts by default.

What works on a folder, or needs more than a folder, goes by itself: `cutout DIR`, `colour DIR`,
`sheet DIR OUT.png [--shops]`, `rembg [DIR]`, `cloud [PART …]`.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import cloud, colour, creation, cutting, pipeline, rembg, sheet, startup, white, whole, window
from tests.benchmarks.photos import phone_photos
from tests.benchmarks.row import Row, machine, table

PARTS: dict[str, Callable[[list[Path], Path], Iterator[Row]]] = {
    "pipeline": lambda photos, work: pipeline.rows(photos),
    "whole": whole.rows,
    "white": white.rows,
    "creation": lambda photos, work: creation.rows(work),
    "startup": lambda photos, work: startup.rows(work),
    "thumbnails": window.thumbnail_rows,
    "scroll": window.scroll_rows,
}

BY_THEMSELVES: dict[str, Callable[[list[str]], int]] = {
    "cutout": cutting.run,
    "colour": colour.run,
    "rembg": rembg.run,
    "sheet": sheet.run,
    "cloud": cloud.run,
}
"""What goes by itself, and answers an exit code."""


def main(names: list[str]) -> int:
    """Measure the named parts, all by default; answers 1 where a goal is missed."""
    if names and names[0] in BY_THEMSELVES:
        return BY_THEMSELVES[names[0]](names[1:])
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there is {', '.join([*PARTS, *BY_THEMSELVES])}")
        return 2
    found: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="cleanrack-benchmarks-") as folder:
        photos = phone_photos(Path(folder) / "photos")
        print(f"{machine()}; 50 JPEG of 12 MP, {sum(photo.stat().st_size for photo in photos) / 50e6:.1f} MB each")
        for name in names or PARTS:
            found += PARTS[name](photos, Path(folder))
    print(table(found))
    return 1 if any(row.met == "NO" for row in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
