"""Brightness and contrast as one curve that keeps black black and white white."""

import numpy as np
from numpy.typing import NDArray

_BRIGHTNESS_REACH = 0.8
"""Stops of gamma at brightness 100."""
_CONTRAST_REACH = 5.0
"""Steepness of the S at contrast 100; softer contrast is a blend towards the middle."""
_SOFTEST = 0.5


def is_neutral(brightness: int, contrast: int) -> bool:
    """Whether the curve would change nothing."""
    return brightness == 0 and contrast == 0


def curve(levels: NDArray[np.float64], brightness: int, contrast: int) -> NDArray[np.float64]:
    """Levels 0 to 255 after brightness and contrast, each −100 to 100; never falls where `levels` rise."""
    shares = np.clip(levels / 255.0, 0, 1) ** (2.0 ** (-_BRIGHTNESS_REACH * brightness / 100))
    return 255.0 * (_steeper(shares, contrast / 100) if contrast >= 0 else _softer(shares, -contrast / 100))


def _steeper(shares: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    """A piece of tanh about the middle, through (0, 0) and (1, 1)."""
    if strength == 0:
        return shares
    bend = strength * _CONTRAST_REACH / 2
    bent: NDArray[np.float64] = 0.5 + 0.5 * np.tanh(bend * (2 * shares - 1)) / np.tanh(bend)
    return bent


def _softer(shares: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    kept = 1 - strength * _SOFTEST
    return 0.5 + (shares - 0.5) * kept
