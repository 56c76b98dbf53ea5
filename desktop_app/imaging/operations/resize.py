"""Making pixels fewer: every source pixel counts by its area, and hidden colour does not bleed out of transparency."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


def resized(pixels: NDArray[Any], size: tuple[int, int]) -> NDArray[Any]:
    """`pixels` at `size` (width, height); the array itself where it has that size."""
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def reduced(pixels: NDArray[Any], side: int) -> NDArray[Any]:
    """`pixels` with at most `side` on the long side; the array itself where it has no more."""
    height, width = pixels.shape[:2]
    scale = min(1.0, side / max(height, width))
    return resized(pixels, (max(1, round(width * scale)), max(1, round(height * scale))))


def resized_with_alpha(
    pixels: NDArray[np.uint8], alpha: NDArray[np.uint8], size: tuple[int, int]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Colour and transparency at `size` (width, height), colour weighted by how much of it shows."""
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels, alpha
    weight = alpha.astype(np.float32)[..., None]
    small = resized(alpha.astype(np.float32), size)[..., None]
    color = resized(pixels * weight, size).reshape(*small.shape[:2], 3) / np.maximum(small, 1e-3)
    return np.rint(np.clip(color, 0, 255)).astype(np.uint8), np.rint(small[..., 0]).astype(np.uint8)
