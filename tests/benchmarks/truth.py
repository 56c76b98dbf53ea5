"""Photos whose cut-out is known: NAME.jpg or NAME.png beside NAME_mask.png, and how far an alpha is from the truth."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
_OWN_SIDE = 800
"""Pixels on the long side up to which distances are in the photo's own pixels; they grow with larger photos."""
_NEAR, _BAND = 2.0, 25.0
"""Pixels that an edge may be off, and the width of the band in which alpha is compared."""


@dataclass(frozen=True, eq=False)
class Pair:
    """One photo and the truth about it."""

    name: str
    photo: Path
    mask: Path

    def pixels(self) -> np.ndarray:
        """(height, width, 3) uint8, upright."""
        with Image.open(self.photo) as opened:
            return np.asarray(ImageOps.exif_transpose(opened).convert("RGB"))

    def truth(self) -> np.ndarray:
        """(height, width) float32, 0 to 1."""
        return read_mask(self.mask)


@dataclass(frozen=True)
class Score:
    """How good one cut-out is."""

    name: str
    iou: float
    boundary: float
    """F of edges no more than 2 px apart."""
    edge_error: float
    """Mean |alpha error| within 12.5 px of the true edge."""
    seconds: float


def pairs(folder: Path) -> Iterator[Pair]:
    """Every photo of a folder that has a mask, by name; raises FileNotFoundError where there is none."""
    masks = sorted(folder.rglob("*_mask.png"))
    if not masks:
        raise FileNotFoundError(f"{folder} has no NAME_mask.png")
    for mask in masks:
        stem = mask.name.removesuffix("_mask.png")
        photo = next((found for suffix in _SUFFIXES if (found := mask.with_name(stem + suffix)).exists()), None)
        if photo:
            yield Pair(stem, photo, mask)


def read_mask(file: Path) -> np.ndarray:
    """(height, width) float32, 0 to 1: the file's alpha if it has one, else its grey."""
    with Image.open(file) as opened:
        grey = opened.getchannel("A") if "A" in opened.getbands() else opened.convert("L")
    return np.asarray(grey, np.float32) / 255


def score(name: str, alpha: np.ndarray, truth: np.ndarray, seconds: float) -> Score:
    """Compares two maps (height, width) of 0 to 1."""
    scale = max(1.0, max(truth.shape) / _OWN_SIDE)
    found, wanted = alpha > 0.5, truth > 0.5
    beside = _distance(_edge(wanted)) <= _BAND / 2 * scale
    return Score(
        name=name,
        iou=float((found & wanted).sum() / max(1, (found | wanted).sum())),
        boundary=_boundary(found, wanted, _NEAR * scale),
        edge_error=float(np.abs(alpha - truth)[beside].mean()) if beside.any() else 0.0,
        seconds=seconds,
    )


def _boundary(found: np.ndarray, wanted: np.ndarray, near: float) -> float:
    """Harmonic mean of the share of found edge near the wanted one, and the other way round."""
    edges = [_edge(mask) for mask in (found, wanted)]
    if not all(edge.any() for edge in edges):
        return float(not any(edge.any() for edge in edges))
    precision, recall = (
        float((_distance(other)[edge] <= near).mean()) for edge, other in (edges, (edges[1], edges[0]))
    )
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _edge(mask: np.ndarray) -> np.ndarray:
    """The mask's outermost pixels; the rim of the photo is no edge."""
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    return mask & (cv2.erode(padded, np.ones((3, 3), np.uint8))[1:-1, 1:-1] == 0)


def _distance(edge: np.ndarray) -> np.ndarray:
    """How far each pixel is from the edge."""
    if not edge.any():
        return np.full(edge.shape, np.inf, np.float32)
    return cv2.distanceTransform((~edge).astype(np.uint8), cv2.DIST_L2, 5)
