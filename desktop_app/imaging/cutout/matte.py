"""A cut-out laid over a photo at full resolution, tile by tile: only tiles that the edge runs through cost anything.

The mask is carried up by colour: beside the edge each pixel is placed between the garment's colour and the ground's,
as far as the two can be told apart there, and by the mask's own smooth outline for the rest. Colours at the edge are a
mixture of both; the garment's share is estimated after Forte and Pitié 2021 ("Approximate Fast Foreground Colour
Estimation"), so that no rim of the old ground is left. Inside the garment not a pixel is touched.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.cutout.underlays import Inks, Underlay

_TILE = 128
"""Columns of a tile; its rows are those of the strip."""
_REACH = 2
"""Pixels at working size on both sides of the outline in which colours decide."""
_TRUST, _NOISE = 2.0, 18.0
"""How many times colours count as much as the outline where they are clear, and levels that are no difference."""
_STEEPNESS = 2.6
"""Of the edge; lenses and scaling spread it over some pixels, but not over as many as an estimate."""
_COLOUR_RADIUS = 12
"""Pixels at working size over which a colour is looked for beside the edge."""
_SURE = 0.02
"""Alpha this near to 0 or 1 is 0 or 1."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the working-size picture the full one shows: full pixel x lies at `x * scale + origin`."""

    scale: tuple[float, float]
    """Working-size pixels a full pixel, across and down."""
    origin: tuple[float, float]

    def matrix(self, column: int, row: int) -> Numbers:
        """(2, 3) map of a tile's pixels to working-size pixels, centres on centres."""
        (across, down), (left, top) = self.scale, self.origin
        return np.array(
            [
                [across, 0, (column + 0.5) * across + left - 0.5],
                [0, down, (row + 0.5) * down + top - 0.5],
            ]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Matte:
    """The cut-out in the geometry of a stored photo, ready to be laid on any rows of it."""

    window: Window
    bounds: Numbers
    """(height, width, 2) least and greatest alpha in the neighbourhood: where both are 0 or 1 nothing is computed."""
    outline: Numbers
    """(height, width, 2) alpha, and how far colours can be trusted, 0 to `_TRUST`."""
    garment: Numbers
    """(height, width, 3) float32 colour of the garment beside the edge, in the space of the strips."""
    ground: Numbers
    """Likewise of the ground."""
    shade: Numbers | None
    """(height, width) float32 0 to 1, darkness of the soft shadow."""
    underlay: Underlay
    inks: Inks

    def lay(self, strip: Bytes8, row: int) -> None:
        """Lays the cut-out on rows `row`… (height, width, 3) of the photo, in place."""
        plain = self.underlay.plain
        for column, tile in _tiles(strip):
            low, high = self._bounds(tile.shape, column, row)
            if low >= 1 - _SURE:
                continue
            if high <= _SURE and self.shade is None and plain is not None:
                tile[...] = plain.astype(np.uint8)
            else:
                tile[...] = self._laid(tile, column, row)

    def opacity(self, strip: Bytes8, row: int) -> Bytes8:
        """(height, width) 0 to 255 of rows `row`… before anything is laid on them, the shadow included."""
        found = np.empty(strip.shape[:2], np.uint8)
        for column, tile in _tiles(strip):
            low, high = self._bounds(tile.shape, column, row)
            part = found[:, column : column + tile.shape[1]]
            if low >= 1 - _SURE or (high <= _SURE and self.shade is None):
                part[...] = 255 if low >= 1 - _SURE else 0
            else:
                share = self._alpha(tile, self._beside(tile.shape, column, row), column, row)
                part[...] = np.rint(255 * (share + (1 - share) * self._shadow(tile.shape, column, row)))
        return found

    def _laid(self, tile: Bytes8, column: int, row: int) -> Bytes8:
        beside = self._beside(tile.shape, column, row)
        share = self._alpha(tile, beside, column, row)[..., None]
        shade = self._shadow(tile.shape, column, row)[..., None]
        pixels = tile.astype(np.float32)
        seen = self.underlay.seen(pixels, _garment(pixels, share, *beside), share, shade)
        return np.clip(np.rint(seen), 0, 255).astype(np.uint8)

    def _beside(self, shape: tuple[int, ...], column: int, row: int) -> tuple[Numbers, Numbers]:
        """Colours of garment and ground under a tile."""
        return self._sampled(self.garment, shape, column, row), self._sampled(self.ground, shape, column, row)

    def _alpha(self, tile: Bytes8, beside: tuple[Numbers, Numbers], column: int, row: int) -> Numbers:
        """(height, width) float32 of a tile: between garment and ground by colour and outline."""
        low, high = np.moveaxis(self._sampled(self.bounds, tile.shape, column, row), 2, 0)
        outline, trust = np.moveaxis(self._sampled(self.outline, tile.shape, column, row), 2, 0)
        garment, ground = beside
        across = garment - ground
        length = np.maximum(np.einsum("...c,...c", across, across), 1.0)
        by_colour = np.clip(np.einsum("...c,...c", tile - ground, across) / length, 0, 1)
        mixed = (outline + trust * by_colour) / (1 + trust)
        steep = np.clip((mixed - 0.5) * _STEEPNESS + 0.5, 0, 1)
        return np.where(low >= 1 - _SURE, 1, np.where(high <= _SURE, 0, steep)).astype(np.float32)

    def _shadow(self, shape: tuple[int, ...], column: int, row: int) -> Numbers:
        if self.shade is None:
            return np.zeros(shape[:2], np.float32)
        return self._sampled(self.shade, shape, column, row)

    def _bounds(self, shape: tuple[int, ...], column: int, row: int) -> tuple[float, float]:
        """Least and greatest alpha under a tile, without sampling it."""
        (across, down), (left, top) = self.window.scale, self.window.origin
        height, width = self.bounds.shape[:2]
        columns = slice(*_span(column * across + left, (column + shape[1]) * across + left, width))
        rows = slice(*_span(row * down + top, (row + shape[0]) * down + top, height))
        part = self.bounds[rows, columns]
        return float(part[..., 0].min()), float(part[..., 1].max())

    def _sampled(self, source: Numbers, shape: tuple[int, ...], column: int, row: int) -> Numbers:
        matrix, size = self.window.matrix(column, row), (shape[1], shape[0])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(source, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE))


def matte(
    finished: Bytes8, alpha: Numbers, window: Window, *, underlay: Underlay, inks: Inks, shade: Numbers | None = None
) -> Matte:
    """Prepares a cut-out: `finished` (height, width, 3) is the photo at working size as the strips will look.

    `alpha` (height, width) float32 is the cut-out and `shade` its shadow, all as the photo is stored.
    """
    around = np.ones((2 * _REACH + 1, 2 * _REACH + 1), np.uint8)
    garment, ground = _nearby(finished, alpha), _nearby(finished, 1 - alpha)
    return Matte(
        window=window,
        bounds=np.dstack((cv2.erode(alpha, around), cv2.dilate(alpha, around))),
        outline=np.dstack((alpha, _trust(garment, ground))).astype(np.float32),
        garment=np.ascontiguousarray(garment[..., :3]),
        ground=np.ascontiguousarray(ground[..., :3]),
        shade=shade,
        underlay=underlay,
        inks=inks,
    )


def shadow(alpha: Numbers, strength: int) -> Numbers | None:
    """(height, width) float32 darkness 0 to 1 of a soft shadow below a garment, upright; None at strength 0."""
    if not strength:
        return None
    size = max(alpha.shape)
    below = np.array([[1, 0, 0], [0, 1, size * 0.012]])
    moved = cv2.warpAffine(alpha, below, alpha.shape[1::-1])
    return np.asarray(cv2.GaussianBlur(moved, (0, 0), size * 0.015) * (strength / 100 * 0.45), np.float32)


def _nearby(pixels: Bytes8, weight: Numbers) -> Numbers:
    """(height, width, 4) float32 colour around each pixel and its variance; pixels that are hardly a mixture count."""
    box = (2 * _COLOUR_RADIUS + 1, 2 * _COLOUR_RADIUS + 1)
    weights = (weight**4 + 1e-4).astype(np.float32)
    levels = pixels.astype(np.float32)
    squares = np.einsum("...c,...c", levels, levels)
    both = cv2.blur(np.dstack((levels, squares)) * weights[..., None], box) / cv2.blur(weights, box)[..., None]
    both[..., 3] -= np.einsum("...c,...c", both[..., :3], both[..., :3])
    return np.asarray(both, np.float32)


def _trust(garment: Numbers, ground: Numbers) -> Numbers:
    """(height, width) how far colours can tell the two apart: their distance beside their own variety."""
    across = garment[..., :3] - ground[..., :3]
    distance = np.einsum("...c,...c", across, across)
    variety = np.maximum(garment[..., 3], 0) + np.maximum(ground[..., 3], 0)
    return np.asarray(_TRUST * distance / (distance + variety + _NOISE**2))


def _garment(pixels: Numbers, share: Numbers, garment: Numbers, ground: Numbers) -> Numbers:
    """What the garment contributes to mixed pixels; where `share` is 1 the pixels themselves."""
    return np.asarray(np.clip(garment + share * (pixels - share * garment - (1 - share) * ground), 0, 255))


def _tiles(strip: Bytes8) -> Iterator[tuple[int, Bytes8]]:
    for column in range(0, strip.shape[1], _TILE):
        yield column, strip[:, column : column + _TILE]


def _span(begin: float, end: float, length: int) -> tuple[int, int]:
    """Whole pixels that a span touches, one more on each side for interpolation, at least one."""
    first = min(max(0, int(np.floor(begin)) - 1), length - 1)
    return first, max(first + 1, min(length, int(np.ceil(end)) + 1))
