"""Pieces of ground that a network shuts into the garment: the gap under an arm, between a sleeve and the body.

Only on plain grounds, and only where a piece looks like the ground right outside and reaches it by a narrow way: what
is eaten off a hem lies along it, a gap does not.
"""

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.cutout.lab import lab
from desktop_app.imaging.cutout.refine import grab_cut, square
from desktop_app.imaging.operations.resize import reduced

_SIDE = 320
_ROUNDS = 2
_LEAST = 0.002
"""Share of the garment's area."""
_LIKE = 4.0
"""CIELAB distance to the ground outside; of 85 photos gaps measured up to 3.6, cloth from 4.1."""
_WAY = (0.3, 4.0)
"""Length of the way out beside the square root of the area: cloth that was eaten measured 5 and more."""
_AROUND = 20
"""Pixels around a piece in which the ground is looked at."""


def emptied(pixels: Bytes8, mask: Bytes8) -> Bytes8:
    """The mask (height, width) of 0 and 1 without such pieces; sRGB pixels (height, width, 3)."""
    small, kept = reduced(pixels, _SIDE), reduced(mask, _SIDE)
    marks = np.where(kept > 0, cv2.GC_PR_FGD, cv2.GC_BGD).astype(np.uint8)
    unlike = np.asarray(kept & (1 - grab_cut(small, marks, _ROUNDS)), np.uint8)
    gaps = _gaps(small, kept, np.asarray(cv2.morphologyEx(unlike, cv2.MORPH_OPEN, square(2)), np.uint8))
    if not gaps.any():
        return mask
    whole = np.asarray(cv2.resize(gaps, mask.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.uint8)
    return np.asarray(mask & (1 - whole), np.uint8)


def _gaps(pixels: Bytes8, mask: Bytes8, doubtful: Bytes8) -> Bytes8:
    levels = lab(pixels)
    outside = cv2.dilate(mask, square(2)) == 0
    edge = cv2.dilate(1 - mask, square(3)) > 0
    count, labels, figures, _ = cv2.connectedComponentsWithStats(doubtful)
    gaps = np.zeros_like(mask)
    for label in range(1, count):
        piece = labels == label
        area = float(figures[label, cv2.CC_STAT_AREA])
        way = float((piece & edge).sum()) / np.sqrt(area)
        if area >= _LEAST * mask.sum() and _WAY[0] < way < _WAY[1] and _distance(levels, piece, outside) < _LIKE:
            gaps[piece] = 1
    return gaps


def _distance(levels: Numbers, piece: Numbers, outside: Numbers) -> float:
    """Between the median colours of a piece and of the ground around it; infinite where there is none."""
    around = (cv2.dilate(piece.astype(np.uint8), square(_AROUND)) > 0) & outside
    if not around.any():
        return float("inf")
    return float(np.linalg.norm(np.median(levels[piece], axis=0) - np.median(levels[around], axis=0)))
