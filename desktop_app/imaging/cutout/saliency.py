"""Where the garment is, as a network sees it: U²-Net (Qin et al. 2020) on the CPU, one warm session in a process."""

import logging
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from desktop_app.imaging import models
from desktop_app.imaging.arrays import Bytes8, Numbers

log = logging.getLogger(__name__)

SIDE = 320
"""Pixels a side of what the network sees."""
_MEAN, _DEVIATION = np.array([0.485, 0.456, 0.406], np.float32), np.array([0.229, 0.224, 0.225], np.float32)
SMALL = "u2netp"
_HELD, _LARGER = 0.9, 1.6
"""Share of what one model took that the other must hold, and how many times as much it must take."""
_TELLS_NOBODY = "ORT_DISABLE_TELEMETRY"
"""Read by onnxruntime while it is imported. Without it, 1.32 gives the computer an id and reports to its makers."""
_preferred = [SMALL]


def use(preferred: str) -> None:
    """Prefer this model from now on, and load whatever is installed; nothing is wrong with none."""
    _preferred[:] = [preferred]
    _ready(preferred)


def seen(pixels: Bytes8, wanted: str | None = None) -> tuple[str, Numbers] | None:
    """Which model looked, and how likely each pixel belongs to the garment: (height, width) float32, 0 to 1.

    For sRGB pixels (height, width, 3); `wanted` goes before what is preferred. None where no model can be used.
    """
    ready = _ready(wanted or _preferred[0])
    return None if ready is None else (ready[0], _probability(pixels, ready[1]))


def checked(pixels: Bytes8, looked: tuple[str, Numbers]) -> tuple[str, Numbers]:
    """What a model saw, or what the small one saw where the large one took a print on a garment for the whole of it."""
    name, whole = looked
    other = None if name == SMALL else seen(pixels, SMALL)
    if other is None or other[0] == name:
        return looked
    mine, theirs = whole > 0.5, other[1] > 0.5
    held = float((mine & theirs).sum()) >= _HELD * float(mine.sum())
    return other if held and theirs.sum() > _LARGER * mine.sum() else looked


def _probability(pixels: Bytes8, session: Any) -> Numbers:
    small = np.asarray(cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
    batch = ((small / max(float(small.max()), 1e-6) - _MEAN) / _DEVIATION).transpose(2, 0, 1)[None]
    answer = session.run(None, {session.get_inputs()[0].name: batch})[0][0, 0]
    low, high = float(answer.min()), float(answer.max())
    shares = (answer - low) / max(high - low, 1e-6)
    return np.asarray(cv2.resize(shares, pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _ready(preferred: str) -> tuple[str, Any] | None:
    """A model's name and its session; None without one, or where the network library does not load."""
    model = models.best(preferred)
    file = models.find(model.name) if model else None
    if model is None or file is None:
        return None
    try:
        return model.name, _session(file, file.stat().st_mtime)  # one that was installed anew is loaded anew
    except (ImportError, OSError, RuntimeError):
        log.exception("%s cannot be used; garments are cut out by colour", model.name)
        return None


@lru_cache(maxsize=2)
def _session(file: Path, written: float) -> Any:
    os.environ[_TELLS_NOBODY] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # kept memory: 572 instead of 239 MB after a run of u2netp, and no faster
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
