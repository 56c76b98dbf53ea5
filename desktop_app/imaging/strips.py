"""The one pass over a photo's pixels, in strips that stay in the processor's cache: colour, detail, turn, place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from desktop_app.imaging import exif
from desktop_app.imaging.arrays import Bytes8
from desktop_app.imaging.colour import ColourMap
from desktop_app.imaging.cutout.matte import Matte
from desktop_app.imaging.detail import MARGIN, Detail
from desktop_app.imaging.files import Pixels, Planes
from desktop_app.imaging.outcome import Report
from desktop_app.imaging.picture import Picture
from desktop_app.imaging.scratch import Scratch

ROWS = 128
"""Rows a strip; even, so that halved colour planes stay aligned. 4000 × 128 × 3 bytes are 1.5 MB."""
_SIDEWAYS = frozenset((5, 6, 7, 8))
_BACKWARDS = frozenset((3, 4, 6, 7))
"""Orientations whose stored rows run against the upright direction, as rows or as columns."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Some rows of the stored photo and where they go."""

    first: int
    last: int
    """Stored rows first..last−1."""
    place: tuple[slice, slice]
    """Rows and columns of the upright photo."""


class Canvas(Protocol):
    """What the strips are painted on."""

    def paint(self, pixels: Bytes8, core: slice, strip: Strip, orientation: int) -> None:
        """`pixels` are stored rows with a margin; `core` is the part of them that belongs to `strip`."""


def develop(picture: Picture, canvas: Canvas, report: Report) -> None:
    """Paints the whole photo on the canvas; `report` hears 0 to 1."""
    height = picture.pixels.shape[0]
    for strip in strips(picture.pixels.shape[:2], picture.orientation):
        start, end = max(0, strip.first - MARGIN), min(height, strip.last + MARGIN)
        core = slice(strip.first - start, strip.last - start)
        canvas.paint(picture.pixels[start:end], core, strip, picture.orientation)
        report((strip.place[strip_axis(picture.orientation)].stop) / height)


def strip_axis(orientation: int) -> int:
    """0 where stored rows are upright rows, 1 where they are columns."""
    return int(orientation in _SIDEWAYS)


def strips(shape: tuple[int, ...], orientation: int) -> Iterator[Strip]:
    """Strips of a stored photo of `shape`, in upright order, each beginning on an even upright line."""
    height, width = shape[:2]
    for begin in range(0, height, ROWS):
        end = min(height, begin + ROWS)
        rows = (height - end, height - begin) if orientation in _BACKWARDS else (begin, end)
        along, across = slice(begin, end), slice(0, width)
        yield Strip(*rows, (across, along) if orientation in _SIDEWAYS else (along, across))


@dataclass(frozen=True, slots=True, eq=False)
class PlaneCanvas:
    """Paints Y, Cb and Cr."""

    planes: Planes
    corner: tuple[int, int]
    """(left, top) of the photo, even."""
    colours: ColourMap
    detail: Detail | None
    matte: Matte | None
    scratch: Scratch

    def paint(self, pixels: Bytes8, core: slice, strip: Strip, orientation: int) -> None:
        """See Canvas."""
        color = self.colours.to_ycc(pixels, self.scratch)
        if self.matte:
            self.matte.lay(color, strip.first - core.start)
        luma, blue, red = _split(color, self.scratch)
        if self.detail:
            luma = self.detail.applied(luma, self.scratch)
        rows, columns = _moved(strip.place, self.corner)
        exif.place(self.planes.luma[rows, columns], luma[core], orientation)
        half = slice(rows.start // 2, (rows.stop + 1) // 2), slice(columns.start // 2, (columns.stop + 1) // 2)
        for target, plane in ((self.planes.blue, blue), (self.planes.red, red)):
            _place_halved(target[half], plane[core], orientation)


@dataclass(frozen=True, slots=True, eq=False)
class PixelCanvas:
    """Paints RGB; detail is changed on lightness alone here too."""

    pixels: Pixels
    corner: tuple[int, int]
    colours: ColourMap
    detail: Detail | None
    matte: Matte | None
    scratch: Scratch

    def paint(self, pixels: Bytes8, core: slice, strip: Strip, orientation: int) -> None:
        """See Canvas."""
        place = _moved(strip.place, self.corner)
        color = self.colours.to_rgb(pixels, self.scratch)
        if self.matte:
            color = color.copy() if color.base is pixels or color is pixels else color
            if self.pixels.alpha is not None:
                opacity = self.matte.opacity(color, strip.first - core.start)
                self.pixels.alpha[place] = exif.turned(opacity[core], orientation)
            self.matte.lay(color, strip.first - core.start)
        if self.detail:
            color = _with_luma(color, self.detail, self.scratch)
        self.pixels.color[place] = exif.turned(color[core], orientation)


def _with_luma(color: Bytes8, detail: Detail, scratch: Scratch) -> Bytes8:
    """`color` with the change of its lightness added to all three channels, which leaves Cb and Cr as they are."""
    luma = np.asarray(cv2.cvtColor(color, cv2.COLOR_RGB2GRAY), np.uint8)
    after = detail.applied(luma, scratch)
    up, down = (cv2.merge([change] * 3) for change in (cv2.subtract(after, luma), cv2.subtract(luma, after)))
    return np.asarray(cv2.subtract(cv2.add(color, up), down), np.uint8)


def _split(strip: Bytes8, scratch: Scratch) -> tuple[Bytes8, Bytes8, Bytes8]:
    """The three channels; cv2.split takes ten times as long where it has to make its own arrays."""
    planes = scratch.array("planes", (3, *strip.shape[:2]))
    cv2.split(strip, list(planes))
    return planes[0], planes[1], planes[2]


def _moved(place: tuple[slice, slice], corner: tuple[int, int]) -> tuple[slice, slice]:
    (rows, columns), (left, top) = place, corner
    return slice(rows.start + top, rows.stop + top), slice(columns.start + left, columns.stop + left)


def _place_halved(target: Bytes8, plane: Bytes8, orientation: int) -> None:
    """Turning the smaller plane is cheaper; only an odd side must be turned first, to pair the right pixels."""
    if plane.shape[0] % 2 or plane.shape[1] % 2:
        target[...] = _halved(exif.turned(plane, orientation))
    else:
        exif.place(target, _halved(plane), orientation)


def _halved(plane: Bytes8) -> Bytes8:
    """Means of 2 × 2 pixels; an odd last row or column stands twice."""
    height, width = plane.shape
    if height % 2 or width % 2:
        plane = np.asarray(cv2.copyMakeBorder(plane, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE), np.uint8)
    return np.asarray(cv2.resize(plane, (0, 0), fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
