"""The one gate between bytes and pixels: opens any accepted photo and translates what image libraries raise."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
from PIL import Image, UnidentifiedImageError

from desktop_app.core.errors import (
    PictureMemoryError,
    PictureTooLargeError,
    PictureTooSmallError,
    ProcessingFailedError,
    UnreadablePictureError,
    UnsupportedFormatError,
)
from desktop_app.imaging import exif, formats, heic, jpeg, profiles, stills
from desktop_app.imaging.arrays import Bytes8
from desktop_app.imaging.picture import LEAST_SIDE, PIXEL_LIMIT, Label, Picture
from desktop_app.imaging.scratch import Scratch

_DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow and libheif let out on damaged files."""


@contextmanager
def reading() -> Iterator[None]:
    """What image libraries raise over a file that is to be read comes out as a PictureError."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise _too_large() from problem
    except UnidentifiedImageError as problem:
        raise UnreadablePictureError(reason="no picture can be read from it") from problem
    except _DAMAGED as problem:
        raise UnreadablePictureError(reason=str(problem) or type(problem).__name__) from problem


@contextmanager
def working() -> Iterator[None]:
    """What image libraries raise over pixels that are worked on or stored comes out as a PictureError."""
    try:
        yield
    except MemoryError as problem:
        raise PictureMemoryError(limit_megabytes=_memory_limit()) from problem
    except (cv2.error, OSError, ValueError) as problem:
        raise ProcessingFailedError(reason=str(problem)) from problem


def _memory_limit() -> int:
    """Megabytes this process may take; 0 where the system sets none."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return max(0, limit // 2**20)


def decode(data: bytes, *, max_side: int = 0, scratch: Scratch | None = None) -> Picture:
    """Opens a photo; with `max_side` an everyday JPEG comes smaller, its long side not below `max_side`.

    With `scratch` its pixels may lie there, and then last until it is used again.
    Raises UnsupportedFormatError, UnreadablePictureError, PictureTooLargeError or PictureTooSmallError.
    """
    kind = formats.identify(data[: formats.HEAD_BYTES])
    if kind is None or not kind.accepted:
        raise UnsupportedFormatError(format=kind.name if kind else "?")
    with working(), reading():
        if kind is formats.JPEG:
            return _decode_jpeg(data, max_side, scratch)
        return _decode_still(data, kind)


def upright(picture: Picture) -> Bytes8:
    """(height, width, 3) sRGB pixels, or (height, width, 4) where the photo has transparency."""
    pixels = picture.profile.to_srgb(picture.pixels) if picture.profile else picture.pixels
    if picture.alpha is not None:
        pixels = np.dstack((pixels, picture.alpha))
    return np.ascontiguousarray(exif.turned(pixels, picture.orientation))


def small(picture: Picture, side: int) -> Bytes8:
    """As `upright`, its long side at most `side`."""
    long_side = max(picture.size)
    if long_side <= side:
        return upright(picture)
    height, width = (max(1, round(length * side / long_side)) for length in picture.pixels.shape[:2])
    return upright(picture.resized((width, height)))


def on_white(pixels: Bytes8) -> Bytes8:
    """RGB of RGBA pixels laid on white; RGB pixels as they are."""
    if pixels.shape[2] == 3:
        return pixels
    share = pixels[..., 3:].astype(np.float32) / 255
    return np.rint(pixels[..., :3] * share + 255 * (1 - share)).astype(np.uint8)


def _decode_jpeg(data: bytes, max_side: int, scratch: Scratch | None) -> Picture:
    head = jpeg.read_head(data)
    _check_pixels(head.width, head.height)
    plain = profiles.is_srgb(head.icc) or profiles.space(head.icc) != "RGB"
    profile = None if plain else profiles.matrix_profile(head.icc)
    if not head.everyday or not (plain or profile):
        return _decode_still(data, formats.JPEG)
    pixels = jpeg.decode(data, least=_least(head.width, head.height, max_side), scratch=scratch)
    turn = exif.orientation(head.exif)
    width, height = (head.height, head.width) if turn >= 5 else (head.width, head.height)
    label = Label(formats.JPEG.name, width, height, profiles.name(head.icc), "RGB", turn)
    return Picture(pixels, label, None, turn, profile)


def _decode_still(data: bytes, kind: formats.Format) -> Picture:
    if kind is formats.HEIC:
        heic.check_whole(data)
    picture = stills.decode(data, kind)
    _check_pixels(*picture.size)
    return picture


def _least(width: int, height: int, max_side: int) -> tuple[int, int]:
    """The smallest (width, height) a scaled decode may answer with; (0, 0) for no scaling."""
    if not 0 < max_side < max(width, height):
        return 0, 0
    scale = max_side / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _check_pixels(width: int, height: int) -> None:
    if width * height > PIXEL_LIMIT:
        raise _too_large(width * height)
    if min(width, height) < LEAST_SIDE:
        raise PictureTooSmallError(width=width, height=height, minimum=LEAST_SIDE)


def _too_large(pixels: int = 0) -> PictureTooLargeError:
    return PictureTooLargeError(megapixels=round(pixels / 1e6), limit_megapixels=PIXEL_LIMIT // 1_000_000)
