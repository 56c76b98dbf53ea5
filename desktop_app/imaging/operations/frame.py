"""The frame: how large the finished picture is and where the photo stands in it. Nothing is cut off."""

from dataclasses import dataclass
from math import ceil, sqrt


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in pixels, upright."""

    canvas: tuple[int, int]
    """(width, height) of the finished picture."""
    photo: tuple[int, int]
    """(width, height) of the photo in it."""
    corner: tuple[int, int]
    """(left, top) of the photo; even, so that halved colour planes stay aligned."""

    @property
    def is_framed(self) -> bool:
        """Whether ground shows around the photo."""
        return self.canvas != self.photo


def layout(size: tuple[int, int], ratio: tuple[int, int] | None, *, max_side: int = 0, max_pixels: int = 0) -> Layout:
    """A photo of `size` in the smallest canvas of `ratio`, both reduced until the canvas keeps the bounds.

    0 is no bound, and a photo is never enlarged.
    """
    wide, high = _canvas(size, ratio)
    scale = min(
        1.0, max_side / max(wide, high) if max_side else 1.0, sqrt(max_pixels / (wide * high)) if max_pixels else 1.0
    )
    photo = size if scale == 1 else _scaled(size, scale)
    canvas = (wide, high) if scale == 1 else _fitted(_scaled((wide, high), scale), photo, ratio)
    left, top = ((outer - inner) // 2 // 2 * 2 for outer, inner in zip(canvas, photo, strict=True))
    return Layout(canvas, photo, (left, top))


def _canvas(size: tuple[int, int], ratio: tuple[int, int] | None) -> tuple[int, int]:
    width, height = size
    if ratio is None:
        return size
    across, down = ratio
    return max(width, ceil(height * across / down)), max(height, ceil(width * down / across))


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    return max(1, int(size[0] * scale + 1e-6)), max(1, int(size[1] * scale + 1e-6))


def _fitted(canvas: tuple[int, int], photo: tuple[int, int], ratio: tuple[int, int] | None) -> tuple[int, int]:
    """Rounding must not leave the photo outside the canvas, nor an unasked seam beside it."""
    return photo if ratio is None else (max(canvas[0], photo[0]), max(canvas[1], photo[1]))
