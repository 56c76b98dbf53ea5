"""The arrays that pictures are made of."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes8 = NDArray[np.uint8]
"""Pixels of 8 bits, shape (height, width) or (height, width, channels)."""
Numbers = NDArray[Any]
"""Figures of any width, float32 or float64."""
