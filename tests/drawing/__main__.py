"""Redraws the sample photos: `python -m tests.drawing`, or pairs of photo and true mask with `--masks DIR`."""

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from desktop_app.core import paths
from tests.drawing import SAMPLES, draw
from tests.drawing.files import MissingToolError, write, write_pair


def main() -> None:
    """Draws what the command line asks for and prints what it wrote."""
    arguments = _arguments()
    if arguments.masks:
        names = arguments.only or list(SAMPLES)
        job = partial(draw_pair, folder=arguments.masks, long_side=arguments.long_side)
    else:
        names = arguments.only or [name for name, sample in SAMPLES.items() if sample.shipped]
        job = partial(draw_file, folder=arguments.output)
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for line in pool.map(job, names):
            print(line, flush=True)


def draw_file(name: str, folder: Path) -> str:
    """Draws one sample at its own size into the folder; tells what became of it."""
    sample = SAMPLES[name]
    path = folder / name
    photo, _ = draw(name, max(sample.width, sample.height))
    try:
        write(photo, sample, path)
    except MissingToolError as error:
        return f"{name}: {error}; the file that was there is kept"
    return f"{name}: {sample.width}×{sample.height}, {path.stat().st_size / 1e6:.2f} MB"


def draw_pair(name: str, folder: Path, long_side: int | None) -> str:
    """Draws one photo and its mask into the folder; tells what it wrote."""
    sample = SAMPLES[name]
    photo, mask = draw(name, long_side or max(sample.width, sample.height))
    path = write_pair(photo, mask, name, folder)
    return f"{path} and {path.stem}_mask.png: {photo.shape[1]}×{photo.shape[0]}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=paths.resources() / "samples", help="folder of the photos")
    parser.add_argument(
        "--masks", type=Path, metavar="DIR", help="write NAME.jpg and NAME_mask.png pairs there instead"
    )
    parser.add_argument("--long-side", type=int, metavar="PIXELS", help="size of the pairs (each sample's own)")
    parser.add_argument("--only", nargs="+", choices=list(SAMPLES), metavar="NAME", help="just these samples")
    parser.add_argument("--jobs", type=int, default=2, help="photos drawn at once, about 1.5 GB each (2)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
