"""Noise reduction on lightness: small differences from the surroundings are noise and shrink, large ones stay.

The curve is the Wiener gain d² / (d² + t²) on one band of detail; strong settings smooth before that, edges kept
(bilateral filter, Tomasi and Manduchi 1998).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

_THRESHOLD_AT_FULL = 8.0
"""Levels of detail that are halved at strength 100."""
_SMOOTHING_FROM = 35
"""Strength above which the bilateral filter joins in."""
_SMOOTHING_PER_STEP = 0.45


def kept(detail: NDArray[np.float64], strength: int) -> NDArray[np.float64]:
    """What is left of `detail` (sizes of differences, in levels) at `strength` 0 to 100."""
    threshold = _THRESHOLD_AT_FULL * strength / 100
    return detail * (detail**2 / np.maximum(detail**2 + threshold**2, 1e-9))


def smoothed(luma: NDArray[np.uint8], strength: int) -> NDArray[np.uint8]:
    """`luma` (height, width) without coarse grain; the array itself below the strength where this is needed."""
    if strength <= _SMOOTHING_FROM:
        return luma
    reach = (strength - _SMOOTHING_FROM) * _SMOOTHING_PER_STEP
    return np.asarray(cv2.bilateralFilter(luma, 5, reach, 2.0), np.uint8)
