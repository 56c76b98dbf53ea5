"""Without any model: what differs from the rim of the photo is the garment; right on plain grounds, often not else."""

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.cutout.refine import grab_cut
from desktop_app.imaging.operations.resize import resized

_SIDE = 400
_RIM = 0.03
"""Share of each side that surely is ground."""
_ROUNDS = 4


def probability(pixels: Bytes8) -> Numbers:
    """(height, width) float32, 0 to 1, for sRGB pixels (height, width, 3)."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    small = resized(pixels, (max(1, round(width * scale)), max(1, round(height * scale))))
    rows, columns = (max(1, round(side * _RIM)) for side in small.shape[:2])
    marks = np.full(small.shape[:2], cv2.GC_BGD, np.uint8)
    marks[rows:-rows, columns:-columns] = cv2.GC_PR_FGD
    mask = grab_cut(np.asarray(small, np.uint8), marks, _ROUNDS)
    blurred = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 2)
    return np.asarray(cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
