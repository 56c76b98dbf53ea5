"""White balance: makes a light ground neutral, and leaves a ground that is a colour of its own alone."""

import numpy as np
from numpy.typing import NDArray

_SHARE = (0.55, 0.35)
"""Rim of one hue that is taken for a ground: in full above, not at all below."""
STRONGEST = 0.13
"""No channel moves by more than about this share."""
_WARMTH = (0.085, 0.17)
"""Cast along blue and yellow, as half the log ratio of red to blue: corrected in full below, left alone above."""
_TINT = (0.03, 0.07)
"""Cast along green and magenta: light seldom is, a coloured sheet often."""
_LUMA = np.array([0.299, 0.587, 0.114])


def gains(ground: NDArray[np.float32], share: float) -> NDArray[np.float64]:
    """Factors (3,) for red, green and blue that make `ground` (3,) neutral at its own lightness; ones where unsure.

    `share` is how much of the rim the ground takes, 0 to 1.
    """
    levels = np.maximum(ground.astype(np.float64), 1)
    red, blue = np.log(levels[0] / levels[1]), np.log(levels[2] / levels[1])
    trust = _fading(share, *_SHARE) * _fading(abs(red - blue) / 2, *_WARMTH) * _fading(abs(red + blue) / 2, *_TINT)
    wanted = np.log(levels @ _LUMA / levels) * trust
    factors: NDArray[np.float64] = np.exp(np.clip(wanted, -STRONGEST, STRONGEST))
    return factors


def _fading(cast: float, full: float, none: float) -> float:
    return float(np.clip((none - cast) / (none - full), 0, 1))
