"""Sharpening on lightness: detail is strengthened, with a bound on what is added so that edges grow no halo."""

import numpy as np
from numpy.typing import NDArray

_GAIN_AT_FULL = 1.8
"""Share added to fine detail at strength 100."""
_ADDED_AT_LEAST, _ADDED_AT_FULL = 3.0, 15.0
"""Levels that an edge may be pushed at strength 0 and 100."""


def stronger(detail: NDArray[np.float64], strength: int) -> NDArray[np.float64]:
    """`detail` (sizes of differences from the surroundings, in levels) at `strength` 0 to 100."""
    bound = _ADDED_AT_LEAST + (_ADDED_AT_FULL - _ADDED_AT_LEAST) * strength / 100
    added: NDArray[np.float64] = bound * np.tanh(detail * (_GAIN_AT_FULL * strength / 100) / bound)
    return detail + added
