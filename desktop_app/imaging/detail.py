"""The fine detail of lightness, what stands out of its surroundings, put through one curve: noise down, edges up."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.scratch import Scratch

MARGIN = 4
"""Rows above and below a strip that its filters look at."""
_BOX = (3, 3)
"""Twice over, it weighs surroundings much like a Gaussian of sigma 1.15 in two thirds of the time."""
_STRONG, _STRONGEST = 60.0, 120.0
"""Differences above the first are hard edges that need less and less help, above the second none."""
_BIAS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Detail:
    """What to do with lightness."""

    table: Bytes8
    """(1, 256): difference from the surroundings, modulo 256, to what is added to lightness, plus a bias."""
    before: Callable[[Bytes8], Bytes8]
    """A filter that runs first."""

    def applied(self, luma: Bytes8, scratch: Scratch) -> Bytes8:
        """`luma` (height, width) with its detail changed, in memory of `scratch`.

        A difference beyond ±127 comes out of the 8-bit subtraction with the wrong sign; the table adds nothing there.
        """
        luma = self.before(luma)
        one, two = scratch.array("around", luma.shape), scratch.array("change", luma.shape)
        around = cv2.blur(cv2.blur(luma, _BOX, one), _BOX, two)
        change = cv2.LUT(np.subtract(luma, around, out=one), self.table, two)
        return np.asarray(cv2.addWeighted(luma, 1, change, 1, -_BIAS, one), np.uint8)


def detail(curve: Callable[[Numbers], Numbers], before: Callable[[Bytes8], Bytes8]) -> Detail:
    """Out of a curve over sizes of differences, 0 to 127."""
    sizes = np.arange(128.0)
    fading = np.clip((_STRONGEST - sizes) / (_STRONGEST - _STRONG), 0, 1)
    added = np.rint(np.clip((curve(sizes) - sizes) * fading, -_BIAS, _BIAS - 1))
    table = np.zeros(256) + _BIAS
    table[:128] += added
    table[129:] -= added[:0:-1]
    return Detail(table.astype(np.uint8).reshape(1, 256), before)
