"""Keeping a file under so many kilobytes, found by really encoding it: quality first, then size."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

LEAST_QUALITY = 30
"""Below this, fewer pixels look better than worse ones."""
LEAST_SCALE = 0.005
_SAFETY = 0.96
_WELL_USED, _GROWTHS = 0.85, 4

Encode = Callable[[int, float], bytes]
"""(quality, scale of the sides) to a file."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The best file that keeps the bound, and what it took."""

    data: bytes
    quality: int
    scale: float


def fit(encode: Encode, quality: int, limit: int, *, has_quality: bool = True) -> Fitted:
    """The file of the best quality up to `quality` with at most `limit` bytes; 0 is no bound.

    `has_quality` False is for formats without loss, where only the size can give way.
    """
    first = Fitted(encode(quality, 1.0), quality, 1.0)
    if not limit or len(first.data) <= limit:
        return first
    floor = Fitted(encode(LEAST_QUALITY, 1.0), LEAST_QUALITY, 1.0) if has_quality else first
    if len(floor.data) <= limit:
        return _best_quality(encode, floor, quality, limit)
    return _best_scale(encode, floor, limit)


def _best_quality(encode: Encode, floor: Fitted, quality: int, limit: int) -> Fitted:
    """Binary search between a quality that fits and one that does not."""
    best, too_good = floor, quality
    while too_good - best.quality > 1:
        middle = (best.quality + too_good) // 2
        tried = Fitted(encode(middle, 1.0), middle, 1.0)
        best, too_good = (tried, too_good) if len(tried.data) <= limit else (best, middle)
    return best


def _best_scale(encode: Encode, floor: Fitted, limit: int) -> Fitted:
    """Shrinks by what the last try says, for a file's size goes roughly with its area."""
    tried, too_large = floor, floor.scale
    while len(tried.data) > limit and tried.scale > LEAST_SCALE:
        too_large = tried.scale
        step = min(max(sqrt(limit / len(tried.data)) * _SAFETY, 0.25), 0.95)
        tried = _at_scale(encode, floor.quality, tried.scale * step)
    return _grown(encode, tried, too_large, limit)


def _grown(encode: Encode, best: Fitted, too_large: float, limit: int) -> Fitted:
    """A few halvings between a scale that fits and one that does not, until most of the bound is used."""
    for _ in range(_GROWTHS):
        if len(best.data) > _WELL_USED * limit:
            break
        middle = _at_scale(encode, best.quality, (best.scale + too_large) / 2)
        best, too_large = (middle, too_large) if len(middle.data) <= limit else (best, middle.scale)
    return best


def _at_scale(encode: Encode, quality: int, scale: float) -> Fitted:
    return Fitted(encode(quality, scale), quality, scale)
