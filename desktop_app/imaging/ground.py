"""The ground a garment lies on or hangs before, estimated from the rim of the photo."""

from dataclasses import dataclass

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.picture import Picture

SAMPLE_SIDE = 160
_RIM = 0.09
"""Share of each side that counts as rim."""
_BRIGHT, _BRIGHT_SHARE = 90.0, 0.6
"""Ground darker than this level, or than this share of the lightest parts, says too little about the light."""
_NEUTRAL = 0.34
"""(max − min) / max above which a pixel is a colour of its own: cloth, wood, a coloured sheet."""
_SAME_HUE = 0.045
"""Log ratio of channels."""
_FREE, _LEAST_FREE = 0.05, 0.1
"""Alpha below which a pixel is ground, and the share of the rim that must be."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the rim of a photo looks like."""

    color: Numbers
    """(3,) sRGB levels: median of the bright, nearly neutral rim; meaningless where `share` is 0."""
    share: float
    """How much of the rim is bright, nearly neutral and of one hue, 0 to 1."""
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


def ground(sampled: Bytes8, garment: Numbers | None = None) -> Ground:
    """The ground of a sample (height, width, 3); `garment` (height, width), 0 to 1, is not looked at where known."""
    rim = _rim(sampled, garment).astype(np.float32)
    middle: Numbers = np.median(rim, axis=0)
    chosen = rim[_bright(rim, sampled) & _nearly_neutral(rim)]
    if not len(chosen):
        return Ground(middle, 0.0, middle)
    color: Numbers = np.median(chosen, axis=0)
    return Ground(color, float(_alike(chosen, color).sum() / len(rim)), middle)


def _bright(pixels: Numbers, sampled: Bytes8) -> Numbers:
    """Which of `pixels` (n, 3) are light beside the lightest parts of the whole photo."""
    lightest = float(np.percentile(sampled.reshape(-1, 3) @ _LUMA, 98))
    flags: Numbers = pixels @ _LUMA >= max(_BRIGHT, _BRIGHT_SHARE * lightest)
    return flags


def _nearly_neutral(pixels: Numbers) -> Numbers:
    top, bottom = pixels.max(axis=1), pixels.min(axis=1)
    flags: Numbers = (top - bottom) <= _NEUTRAL * np.maximum(top, 1)
    return flags


def _alike(pixels: Numbers, color: Numbers) -> Numbers:
    """Which of `pixels` share the hue of `color`: light casts one hue over a ground, wood and scenery have many."""
    ratios = np.log((pixels + 1) / (pixels[:, 1:2] + 1)) - np.log((color + 1) / (color[1] + 1))
    flags: Numbers = np.abs(ratios).max(axis=1) <= _SAME_HUE
    return flags


def _rim(sampled: Bytes8, garment: Numbers | None) -> Bytes8:
    """(n, 3) pixels of the outer band, without those of the garment unless it takes nearly all of it."""
    height, width = sampled.shape[:2]
    rows, columns = max(1, round(height * _RIM)), max(1, round(width * _RIM))
    inside = np.zeros((height, width), bool)
    inside[rows : height - rows, columns : width - columns] = True
    if garment is not None:
        free = ~inside & (garment < _FREE)
        inside = ~free if free.sum() >= _LEAST_FREE * (~inside).sum() else inside
    return np.asarray(sampled[~inside])
