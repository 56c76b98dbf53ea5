"""The surface of cloth seen close: wrapping grey tiles with mean 1, one function per weave."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np

from tests.drawing.raster import generator

_SIDE = 512
Tile = np.ndarray


def _plane(cells: int) -> tuple[np.ndarray, np.ndarray]:
    """x and y of a tile, counted in cells."""
    axis = (np.arange(_SIDE, dtype=np.float32) + 0.5) * cells / _SIDE
    return np.meshgrid(axis, axis)


def grain(seed: str, sigma_x: float, sigma_y: float) -> Tile:
    """Wrapping noise about 0 with deviation 1, smoothed by so many tile pixels."""
    field = generator("grain", seed).standard_normal((_SIDE, _SIDE)).astype(np.float32)
    pad = int(4 * max(sigma_x, sigma_y)) + 2
    wide = cv2.copyMakeBorder(field, pad, pad, pad, pad, cv2.BORDER_WRAP)
    wide = cv2.GaussianBlur(wide, (0, 0), max(sigma_x, 0.01), sigmaY=max(sigma_y, 0.01))
    inner = wide[pad:-pad, pad:-pad]
    return (inner / inner.std()).astype(np.float32)


def _jersey() -> Tile:
    x, y = _plane(64)
    columns = np.cos(2 * np.pi * x) * 0.5 + np.cos(2 * np.pi * (y + np.abs(x % 1 - 0.5))) * 0.35
    return columns + 0.6 * grain("jersey", 1.2, 2.5) + 0.5 * grain("jersey-slub", 14, 1.5)


def _linen() -> Tile:
    x, y = _plane(96)
    weave = np.cos(np.pi * x) * np.cos(np.pi * y)
    return weave * 0.6 + 0.9 * grain("warp", 0.9, 34) + 1.0 * grain("weft", 40, 1.0) + 0.4 * grain("linen", 1, 1)


def _poplin() -> Tile:
    x, y = _plane(128)
    return (
        np.cos(np.pi * x) * np.cos(np.pi * y) * 0.5 + 0.5 * grain("poplin", 0.8, 18) + 0.4 * grain("poplin-w", 18, 0.8)
    )


def _denim() -> Tile:
    x, y = _plane(64)
    twill = np.cos(2 * np.pi * (x + y))
    return 0.8 * twill + 0.9 * grain("denim", 1.4, 30) + 0.8 * grain("denim-f", 1.2, 2.2) + 0.3 * grain("denim-d", 9, 9)


def _knit() -> Tile:
    """Stockinette: columns of V stitches."""
    x, y = _plane(24)
    side = np.abs(x % 1 - 0.5) * 2  # 0 in the middle of a column, 1 between columns
    row = (y - 0.5 * side + 0.03 * grain("knit-row", 30, 30)) % 1
    yarn = np.sin(np.pi * row) ** 0.8 * np.sin(np.pi * np.clip(side * 0.86 + 0.1, 0, 1)) ** 0.7
    return 3.2 * yarn + 0.35 * grain("knit", 1.5, 1.5) + 0.3 * grain("knit-yarn", 20, 4)


def _rib() -> Tile:
    x, y = _plane(24)
    ridge = np.cos(2 * np.pi * x)
    return 1.6 * ridge + 0.3 * np.cos(2 * np.pi * (3 * y + np.abs(x % 1 - 0.5))) + 0.3 * grain("rib", 1.5, 4)


def _fleece() -> Tile:
    return 0.8 * grain("fleece", 1.6, 1.6) + 0.7 * grain("fleece-2", 4, 4) + 0.4 * grain("fleece-3", 14, 14)


def _wool() -> Tile:
    x, y = _plane(64)
    return (
        0.5 * np.cos(2 * np.pi * (x + y))
        + grain("wool", 1.2, 1.2)
        + 0.5 * grain("wool-2", 5, 2)
        + 0.3 * grain("w3", 20, 20)
    )


def _satin() -> Tile:
    return 0.6 * grain("satin", 0.9, 12) + 0.3 * grain("satin-2", 1, 1)


def _smooth() -> Tile:
    return 0.4 * grain("smooth", 2, 2)


_MAKERS: dict[str, Callable[[], Tile]] = {
    "jersey": _jersey,
    "linen": _linen,
    "poplin": _poplin,
    "denim": _denim,
    "knit": _knit,
    "rib": _rib,
    "fleece": _fleece,
    "wool": _wool,
    "satin": _satin,
    "smooth": _smooth,
}


@cache
def weave(name: str) -> Tile:
    """The tile of a weave, 512×512 float32, mean 0 and deviation 1."""
    tile = _MAKERS[name]().astype(np.float32)
    return (tile - tile.mean()) / tile.std()
