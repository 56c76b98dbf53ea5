"""`python -m tests.benchmarks colour DIR`: how far the garment's colour moves when only its ground becomes white.

ΔE2000 (CIE 142-2001) by scikit-image, which the application does not use, well inside the garment: within NAME_mask.png
where there is one, else within what was cut out.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from skimage.color import deltaE_ciede2000, rgb2lab

from desktop_app.imaging import codecs
from desktop_app.imaging.features.basic_clean import FEATURE, BasicCleanParameters
from tests.benchmarks.photos import photos_of
from tests.benchmarks.truth import read_mask

MEAN_GOAL, HIGH_GOAL = 1.0, 2.5
_MARGIN = 0.012
"""Share of the long side that is left out along the garment's edge, where colours mix."""
_LOOKED_AT = 200_000
"""Pixels that are compared at most, evenly spread."""
_WORST = 5
READINGS = {
    "as delivered": BasicCleanParameters(),
    "only the ground": BasicCleanParameters(white_balance=False, exposure=False, denoise=0, sharpen=0),
}
"""Parameters by name: the defaults, and with all that touches light or detail switched off. The ground is white."""


@dataclass(frozen=True)
class Shift:
    """How far the colour of one garment moved."""

    name: str
    mean: float
    high: float
    """95th percentile."""


def run(arguments: list[str]) -> int:
    """Prints a table; 1 where a goal is missed, 2 where the folder is of no use."""
    photos = photos_of(Path(*arguments[:1]))
    if not photos:
        print(f"no photos in {arguments}")
        return 2
    print(f"{len(photos)} photos\n{'parameters':18} {'mean':>7} {'95 %':>7} {'worst mean':>11} {'worst 95 %':>11}")
    missed = False
    for name, parameters in READINGS.items():
        shifts = list(_shifts(photos, parameters))
        mean, high = (statistics.fmean(getattr(one, field) for one in shifts) for field in ("mean", "high"))
        missed |= mean > MEAN_GOAL or high > HIGH_GOAL
        worst = sorted(shifts, key=lambda one: -one.mean)
        print(f"{name:18} {mean:7.3f} {high:7.3f} {worst[0].mean:11.3f} {max(one.high for one in shifts):11.3f}")
        print("   worst: " + ", ".join(f"{one.name} {one.mean:.2f} / {one.high:.2f}" for one in worst[:_WORST]))
    return int(missed)


def _shifts(photos: list[Path], parameters: BasicCleanParameters) -> Iterator[Shift]:
    for photo in photos:
        data = photo.read_bytes()
        before, after = shown(data), shown(FEATURE.run(data, parameters).data)
        apart = shift(before, after, inside(garment(photo, data)))
        if len(apart):
            yield Shift(photo.stem, float(apart.mean()), float(np.percentile(apart, 95)))


def shown(data: bytes) -> np.ndarray:
    """(height, width, 3) upright sRGB of a file."""
    return codecs.on_white(codecs.upright(codecs.decode(data)))


def garment(photo: Path, data: bytes) -> np.ndarray:
    """(height, width) float32, 0 to 1: where the garment is, by its mask or by our own cut-out."""
    mask = photo.with_name(f"{photo.stem}_mask.png")
    if mask.exists():
        return read_mask(mask)
    parameters = BasicCleanParameters(background="transparent", format="PNG")
    with Image.open(BytesIO(FEATURE.run(data, parameters).data)) as opened:
        return np.asarray(opened.getchannel("A"), np.float32) / 255


def inside(alpha: np.ndarray) -> np.ndarray:
    """Which pixels are well inside."""
    margin = max(2, round(max(alpha.shape) * _MARGIN))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * margin + 1, 2 * margin + 1))
    return cv2.erode((alpha > 0.99).astype(np.uint8), disc) > 0


def shift(before: np.ndarray, after: np.ndarray, where: np.ndarray) -> np.ndarray:
    """(n,) ΔE2000 between two pictures (height, width, 3) of one size."""
    places = np.flatnonzero(where)
    places = places[:: max(1, len(places) // _LOOKED_AT)]
    one, other = (rgb2lab(picture.reshape(-1, 3)[places][None]) for picture in (before, after))
    return deltaE_ciede2000(one, other)[0]
