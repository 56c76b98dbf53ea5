"""What shops measure on a finished picture: how white its border is, and how much of the frame the garment fills."""

import numpy as np

from desktop_app.imaging.arrays import Bytes8

_BAND = 0.01
"""Width of the border as a share of the shorter side."""


def border_white(pixels: Bytes8) -> float:
    """Share of pure white (255, 255, 255) in the outermost band of (height, width, 3) pixels, 0 to 1."""
    height, width = pixels.shape[:2]
    band = max(1, round(min(height, width) * _BAND))
    parts = (
        pixels[:band],
        pixels[max(band, height - band) :],
        pixels[band : max(band, height - band), :band],
        pixels[band : max(band, height - band), max(band, width - band) :],
    )
    white = sum(int(np.count_nonzero((part == 255).all(axis=2))) for part in parts)
    return float(white / sum(part.shape[0] * part.shape[1] for part in parts))


def fill(box: tuple[float, float, float, float], size: tuple[int, int]) -> float:
    """How much of a frame of `size` (width, height) the box (left, top, right, bottom) takes in its longer fit."""
    left, top, right, bottom = box
    return max((right - left) / size[0], (bottom - top) / size[1])
