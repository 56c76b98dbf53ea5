"""Parts a network gets wrong: sleeves and hems it lost, looked for by colour, and hooks of hangers it kept.

The search is a GrabCut that starts from what is surely garment and may take anything but the photo's rim. On plain
grounds it repairs flat-lays; on worn and busy scenes it takes pieces of the scene, so there it is left undone unless
the merchant asks for it.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.choices import Recover
from desktop_app.imaging.cutout import pockets
from desktop_app.imaging.cutout.lab import lab
from desktop_app.imaging.cutout.refine import grab_cut, square
from desktop_app.imaging.operations.resize import reduced

_SIDE = 320
_ROUNDS = 2
_CORE = 0.9
_RIM = 0.01
"""Share of the long side that surely is ground."""
_LIGHT_SPREAD, _COLOUR_SPREAD = 30.0, 30.0
"""CIELAB units between the 10th and 90th percentile of a ground that counts as plain; of 72 photos most
sheets, floors and walls measured less, all scenes with people but one more."""
_LEAST_PART, _MOST_PARTS = 0.01, 0.6
"""Shares of the garment's area: less is noise, more is not a part."""
_MOST_RIM = 0.1
"""Share of a part that may lie along the photo's rim."""


def mended(pixels: Bytes8, seen: Numbers, drawn: Bytes8, recover: Recover) -> Bytes8:
    """The mask (height, width) of 0 and 1 with lost parts added, where that is asked for or sure to help."""
    plain = is_plain(pixels, drawn)
    if recover is Recover.OFF or not drawn.any() or not (plain or recover is Recover.ON):
        return drawn
    whole = _with_parts(pixels, seen, drawn)
    return pockets.emptied(pixels, whole) if plain else whole


def _with_parts(pixels: Bytes8, seen: Numbers, drawn: Bytes8) -> Bytes8:
    small, mask, core = (reduced(each, _SIDE) for each in (pixels, drawn, np.asarray(seen > _CORE, np.uint8)))
    added = np.zeros_like(mask)
    for part in _parts(_searched(small, mask, core), mask):
        added |= part
    if added.sum() > _MOST_PARTS * mask.sum() or not added.any():
        return drawn
    whole = cv2.resize(added, drawn.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return _closed(drawn | np.asarray(whole, np.uint8))


def is_plain(pixels: Bytes8, mask: Bytes8) -> bool:
    """Whether what lies around a mask has hardly more than one colour; sRGB pixels (height, width, 3)."""
    scale = 256 / max(mask.shape)
    height, width = (max(1, round(side * scale)) for side in mask.shape)
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    near = cv2.dilate(cv2.resize(mask, small.shape[1::-1], interpolation=cv2.INTER_AREA), square(4))
    levels = lab(np.asarray(small, np.uint8))[near == 0]
    if not len(levels):
        return False
    light, *colour = np.percentile(levels, 90, axis=0) - np.percentile(levels, 10, axis=0)
    return bool(light <= _LIGHT_SPREAD and sum(colour) <= _COLOUR_SPREAD)


def _searched(pixels: Bytes8, mask: Bytes8, core: Bytes8) -> Bytes8:
    marks = np.full(mask.shape, cv2.GC_PR_BGD, np.uint8)
    marks[mask > 0] = cv2.GC_PR_FGD
    marks[(core > 0) & (mask > 0)] = cv2.GC_FGD
    rim = max(1, round(max(mask.shape) * _RIM))
    for edge in (marks[:rim], marks[-rim:], marks[:, :rim], marks[:, -rim:]):
        edge[...] = cv2.GC_BGD
    return grab_cut(pixels, marks, _ROUNDS)


def _parts(found: Bytes8, mask: Bytes8) -> Iterator[Bytes8]:
    """What was found beyond the mask, piece by piece: large enough, joined to the garment, not along the rim."""
    beyond = cv2.morphologyEx(found & ~mask & 1, cv2.MORPH_OPEN, square(2))
    count, labels, figures, _ = cv2.connectedComponentsWithStats(np.asarray(beyond, np.uint8))
    joined = set(np.unique(labels[cv2.dilate(mask, square(3)) > 0]))
    for label in range(1, count):
        part = np.asarray(labels == label, np.uint8)
        area = float(figures[label, cv2.CC_STAT_AREA])
        if label in joined and area >= _LEAST_PART * mask.sum() and _along_rim(part) <= _MOST_RIM * area:
            yield part


def _along_rim(part: Bytes8) -> float:
    reach = max(2, round(max(part.shape) * _RIM) + 1)
    inner = part[reach:-reach, reach:-reach]
    return float(part.sum()) - float(inner.sum())


def _closed(mask: Bytes8) -> Bytes8:
    """Without the seam between what was seen and what was found."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, square(2)), np.uint8)
