"""Photos as files: the format by the name's suffix, rotation tag, profile, and pairs of photo and mask."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tests.drawing.profiles import display_p3, to_display_p3
from tests.drawing.samples import Sample

_QUARTER_TURNS = {1: 0, 3: 2, 6: 1, 8: -1}
"""EXIF orientation → quarter turns against the clock that bring an upright picture into its stored form."""

_EXIF_MAKE, _EXIF_MODEL, _EXIF_ORIENTATION = 0x010F, 0x0110, 0x0112


class MissingToolError(Exception):
    """A program that writes one of the formats is not installed."""


def write(photo: np.ndarray, sample: Sample, path: Path) -> None:
    """Writes the upright sRGB photo as the sample's kind of file; raises MissingToolError for HEIC without heif-enc."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = np.ascontiguousarray(np.rot90(photo, _QUARTER_TURNS[sample.orientation]))
    options: dict = {}
    if sample.profile == "p3":
        stored, options["icc_profile"] = to_display_p3(stored), display_p3()
    image = Image.fromarray(stored)
    match path.suffix:
        case ".jpg":
            exif = _exif(sample.orientation)
            image.save(path, quality=sample.quality, subsampling="4:2:0", optimize=True, exif=exif, **options)
        case ".png":
            image.save(path, optimize=True)
        case ".webp":
            image.save(path, quality=sample.quality, method=4)
        case ".heic":
            _write_heic(image, sample.quality, path)


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[_EXIF_MAKE], exif[_EXIF_MODEL] = "CleanRack", "CleanRack Sample"
    exif[_EXIF_ORIENTATION] = orientation
    return exif


def _write_heic(image: Image.Image, quality: int, path: Path) -> None:
    tool = shutil.which("heif-enc")
    if tool is None:
        raise MissingToolError("heif-enc is not installed (Debian: libheif-examples)")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "photo.png")
        image.save(source, compress_level=1)
        subprocess.run([tool, "-q", str(quality), "-o", str(path), str(source)], check=True, capture_output=True)


def write_pair(photo: np.ndarray, mask: np.ndarray, name: str, folder: Path) -> Path:
    """Writes NAME.jpg and NAME_mask.png into a folder, sub-folders joined into the name; gives the photo's path."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = name.rpartition(".")[0].replace("/", "_")
    target = folder / f"{stem}.jpg"
    Image.fromarray(photo).save(target, quality=92, subsampling="4:2:0")
    Image.fromarray(mask).save(folder / f"{stem}_mask.png")
    return target
