"""How sure a cut-out is, in a number, and what a person should look at."""

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers

DISAGREE = "check-passes-disagree"
_SOFT = (0.10, 0.35)
"""Share of half-sure pixels beside the garment's area: no doubt below, no trust above."""
_AGREEMENT = (0.80, 0.94)
"""IoU of what was seen and what was drawn: no trust below, no doubt above."""
_RIM_SHARE = 0.25
"""Of the photo's rim that the garment may touch."""
_HOLES = 0.02
_SMALL = 0.02
"""Shares of the garment's area, and of the photo's."""


def judged(seen: Numbers, mask: Bytes8) -> tuple[float, tuple[str, ...]]:
    """Confidence 0 to 1 and slugs, from what the network saw (0 to 1) and the final mask (0 or 1)."""
    area = max(int(mask.sum()), 1)
    softness = float(((seen > 0.1) & (seen < 0.9)).sum()) / area
    agreement = _overlap(seen > 0.5, mask > 0)
    found = {
        "check-small": area < _SMALL * mask.size,
        "check-soft-edge": softness > sum(_SOFT) / 2,
        DISAGREE: agreement < sum(_AGREEMENT) / 2,
        "check-touches-rim": _rim_share(mask) > _RIM_SHARE,
        "check-holes": _holes(mask) > _HOLES * area,
    }
    trust = min(1 - _rising(softness, *_SOFT), _rising(agreement, *_AGREEMENT))
    confidence = 0.0 if found["check-small"] else trust
    return round(confidence, 3), tuple(slug for slug, holds in found.items() if holds)


def _rising(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))


def _overlap(one: Numbers, other: Numbers) -> float:
    return float((one & other).sum()) / max(float((one | other).sum()), 1.0)


def _rim_share(mask: Bytes8) -> float:
    rim = np.concatenate((mask[0], mask[-1], mask[:, 0], mask[:, -1]))
    return float(rim.mean())


def _holes(mask: Bytes8) -> int:
    """Pixels of ground that are shut in by the garment."""
    padded = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(padded, None, (0, 0), 1)
    return int((padded == 0).sum())
