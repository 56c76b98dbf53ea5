"""Pixel windows over the drawing plane, and the seeded noise everything natural is made of.

All lengths are in *units*: the long side of a photo is 1000 units, whatever its pixels, so that a drawing at an
eighth of the size is the same picture.
"""

import zlib
from dataclasses import dataclass, replace

import cv2
import numpy as np

LONG_SIDE = 1000.0
_SHIFT = 4  # sub-pixel bits of OpenCV's polygon coordinates


def generator(*words: object) -> np.random.Generator:
    """A random generator that depends on the words alone."""
    return np.random.default_rng(zlib.crc32("/".join(map(str, words)).encode()))


@dataclass(frozen=True)
class Window:
    """A rectangle of the drawing plane (units) with its pixel grid."""

    left: float
    top: float
    width: int
    """pixels"""
    height: int
    """pixels"""
    scale: float
    """pixels per unit"""

    @classmethod
    def whole(cls, width: int, height: int) -> "Window":
        """The window of a whole photo of so many pixels."""
        return cls(0.0, 0.0, width, height, max(width, height) / LONG_SIDE)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns, as NumPy wants them."""
        return self.height, self.width

    def around(self, points: np.ndarray, margin: float) -> "Window":
        """The part of this window that holds the points and a margin (units), on this window's pixel grid."""
        low = np.floor((points.min(axis=0) - margin - (self.left, self.top)) * self.scale).astype(int)
        high = np.ceil((points.max(axis=0) + margin - (self.left, self.top)) * self.scale).astype(int)
        x0, y0 = np.clip(low, 0, (self.width - 1, self.height - 1)).tolist()
        x1, y1 = np.clip(high, (x0 + 1, y0 + 1), (self.width, self.height)).tolist()
        return replace(
            self, left=self.left + x0 / self.scale, top=self.top + y0 / self.scale, width=x1 - x0, height=y1 - y0
        )

    def inside(self, part: "Window") -> tuple[slice, slice]:
        """Where a part made by `around` lies in this window's arrays."""
        x = round((part.left - self.left) * self.scale)
        y = round((part.top - self.top) * self.scale)
        return slice(y, y + part.height), slice(x, x + part.width)

    def coarse(self, scale: float = 2.0) -> "Window":
        """The same rectangle with at most `scale` pixels per unit: enough for everything soft."""
        if self.scale <= scale:
            return self
        ratio = scale / self.scale
        return replace(
            self, width=max(1, round(self.width * ratio)), height=max(1, round(self.height * ratio)), scale=scale
        )

    def enlarge(self, field: np.ndarray) -> np.ndarray:
        """A field of the same rectangle on a coarser grid, brought to this grid."""
        if field.shape[:2] == self.shape:
            return field
        return cv2.resize(field, (self.width, self.height), interpolation=cv2.INTER_LINEAR)

    def coordinates(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y of every pixel centre, in units, float32."""
        x = self.left + (np.arange(self.width, dtype=np.float32) + 0.5) / self.scale
        y = self.top + (np.arange(self.height, dtype=np.float32) + 0.5) / self.scale
        return np.broadcast_to(x, self.shape).astype(np.float32), np.broadcast_to(y[:, None], self.shape).astype(
            np.float32
        )

    def pixels(self, points: np.ndarray) -> np.ndarray:
        """Points in units as OpenCV's fixed-point pixel coordinates."""
        return np.round(((points - (self.left, self.top)) * self.scale - 0.5) * (1 << _SHIFT)).astype(np.int32)

    def fill(self, *polygons: np.ndarray) -> np.ndarray:
        """Coverage 0…1 (float32) of the polygons' union, with soft pixel edges."""
        mask = np.zeros(self.shape, np.uint8)
        for polygon in polygons:
            cv2.fillPoly(mask, [self.pixels(polygon)], 255, cv2.LINE_AA, _SHIFT)
        return mask.astype(np.float32) / 255

    def stroke(self, lines: list[np.ndarray], width: float) -> np.ndarray:
        """Coverage 0…1 (float32) of lines of a width in units; thinner than a pixel becomes fainter."""
        mask = np.zeros(self.shape, np.uint8)
        thickness = width * self.scale
        for line in lines:
            cv2.polylines(mask, [self.pixels(line)], False, 255, max(1, round(thickness)), cv2.LINE_AA, _SHIFT)
        return mask.astype(np.float32) * (min(1.0, thickness) / 255)

    def soften(self, field: np.ndarray, radius: float) -> np.ndarray:
        """The field blurred by a Gaussian of `radius` units."""
        sigma = radius * self.scale
        step = max(1, int(sigma / 4))
        if step == 1:
            return cv2.GaussianBlur(field, (0, 0), max(sigma, 0.01), borderType=cv2.BORDER_REPLICATE)
        small = cv2.resize(
            field, (max(1, self.width // step), max(1, self.height // step)), interpolation=cv2.INTER_AREA
        )
        small = cv2.GaussianBlur(small, (0, 0), sigma / step, borderType=cv2.BORDER_REPLICATE)
        return cv2.resize(small, (self.width, self.height), interpolation=cv2.INTER_CUBIC)

    def noise(self, seed: object, wave: float, octaves: int = 1, stretch: tuple[float, float] = (1, 1)) -> np.ndarray:
        """Smooth noise about 0 with deviation about 1; `wave` is the size of its largest lumps in units."""
        total, weight, power = np.zeros(self.shape, np.float32), 1.0, 0.0
        for octave in range(octaves):
            step_x, step_y = wave * stretch[0] / 2**octave, wave * stretch[1] / 2**octave
            if octave and max(step_x, step_y) * self.scale < 1.5:
                break
            total += weight * self._lumps(generator(seed, octave), step_x, step_y)
            power += weight**2
            weight *= 0.55
        return total / np.float32(0.75 * power**0.5)

    def _lumps(self, random: np.random.Generator, step_x: float, step_y: float) -> np.ndarray:
        across, down = self.width / self.scale / step_x, self.height / self.scale / step_y
        columns = 1 << (int(across) + 3).bit_length()  # so that a pixel more or less changes nothing
        grid = random.standard_normal((int(down) + 4, columns)).astype(np.float32)
        matrix = np.float32([[1 / (step_x * self.scale), 0, 1], [0, 1 / (step_y * self.scale), 1]])
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        return cv2.warpAffine(grid, matrix, (self.width, self.height), flags=flags, borderMode=cv2.BORDER_REFLECT)


def sample(tile: np.ndarray, u: np.ndarray, v: np.ndarray, period: float, scale: float) -> np.ndarray:
    """A wrapping tile of `period` × `period` units, read at u, v (units) for a grid of `scale` pixels a unit."""
    side = max(2, round(period * scale))
    if side < tile.shape[0]:
        tile = cv2.resize(tile, (side, side), interpolation=cv2.INTER_AREA)
    side = tile.shape[0]
    factor = np.float32(side / period)
    return cv2.remap(tile, (u * factor) % side, (v * factor) % side, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)


def linear(colour: str) -> np.ndarray:
    """A colour such as "#aabbcc" in linear light, three float32."""
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return to_linear(srgb)


def to_linear(srgb: np.ndarray) -> np.ndarray:
    """The sRGB values 0…1 in linear light (IEC 61966-2-1)."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(np.float32)
