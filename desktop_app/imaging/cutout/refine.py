"""The edge of a cut-out, drawn along the photo's own edges (bounded GrabCut, Rother et al. 2004)."""

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers

_SURELY_GROUND, _SURELY_GARMENT = 0.1, 0.95
_ROUNDS = 2
_SPECK, _PINHOLE = 0.03, 0.002
"""Shares of the largest part's area, and of the garment's."""
_SOFTNESS = 0.8
"""Sigma in pixels at working size of what a lens and a thread make of an edge."""


def drawn(pixels: Bytes8, seen: Numbers) -> Bytes8:
    """(height, width) 0 or 1: what is sure stays, and between it the colours decide."""
    marks = np.where(seen > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[seen < _SURELY_GROUND] = cv2.GC_BGD
    marks[seen > _SURELY_GARMENT] = cv2.GC_FGD
    return tidy(grab_cut(pixels, marks, _ROUNDS), seen)


def tidy(mask: Bytes8, seen: Numbers) -> Bytes8:
    """Without specks beside the garment and pinholes in it; a pair of shoes stays two, real openings stay open."""
    count, labels, figures, _ = cv2.connectedComponentsWithStats(mask)
    areas = figures[:, cv2.CC_STAT_AREA]
    least = _SPECK * max(areas[1:], default=0)
    kept = np.isin(labels, [label for label in range(1, count) if areas[label] >= least])
    count, labels, figures, _ = cv2.connectedComponentsWithStats(np.asarray(~kept, np.uint8), connectivity=4)
    areas = figures[:, cv2.CC_STAT_AREA]
    pinholes = [label for label in range(1, count) if areas[label] <= _PINHOLE * kept.sum()]
    return np.asarray(kept | (np.isin(labels, pinholes) & (seen > _SURELY_GROUND)), np.uint8)


def grab_cut(pixels: Bytes8, marks: Bytes8, rounds: int) -> Bytes8:
    """(height, width) 0 or 1 out of cv2.GC_… marks, the same each time; as marked where a side has no pixels."""
    if not _can_learn(marks):
        return _inside(marks)
    cv2.setRNGSeed(0)  # its clusters start at random
    ground, garment = np.zeros((1, 65)), np.zeros((1, 65))
    cut = marks.copy()
    cv2.grabCut(pixels, cut, (0, 0, 1, 1), ground, garment, rounds, cv2.GC_INIT_WITH_MASK)
    return _inside(cut)


def _can_learn(marks: Bytes8) -> bool:
    """Whether both sides have pixels and something is open."""
    inside, open_still = _inside(marks), bool((marks >= cv2.GC_PR_BGD).any())
    return open_still and bool(inside.any()) and not bool(inside.all())


def _inside(marks: Bytes8) -> Bytes8:
    return np.asarray((marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD), np.uint8)


def soft(mask: Bytes8) -> Numbers:
    """(height, width) float32 of a mask of 0 and 1, its stair-steps gone."""
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), _SOFTNESS), np.float32)


def square(radius: int) -> Bytes8:
    """What dilates, erodes, opens and closes by so many pixels."""
    return np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
