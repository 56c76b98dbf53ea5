"""The figures of a finished picture: white of its border, how much the garment fills, how far its colour moved."""

import cv2
import numpy as np

from desktop_app.api.pictures import Measures
from desktop_app.imaging import colour_truth, exif, measuring
from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.negative import Negative
from desktop_app.imaging.printing import Print

_SIDE = 500
"""Pixels on the long side of what is looked at: enough for a mean and a percentile."""
_INSIDE = 0.99
_MARGIN = 2
"""Pixels of what is looked at that are left out along the garment's edge, where colours mix."""


def measures(negative: Negative, made: Print) -> Measures:
    """What can be measured; figures of the garment only where it was cut out."""
    step = max(1, max(made.storable.size) // _SIDE)
    seen = made.storable.glimpse(step)
    border = round(measuring.border_white(seen), 4)
    box, found = _box(negative, made), negative.cutout
    if found is None or box is None:
        return Measures(border_white=border)
    moved = colour_truth.change(*_pairs(negative, made, seen, step))
    return Measures(
        border_white=border,
        fill=round(measuring.fill(box, made.places.canvas), 4),
        delta_e=None if moved is None else round(moved[0], 3),
        delta_e_95=None if moved is None else round(moved[1], 3),
        confidence=found.confidence,
        method=found.method,
    )


def _box(negative: Negative, made: Print) -> tuple[float, float, float, float] | None:
    """(left, top, right, bottom) of the garment in the finished picture, in pixels."""
    box = negative.box
    if box is None:
        return None
    crop, photo, corner = made.places.crop, made.places.photo, made.places.corner
    across, down = photo[0] / (crop[2] - crop[0]), photo[1] / (crop[3] - crop[1])
    left, right = ((edge - crop[0]) * across + corner[0] for edge in (box[0], box[2]))
    top, bottom = ((edge - crop[1]) * down + corner[1] for edge in (box[1], box[3]))
    return left, top, right, bottom


def _pairs(negative: Negative, made: Print, seen: Bytes8, step: int) -> tuple[Bytes8, Bytes8]:
    """(n, 3) sRGB pixels well inside the garment, as they were photographed and as they are now."""
    (left, top), (width, height) = made.places.corner, made.places.photo
    rows = np.arange(-(-top // step), -(-(top + height) // step))
    columns = np.arange(-(-left // step), -(-(left + width) // step))
    upright = exif.seen_upright(made.photo.pixels, made.photo.orientation)
    before = np.ascontiguousarray(upright[np.ix_(rows * step - top, columns * step - left)])
    if made.photo.profile:
        before = made.photo.profile.to_srgb(before)
    inside = _inside(negative, made, rows * step - top, columns * step - left)
    return before[inside], seen[np.ix_(rows, columns)][inside]


def _inside(negative: Negative, made: Print, rows: Numbers, columns: Numbers) -> Numbers:
    """Which of those rows and columns of the photo in the picture are well inside the garment."""
    assert negative.cutout is not None
    alpha = negative.cutout.alpha
    crop, photo, whole = made.places.crop, made.places.photo, negative.picture.size
    across = (crop[0] + columns * (crop[2] - crop[0]) / photo[0]) * alpha.shape[1] / whole[0]
    down = (crop[1] + rows * (crop[3] - crop[1]) / photo[1]) * alpha.shape[0] / whole[1]
    place = np.ix_(np.clip(down.astype(int), 0, alpha.shape[0] - 1), np.clip(across.astype(int), 0, alpha.shape[1] - 1))
    sure = (alpha[place] > _INSIDE).astype(np.uint8)
    size = 2 * _MARGIN + 1
    return np.asarray(cv2.erode(sure, np.ones((size, size), np.uint8)) > 0)
