"""The ground a garment lies on or hangs before, estimated from the rim of the photo."""

from dataclasses import dataclass

import cv2
import numpy as np

from desktop_app.imaging.picture import Bytes8, Numbers, Picture

SAMPLE_SIDE = 160
_RIM = 0.09
"""Share of each side that counts as rim."""
_BRIGHT = 96.0
"""Ground darker than this says too little about the light."""
_NEUTRAL = 0.34
"""(max − min) / max above which a pixel is a colour of its own: cloth, wood, a coloured sheet."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the rim of a photo looks like."""

    color: Numbers
    """(3,) sRGB levels: median of the bright, nearly neutral rim; meaningless where `share` is 0."""
    share: float
    """How much of the rim is bright and nearly neutral, 0 to 1."""
    rim: Numbers
    """(3,) sRGB levels: median of the whole rim."""


def sample(picture: Picture) -> Bytes8:
    """A small sRGB copy (height, width, 3) to measure on; as stored, for nothing measured here depends on turning."""
    pixels = picture.pixels
    step = max(1, max(pixels.shape[:2]) // (3 * SAMPLE_SIDE))
    few = np.ascontiguousarray(pixels[::step, ::step])
    scale = SAMPLE_SIDE / max(few.shape[:2])
    if scale < 1:
        size = (max(1, round(few.shape[1] * scale)), max(1, round(few.shape[0] * scale)))
        few = np.asarray(cv2.resize(few, size, interpolation=cv2.INTER_AREA), np.uint8)
    return picture.profile.to_srgb(few) if picture.profile else few


def ground(sampled: Bytes8) -> Ground:
    """The ground of a sample (height, width, 3)."""
    rim = _rim(sampled).astype(np.float32)
    top, bottom = rim.max(axis=1), rim.min(axis=1)
    bright = rim @ _LUMA >= _BRIGHT
    neutral = (top - bottom) <= _NEUTRAL * np.maximum(top, 1)
    chosen = rim[bright & neutral]
    share = len(chosen) / len(rim)
    middle: Numbers = np.median(rim, axis=0)
    return Ground(np.median(chosen, axis=0) if len(chosen) else middle, share, middle)


def _rim(sampled: Bytes8) -> Bytes8:
    """(n, 3) pixels of the outer band."""
    height, width = sampled.shape[:2]
    rows, columns = max(1, round(height * _RIM)), max(1, round(width * _RIM))
    inside = np.zeros((height, width), bool)
    inside[rows : height - rows, columns : width - columns] = True
    return np.asarray(sampled[~inside])
