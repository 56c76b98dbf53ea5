"""Cuts a garment out at working size: seen by a model or by colour, its edge drawn along the photo's own edges."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.choices import Recover
from desktop_app.imaging.cutout import classical, doubts, parts, refine, saliency
from desktop_app.imaging.operations.resize import reduced

WORKING_SIDE = 800
"""Pixels on the long side at which edges are drawn; beyond it the photo's own pixels guide the edge."""
CLASSICAL = "classical"
GIVEN = "given"
"""The photo came with transparency of its own."""
_HARDLY_SURE, _HELD = 0.35, 0.98
"""Confidence below which a second opinion is asked for, and the share of what was sure that it must hold."""
_CLASSICAL_TRUST = 0.5
"""Colours alone are never trusted further."""
_EDGE_REACH = 4
"""Pixels at working size that the edge moves at ±100."""


@dataclass(frozen=True, slots=True, eq=False)
class Cutout:
    """A garment and how sure it is."""

    alpha: Numbers
    """(height, width) float32 at working size, upright: 0 is ground, 1 is garment."""
    method: str
    """The model's name, `classical` or `given`."""
    confidence: float
    """0 to 1."""
    doubts: tuple[str, ...] = ()
    """Slugs of what a person should look at; words under `notes`."""

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """(left, top, right, bottom) of the garment as shares of the photo; None where there is none."""
        mask = self.alpha > 0.5
        columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
        if not len(columns):
            return None
        height, width = mask.shape
        return columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height

    def moved(self, edge: int) -> "Cutout":
        """The same with its edge tighter (below 0) or looser (above 0), −100 to 100."""
        reach = abs(edge) / 100 * _EDGE_REACH
        if not reach:
            return self
        change = cv2.dilate if edge > 0 else cv2.erode
        near, far = (change(self.alpha, _disc(radius)) for radius in (int(reach), int(reach) + 1))
        return replace(self, alpha=cv2.addWeighted(near, 1 - reach % 1, far, reach % 1, 0))


def cut_out(pixels: Bytes8, *, recover: Recover = Recover.AUTO, model: str | None = None) -> Cutout:
    """The garment in upright sRGB pixels (height, width, 3) of any size; `model` goes before what is preferred.

    Without any model the colours of the rim decide, and the cut-out says so.
    """
    small = reduced(pixels, WORKING_SIDE)
    looked = None if model == CLASSICAL else saliency.seen(small, model)
    if looked is None:
        found = _by_colour(small)
        return replace(found, doubts=("classical-cutout", *found.doubts))
    name, seen = saliency.checked(small, looked)
    drawn = refine.drawn(small, seen)
    lost = doubts.judged(seen, drawn)[0] < _HARDLY_SURE and recover is not Recover.OFF
    if lost and (other := _second_opinion(small, seen)):
        return other
    mended = parts.mended(small, seen, drawn, recover)
    return Cutout(refine.soft(mended), name, *doubts.judged(seen, mended))


def _by_colour(small: Bytes8) -> Cutout:
    seen = classical.probability(small)
    drawn = refine.drawn(small, seen)
    confidence, found = doubts.judged(seen, drawn)
    return Cutout(refine.soft(drawn), CLASSICAL, min(confidence, _CLASSICAL_TRUST), found)


def _second_opinion(small: Bytes8, seen: Numbers) -> Cutout | None:
    """What the colours say where the network is lost; taken on a plain ground and with all that it was sure of."""
    other = _by_colour(small)
    mask, core = np.asarray(other.alpha > 0.5, np.uint8), seen > 0.9
    holds = float(mask[core].mean()) >= _HELD if core.any() else False
    if not holds or not parts.is_plain(small, mask):
        return None
    return replace(other, doubts=tuple(dict.fromkeys((doubts.DISAGREE, *other.doubts))))


def given(alpha: Bytes8) -> Cutout:
    """The cut-out of a photo with transparency of its own, upright (height, width)."""
    return Cutout(np.asarray(reduced(alpha, WORKING_SIDE), np.float32) / 255, GIVEN, 1.0)


def _disc(radius: int) -> Bytes8:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), np.uint8)
