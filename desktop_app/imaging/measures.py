"""What can be measured on a small copy of a photo, and the limits beyond which a person should look.

The limit of blur was set on 60 photos of garments: the least sharp measures 0.55, copies blurred by 0.3 % of the long
side 0.35 (median), by 0.6 % at most 0.32.
"""

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from desktop_app.api.findings import Finding, FindingKind
from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.codecs import on_white

WORKING_SIDE = 512
"""Pixels on the long side of what is measured, so that figures of large and small photos compare."""
LEAST_SHORT_SIDE = 600
"""Pixels below which shops show a garment badly."""
LEAST_SHARPNESS = 0.45
MOST_CLIPPED = 0.25
"""Share of pure white in the middle of the photo, the ground not counted. Of 75 photos of garments none has more than
0.03; a white blouse exposed 0.7 stops too long has 0.44."""
_MOST_GROUND = 0.5
"""Share of the middle that white may take from the rim inwards and be called ground: a scarf on pure white leaves 0.34,
a blouse that is burnt out with its ground 0.88."""
MOST_BLACK = 0.5
"""Share of black anywhere; a black garment on a dark ground stays below."""
_WHITE_FROM, _BLACK_TO = 254, 12
"""Levels of lightness beyond which no cloth can be told."""


def luma(pixels: Bytes8) -> Bytes8:
    """(height, width) lightness of RGB or RGBA pixels, transparent ground white."""
    return np.asarray(cv2.cvtColor(on_white(pixels), cv2.COLOR_RGB2GRAY), np.uint8)


def findings(short_side: int, luma: Bytes8) -> Iterator[Finding]:
    """What crosses its limit; `short_side` is that of the full photo, `luma` (height, width) its small copy."""
    if short_side < LEAST_SHORT_SIDE:
        yield Finding(kind=FindingKind.TOO_SMALL, value=short_side, limit=LEAST_SHORT_SIDE)
    for kind, measure, limit, sense in _MEASURES:
        value = measure(luma)
        if sense * value < sense * limit:
            yield Finding(kind=kind, value=round(value, 3), limit=limit)


def sharpness(luma: Bytes8) -> float:
    """How much the strongest edges lose when blurred again, 0 to 1: a blurred photo loses little.

    After Crété-Roffet et al. 2007, "The blur effect"; only the top 3 % of gradients count, so that a plain ground
    says nothing.
    """
    before, after = _steepness(luma), _steepness(np.asarray(cv2.GaussianBlur(luma, (0, 0), 2), np.uint8))
    edges = before >= max(float(np.percentile(before, 97)), 1.0)
    return float(1 - after[edges].sum() / before[edges].sum()) if edges.any() else 1.0


def clipped(luma: Bytes8) -> float:
    """Share of pure white in the middle of the photo, where the garment is; white that reaches the rim is ground."""
    height, width = luma.shape
    middle = np.s_[height // 4 : height - height // 4, width // 4 : width - width // 4]
    white = luma >= _WHITE_FROM
    ground = _from_rim(white)[middle].mean()
    share = white[middle].mean()
    return float(share if ground > _MOST_GROUND else (share - ground) / (1 - ground))


def blackened(luma: Bytes8) -> float:
    """Share of black in the whole photo."""
    return float((luma <= _BLACK_TO).mean())


def difference_hash(luma: Bytes8) -> str:
    """Whether each of 8 × 8 cells is darker than its right neighbour, row by row, as 16 hex digits."""
    cells = np.asarray(cv2.resize(luma, (9, 8), interpolation=cv2.INTER_AREA))
    return np.packbits(cells[:, :-1] < cells[:, 1:]).tobytes().hex()


_MEASURES: tuple[tuple[FindingKind, Callable[[Bytes8], float], float, int], ...] = (
    (FindingKind.BLURRED, sharpness, LEAST_SHARPNESS, 1),
    (FindingKind.OVEREXPOSED, clipped, MOST_CLIPPED, -1),
    (FindingKind.UNDEREXPOSED, blackened, MOST_BLACK, -1),
)
"""Kind, what is measured, its limit, and 1 where less is worse or −1 where more is."""


def _from_rim(white: Numbers) -> Numbers:
    """Which of the white pixels are joined to the rim by others."""
    framed = cv2.copyMakeBorder(white.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(framed, None, (0, 0), 2)
    return np.asarray(framed[1:-1, 1:-1] == 2)


def _steepness(luma: Bytes8) -> Numbers:
    levels = luma.astype(np.float32)
    steep: Numbers = np.abs(np.diff(levels, axis=1))[:-1] + np.abs(np.diff(levels, axis=0))[:, :-1]
    return steep
