"""Auto exposure: lifts a dark photo until its highlights are light, within bounds; never darkens."""

import numpy as np
from numpy.typing import NDArray

TARGET = 244.0
"""Where the highlights should lie, of 255."""
HIGHLIGHTS = 98.0
"""Percentile that counts as highlights: a few glints do not keep a dark photo dark."""
STRONGEST = 1.22
"""Largest factor on levels, about two thirds of a stop."""
_SMALLEST_STEP = 1.015
"""A lift nobody would see is not made."""


def gain(sampled: NDArray[np.uint8], balance: NDArray[np.float64]) -> float:
    """One factor for all channels of a sample (height, width, 3), after white balance factors (3,)."""
    highlights = float(np.percentile((sampled * balance).max(axis=2), HIGHLIGHTS))
    wanted = float(np.clip(TARGET / max(highlights, 1.0), 1.0, STRONGEST))
    return wanted if wanted >= _SMALLEST_STEP else 1.0
