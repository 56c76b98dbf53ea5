"""How far colours moved, as people see it: CIEDE2000 between two sets of sRGB pixels.

After G. Sharma, W. Wu, E. N. Dalal 2005, "The CIEDE2000 color-difference formula: implementation notes,
supplementary test data, and mathematical observations"; numbers in brackets are theirs. A difference of 1 is just
seen side by side; 2 to 3 is what a customer holds against a shop.
"""

from math import radians

import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers

MOST_PAIRS = 100_000
"""Pairs of pixels that are looked at; of more, every n-th is."""

_CHUNK = 16_384
"""Pairs at a time, so that all in hand stays in the processor's cache."""
_LEVELS = np.arange(256) / 255.0
_LINEAR = np.where(_LEVELS <= 0.04045, _LEVELS / 12.92, ((_LEVELS + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""Light of each sRGB level, after IEC 61966-2-1."""
_TO_XYZ = np.array(
    [
        [0.412453 / 0.95047, 0.357580 / 0.95047, 0.180423 / 0.95047],
        [0.212671, 0.715160, 0.072169],
        [0.019334 / 1.08883, 0.119193 / 1.08883, 0.950227 / 1.08883],
    ],
    np.float32,
)
"""Light of red, green and blue to X, Y, Z over those of white, D65 and 2°."""
_DARK, _FLAT, _FOOT = (6 / 29) ** 3, 3 * (6 / 29) ** 2, 4 / 29
"""Below the first, the cube root of CIELAB gives way to a straight line of this slope and height."""
_CHROMA_KNEE = 25.0**7
_CIRCLE = 2 * np.pi


def change(before: Bytes8, after: Bytes8, mask: Numbers | None = None) -> tuple[float, float] | None:
    """Mean and 95th percentile of CIEDE2000 between (..., 3) pixels where `mask` (...) is true; None without any."""
    if mask is not None:
        before, after = before[mask], after[mask]
    before, after = before.reshape(-1, 3), after.reshape(-1, 3)
    step = -(-len(before) // MOST_PAIRS)
    if step == 0:
        return None
    differences = delta_e(before[::step], after[::step])
    return float(differences.mean()), float(np.percentile(differences, 95))


def delta_e(before: Bytes8, after: Bytes8) -> Numbers:
    """(...) CIEDE2000 of (..., 3) sRGB pixels of 8 bits; single precision is right to 0.001."""
    one, other = before.reshape(-1, 3), after.reshape(-1, 3)
    parts = [slice(start, start + _CHUNK) for start in range(0, len(one), _CHUNK)]
    told = [difference(lab(one[part]), lab(other[part])) for part in parts]
    return np.concatenate([*told, np.empty(0, np.float32)]).reshape(before.shape[:-1])


def lab(pixels: Bytes8) -> Numbers:
    """(3, n) CIELAB, white D65, of (n, 3) sRGB pixels of 8 bits."""
    shares = _TO_XYZ @ _LINEAR[pixels.T]
    roots = np.where(shares > _DARK, np.cbrt(shares), shares / _FLAT + _FOOT)
    x, y, z = roots
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)))


def difference(one: Numbers, other: Numbers) -> Numbers:
    """(n,) CIEDE2000 of (3, n) CIELAB colours, all weights 1."""
    stretch = _stretch(one, other)
    first, second = _chroma_hue(one, stretch), _chroma_hue(other, stretch)
    lightness = (one[0] + other[0]) / 2
    chroma = (first[0] + second[0]) / 2
    hue, turn = _hues(first, second)
    by_lightness = (other[0] - one[0]) / _lightness_weight(lightness)
    by_chroma = (second[0] - first[0]) / (1 + 0.045 * chroma)
    by_hue = 2 * np.sqrt(first[0] * second[0]) * np.sin(turn / 2) / (1 + 0.015 * chroma * _hue_weight(hue))
    squared = by_lightness**2 + by_chroma**2 + by_hue**2 + _rotation(chroma, hue) * by_chroma * by_hue
    return np.asarray(np.sqrt(np.maximum(squared, 0)))


def _stretch(one: Numbers, other: Numbers) -> Numbers:
    """1 + G of [4]: how much a* is stretched for greyish colours."""
    return 1.5 - 0.5 * _saturated((_length(one[1], one[2]) + _length(other[1], other[2])) / 2)


def _length(across: Numbers, down: Numbers) -> Numbers:
    return np.asarray(np.sqrt(across * across + down * down))


def _saturated(chroma: Numbers) -> Numbers:
    """The root that [4] and [17] have in common: 0 for grey, near 1 from chroma 40 on."""
    cubed = chroma * chroma * chroma
    power = cubed * cubed * chroma
    return np.asarray(np.sqrt(power / (power + _CHROMA_KNEE)))


def _chroma_hue(colours: Numbers, stretch: Numbers) -> tuple[Numbers, Numbers]:
    """[6] and [7]; the hue from 0 to 2π, which decides the side on which opposite hues meet."""
    across = colours[1] * stretch
    hue = np.arctan2(colours[2], across)
    return _length(across, colours[2]), np.where(hue < 0, hue + _CIRCLE, hue)


def _hues(first: tuple[Numbers, Numbers], second: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    """[14] the mean hue and [10] the turn from one to the other, the short way round; grey has no hue."""
    turn = second[1] - first[1]
    turn = np.where(turn > np.pi, turn - _CIRCLE, np.where(turn < -np.pi, turn + _CIRCLE, turn))
    is_grey = (first[0] == 0) | (second[0] == 0)
    middle = np.where(is_grey, first[1] + second[1], first[1] + turn / 2)
    return middle, np.where(is_grey, 0.0, turn)


def _lightness_weight(lightness: Numbers) -> Numbers:
    """[18]."""
    off = (lightness - 50) ** 2
    return np.asarray(1 + 0.015 * off / np.sqrt(20 + off))


def _hue_weight(hue: Numbers) -> Numbers:
    """[15]."""
    terms = ((-0.17, 1, -30.0), (0.24, 2, 0.0), (0.32, 3, 6.0), (-0.20, 4, -63.0))
    return np.asarray(1 + sum(size * np.cos(times * hue + radians(shift)) for size, times, shift in terms))


def _rotation(chroma: Numbers, hue: Numbers) -> Numbers:
    """[16], [17] and [19]: the tilt of blue."""
    off = (np.where(hue < 0, hue + _CIRCLE, hue) - radians(275)) / radians(25)
    return np.asarray(-2 * _saturated(chroma) * np.sin(radians(60) * np.exp(-(off * off))))
