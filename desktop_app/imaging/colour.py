"""From stored pixels to finished colour: profile, white balance, exposure and tone in the fewest passes."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from desktop_app.imaging import profiles
from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.profiles import MatrixProfile
from desktop_app.imaging.scratch import Scratch

Curve = Callable[[Numbers], Numbers]
"""Levels 0 to 255 to levels 0 to 255."""
Step = Callable[[Numbers, Scratch], Numbers]
"""One pass over pixels (height, width, 3)."""

_TO_YCC = np.array([[0.299, 0.587, 0.114], [-0.168735892, -0.331264108, 0.5], [0.5, -0.418687589, -0.081312411]])
"""RGB to full-range Y, Cb, Cr. JFIF 1.02, ITU-T T.871 §7."""
_CENTRE = np.array([[0.0], [128.0], [128.0]])
_LIGHT_PER_LEVEL = 2.2
"""A factor on levels is this power of a factor on light; sRGB's curve is close to it where grounds lie."""


@dataclass(frozen=True, slots=True, eq=False)
class ColourMap:
    """Takes stored pixels to sRGB with light and tone set."""

    steps: tuple[Step, ...]
    gains: Numbers
    """(3,) factors on levels that the steps have not applied; folded into the last matrix, where they cost nothing."""

    def to_rgb(self, strip: Bytes8, scratch: Scratch) -> Bytes8:
        """(height, width, 3) finished sRGB, in memory of `scratch`."""
        strip = self._stepped(strip, scratch)
        return strip if (self.gains == 1).all() else _transformed(strip, np.diag(self.gains), scratch)

    def to_ycc(self, strip: Bytes8, scratch: Scratch) -> Bytes8:
        """(height, width, 3) finished full-range Y, Cb, Cr, in memory of `scratch`."""
        return _transformed(self._stepped(strip, scratch), np.hstack((_TO_YCC * self.gains, _CENTRE)), scratch)

    def _stepped(self, strip: Bytes8, scratch: Scratch) -> Bytes8:
        for step in self.steps:
            strip = step(strip, scratch)
        return strip


def colour_map(profile: MatrixProfile | None, gains: Numbers, curve: Curve | None) -> ColourMap:
    """The map for a photo with `profile`, factors on levels `gains` (3,) and then the tone `curve`."""
    if profile is not None:
        return ColourMap(_through_light(profile, gains, curve), np.ones(3))
    if curve is not None:
        levels = np.clip(np.arange(256.0)[:, None] * gains, 0, 255)
        return ColourMap((_looked_up(np.rint(curve(levels)).astype(np.uint8).reshape(1, 256, 3)),), np.ones(3))
    return ColourMap((), gains)


def _through_light(profile: MatrixProfile, gains: Numbers, curve: Curve | None) -> tuple[Step, ...]:
    """Curve, matrix, curve: white balance and exposure ride on the matrix, tone on the second curve."""
    matrix = (profile.matrix * gains[:, None] ** _LIGHT_PER_LEVEL).astype(np.float32)
    table = profiles.encoded() if curve is None else _toned(curve)
    return (
        _looked_up(profile.linear),
        lambda light, scratch: cv2.transform(light, matrix, scratch.array("linear", light.shape, np.uint16)),
        lambda light, scratch: profiles.encoded_by(table, light, scratch.array("encoded", light.shape)),
    )


def _toned(curve: Curve) -> Bytes8:
    return np.rint(curve(profiles.srgb_levels())).astype(np.uint8).reshape(1, -1)


def _looked_up(table: Numbers) -> Step:
    name = f"table {table.dtype}"
    return lambda strip, scratch: cv2.LUT(strip, table, scratch.array(name, strip.shape, table.dtype))


def _transformed(strip: Bytes8, matrix: Numbers, scratch: Scratch) -> Bytes8:
    return np.asarray(cv2.transform(strip, matrix, scratch.array("matrix", strip.shape)), np.uint8)
