"""Working memory that is written again for every strip and every photo, so that none waits for fresh pages.

Fresh memory costs more than the filters that fill it: the kernel clears every page first.
"""

import threading
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Scratch:
    """Arrays by name; each is as large as the largest that was asked for under its name."""

    def __init__(self) -> None:
        self._blocks: dict[str, NDArray[Any]] = {}

    def array(self, name: str, shape: tuple[int, ...], dtype: DTypeLike = np.uint8) -> NDArray[Any]:
        """An array with arbitrary content; it is the same memory each time `name` is asked for."""
        count = int(np.prod(shape))
        block = self._blocks.get(name)
        if block is None or block.size < count or block.dtype != dtype:
            block = self._blocks[name] = np.empty(count, dtype)
        return block[:count].reshape(shape)

    @property
    def size(self) -> int:
        """Bytes held."""
        return sum(block.nbytes for block in self._blocks.values())


class Workspace(threading.local):
    """Each thread's own scratch, kept from one photo to the next unless a huge one made it large."""

    KEPT = 100_000_000
    """Bytes: enough for 14 megapixels."""

    def __init__(self) -> None:
        self.scratch = Scratch()

    def tidy(self) -> None:
        """Lets go of more than is worth keeping."""
        if self.scratch.size > self.KEPT:
            self.scratch = Scratch()
