"""The frame: how large the finished picture is and where the photo stands in it. No garment is cut off."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

Box = tuple[int, int, int, int]
"""(left, top, right, bottom) in pixels."""
Size = tuple[int, int]
"""(width, height) in pixels."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in pixels, upright."""

    canvas: tuple[int, int]
    """(width, height) of the finished picture."""
    crop: Box
    """Part of the photo that is in it, in the photo's own pixels."""
    photo: tuple[int, int]
    """(width, height) of that part in the finished picture."""
    corner: tuple[int, int]
    """(left, top) of the photo; even, so that halved colour planes stay aligned."""

    @property
    def is_framed(self) -> bool:
        """Whether ground shows around the photo."""
        return self.canvas != self.photo


def layout(size: Size, ratio: Size | None, *, max_side: int = 0, max_pixels: int = 0) -> Layout:
    """A photo of `size` in the smallest canvas of `ratio`, both reduced until the canvas keeps the bounds.

    0 is no bound, and a photo is never enlarged.
    """
    wide, high = _canvas(size, ratio)
    scale = _scale(wide, high, max_side, max_pixels)
    photo = size if scale == 1 else _scaled(size, scale)
    canvas = (wide, high) if scale == 1 else _fitted(_scaled((wide, high), scale), photo, ratio)
    left, top = ((outer - inner) // 2 // 2 * 2 for outer, inner in zip(canvas, photo, strict=True))
    return Layout(canvas, (0, 0, *size), photo, (left, top))


def framed(size: Size, box: Box, fill: float, ratio: Size | None, *, max_side: int = 0, max_pixels: int = 0) -> Layout:
    """A canvas of `ratio` (None: the photo's own) in which the garment's `box` takes the share `fill`, centred.

    What lies outside the photo is ground that is added; bounds and scale are as in `layout`.
    """
    across, down = ratio or size
    tall = max(box[3] - box[1], (box[2] - box[0]) * down / across) / fill
    wide = tall * across / down
    left, top = (box[0] + box[2] - wide) / 2, (box[1] + box[3] - tall) / 2
    crop = (
        max(0, floor(left)),
        max(0, floor(top)),
        min(size[0], ceil(left + wide)),
        min(size[1], ceil(top + tall)),
    )
    scale = _scale(wide, tall, max_side, max_pixels)
    canvas = max(1, round(wide * scale)), max(1, round(tall * scale))
    photo = tuple(
        max(1, min(outer, round((end - begin) * scale)))
        for outer, begin, end in zip(canvas, crop[:2], crop[2:], strict=True)
    )
    corner = tuple(
        max(0, min(outer - inner, round((begin - edge) * scale))) // 2 * 2
        for outer, inner, begin, edge in zip(canvas, photo, crop[:2], (left, top), strict=True)
    )
    return Layout(canvas, crop, (photo[0], photo[1]), (corner[0], corner[1]))


def _scale(wide: float, high: float, max_side: int, max_pixels: int) -> float:
    """At most 1, so that a canvas keeps the bounds."""
    by_side = max_side / max(wide, high) if max_side else 1.0
    by_area = sqrt(max_pixels / (wide * high)) if max_pixels else 1.0
    return min(1.0, by_side, by_area)


def _canvas(size: Size, ratio: Size | None) -> tuple[int, int]:
    width, height = size
    if ratio is None:
        return size
    across, down = ratio
    return max(width, ceil(height * across / down)), max(height, ceil(width * down / across))


def _scaled(size: Size, scale: float) -> tuple[int, int]:
    return max(1, int(size[0] * scale + 1e-6)), max(1, int(size[1] * scale + 1e-6))


def _fitted(canvas: tuple[int, int], photo: tuple[int, int], ratio: Size | None) -> tuple[int, int]:
    """Rounding must not leave the photo outside the canvas, nor an unasked seam beside it."""
    return photo if ratio is None else (max(canvas[0], photo[0]), max(canvas[1], photo[1]))
