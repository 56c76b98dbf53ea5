"""A developed picture on its way into a file: the same pixels can be stored again at another quality or scale."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from desktop_app.imaging import codecs, jpeg, stills
from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.choices import OutputFormat
from desktop_app.imaging.operations.resize import resized, resized_with_alpha
from desktop_app.imaging.scratch import Scratch

_PNG_EFFORT = 3
"""zlib level: a third of the time of the usual 6 for files a few per cent larger."""
_WEBP_EFFORT = 2


class Storable(Protocol):
    """Pixels that can become a file."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""

    def encode(self, quality: int, scale: float) -> bytes:
        """A file with the sides times `scale`."""

    def glimpse(self, step: int) -> Bytes8:
        """(height, width, 3) sRGB of every `step`th pixel across and down, transparent ground white."""


@dataclass(frozen=True, slots=True, eq=False)
class Planes:
    """Full-range Y, Cb and Cr as a 4:2:0 JPEG stores them: nothing is converted twice."""

    luma: Bytes8
    """(height, width)."""
    blue: Bytes8
    """(⌈height / 2⌉, ⌈width / 2⌉)."""
    red: Bytes8

    @classmethod
    def blank(cls, size: tuple[int, int], color: Numbers | None, scratch: Scratch) -> "Planes":
        """Planes of (width, height) in memory of `scratch`, full of one sRGB colour; with None whatever is there."""
        width, height = size
        half = ((height + 1) // 2, (width + 1) // 2)
        shapes = {"luma": (height, width), "blue": half, "red": half}
        planes = cls(**{name: scratch.array(name, shape) for name, shape in shapes.items()})
        if color is not None:
            planes.fill(color)
        return planes

    def fill(self, color: Numbers) -> None:
        """Makes every pixel one sRGB colour."""
        pixel = np.rint(color).astype(np.uint8).reshape(1, 1, 3)
        luma, red, blue = (int(level) for level in cv2.cvtColor(pixel, cv2.COLOR_RGB2YCrCb)[0, 0])
        for plane, level in ((self.luma, luma), (self.blue, blue), (self.red, red)):
            plane.fill(level)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self.luma.shape[1], self.luma.shape[0]

    def glimpse(self, step: int) -> Bytes8:
        """(height, width, 3) sRGB of every `step`th pixel across and down."""
        luma = self.luma[::step, ::step]
        rows, columns = (np.arange(length) * step // 2 for length in luma.shape)
        planes = (luma, self.red[np.ix_(rows, columns)], self.blue[np.ix_(rows, columns)])
        return np.asarray(cv2.cvtColor(np.dstack(planes), cv2.COLOR_YCrCb2RGB), np.uint8)

    def encode(self, quality: int, scale: float) -> bytes:
        """A JPEG with the sides times `scale`."""
        width, height = scaled(self.size, scale)
        half = ((width + 1) // 2, (height + 1) // 2)
        blue, red = (np.ascontiguousarray(resized(plane, half)) for plane in (self.blue, self.red))
        return jpeg.encode_planes(np.ascontiguousarray(resized(self.luma, (width, height))), blue, red, quality)


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """sRGB at full resolution, for formats that keep it and for transparency."""

    color: Bytes8
    """(height, width, 3)."""
    alpha: Bytes8 | None
    """(height, width)."""
    format: OutputFormat

    @classmethod
    def blank(cls, size: tuple[int, int], color: Numbers, kind: OutputFormat, *, opacity: int | None) -> "Pixels":
        """Pixels of (width, height) full of one colour; `opacity` 0 to 255, or None for no transparency."""
        shape = (size[1], size[0])
        alpha = None if opacity is None else np.full(shape, opacity, np.uint8)
        return cls(np.full((*shape, 3), np.rint(color).astype(np.uint8)), alpha, kind)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self.color.shape[1], self.color.shape[0]

    def on_white(self) -> "Pixels":
        """The same without transparency."""
        assert self.alpha is not None
        return Pixels(codecs.on_white(np.dstack((self.color, self.alpha))), None, self.format)

    def glimpse(self, step: int) -> Bytes8:
        """(height, width, 3) sRGB of every `step`th pixel across and down, transparent ground white."""
        color = self.color[::step, ::step]
        return color if self.alpha is None else codecs.on_white(np.dstack((color, self.alpha[::step, ::step])))

    def encode(self, quality: int, scale: float) -> bytes:
        """A file of the format with the sides times `scale`."""
        size = scaled(self.size, scale)
        if self.alpha is None:
            pixels = np.asarray(resized(self.color, size))
        else:
            pixels = np.dstack(resized_with_alpha(self.color, self.alpha, size))
        return _ENCODERS[self.format](pixels, quality)


def scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """(width, height) times `scale`, one pixel at least."""
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _as_jpeg(pixels: Bytes8, quality: int) -> bytes:
    return jpeg.encode_pixels(codecs.on_white(pixels), quality)


def _as_png(pixels: Bytes8, quality: int) -> bytes:
    return stills.encode(pixels, "PNG", compress_level=_PNG_EFFORT)


def _as_webp(pixels: Bytes8, quality: int) -> bytes:
    return stills.encode(pixels, "WEBP", quality=quality, method=_WEBP_EFFORT)


_ENCODERS: dict[OutputFormat, Callable[[Bytes8, int], bytes]] = {
    OutputFormat.JPEG: _as_jpeg,
    OutputFormat.PNG: _as_png,
    OutputFormat.WEBP: _as_webp,
}
