"""A decoded photo as it lies in memory, before it is turned upright and brought to sRGB."""

from dataclasses import dataclass, replace

from desktop_app.imaging import exif
from desktop_app.imaging.arrays import Bytes8
from desktop_app.imaging.operations import resize
from desktop_app.imaging.profiles import MatrixProfile

PIXEL_LIMIT = 80_000_000
"""More pixels than this are not decoded, and no finished picture has more."""
LEAST_SIDE = 16
"""Nothing sensible can be made of a side below this."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a file says of its picture."""

    format: str
    """As in `formats`."""
    width: int
    """Pixels of the full picture, upright."""
    height: int
    profile: str = "sRGB"
    """The colour profile's own name; `sRGB` for none."""
    space: str = "RGB"
    """RGB, GRAY or CMYK."""
    orientation: int = 1
    """EXIF orientation in the file."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Pixels with what is still to be done to show them right; doing it in the same pass as the rest is cheap."""

    pixels: Bytes8
    """(height, width, 3) RGB, as stored."""
    label: Label
    alpha: Bytes8 | None = None
    """(height, width), 255 is opaque; None for a photo without transparency."""
    orientation: int = 1
    """EXIF orientation 1 to 8 that still has to be applied."""
    profile: MatrixProfile | None = None
    """What takes the pixels to sRGB; None where they are sRGB."""

    @property
    def size(self) -> tuple[int, int]:
        """Upright (width, height)."""
        height, width = self.pixels.shape[:2]
        return (height, width) if self.orientation >= 5 else (width, height)

    def cropped(self, box: tuple[int, int, int, int]) -> "Picture":
        """The part in an upright (left, top, right, bottom); the same memory."""
        if box == (0, 0, *self.size):
            return self
        left, top, right, bottom = exif.stored_box(box, self.size, self.orientation)
        part = (slice(top, bottom), slice(left, right))
        return replace(self, pixels=self.pixels[part], alpha=None if self.alpha is None else self.alpha[part])

    def resized(self, stored_size: tuple[int, int]) -> "Picture":
        """The same picture with `stored_size` (width, height) pixels, before it is turned."""
        if self.alpha is None:
            return replace(self, pixels=resize.resized(self.pixels, stored_size))
        pixels, alpha = resize.resized_with_alpha(self.pixels, self.alpha, stored_size)
        return replace(self, pixels=pixels, alpha=alpha)
