"""Draws photos of garments that never were, with the mask of each garment: `draw(name, long_side)`."""

import numpy as np

from tests.drawing.canvas import Canvas
from tests.drawing.raster import Window
from tests.drawing.samples import SAMPLES, Sample

__all__ = ["SAMPLES", "Sample", "draw"]


def draw(name: str, long_side: int) -> tuple[np.ndarray, np.ndarray]:
    """The photo (upright, sRGB, H×W×3 uint8) and the garment's true coverage (H×W uint8) of one of `SAMPLES`.

    `long_side` is in pixels; the same name and size give the same bytes. Hangers are no part of the coverage.
    """
    sample = SAMPLES[name]
    ratio = long_side / max(sample.width, sample.height)
    window = Window.whole(round(sample.width * ratio), round(sample.height * ratio))
    seed = sample.laying.seed
    canvas = Canvas(window, sample.ground(window, sample.light, seed), sample.light)
    for piece in sample.garment(seed):
        canvas.lay(piece, sample.laying)
    photo = sample.camera.take(canvas.rgb, window, seed)
    return photo, np.round(canvas.alpha * 255).astype(np.uint8)
