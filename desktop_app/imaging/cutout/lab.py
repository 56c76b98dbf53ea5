"""CIELAB as the cut-out compares colours."""

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers


def lab(pixels: Bytes8) -> Numbers:
    """(height, width, 3) float32 CIELAB of sRGB pixels (height, width, 3)."""
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)
