"""Every photo that is not an everyday JPEG, through Pillow: PNG, WebP, TIFF, HEIC, CMYK and grey, odd profiles."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from desktop_app.core.errors import PictureTooLargeError
from desktop_app.imaging import exif, profiles
from desktop_app.imaging.arrays import Bytes8
from desktop_app.imaging.formats import HEIC, JPEG, PNG, TIFF, WEBP, Format
from desktop_app.imaging.picture import PIXEL_LIMIT, Label, Picture
from desktop_app.imaging.profiles import MatrixProfile

FRAME_LIMIT = 200
"""A moving picture with more frames than this is refused; of others the first frame is taken."""

_PLUGINS: dict[Format, tuple[str, ...]] = {
    JPEG: ("JPEG",),
    PNG: ("PNG",),
    WEBP: ("WEBP",),
    TIFF: ("TIFF",),
    HEIC: ("HEIF",),
}
_COUNTED = (PNG, WEBP)
"""Formats whose header tells the number of frames; the pages of a TIFF are not walked at all."""
_WIDE_MODES = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")
_SPACES = {"1": "GRAY", "L": "GRAY", "LA": "GRAY", "CMYK": "CMYK"} | dict.fromkeys(_WIDE_MODES, "GRAY")
_PLAIN_MODES = ("RGB", "L", "CMYK")


def decode(data: bytes, kind: Format) -> Picture:
    """The first frame as 8-bit RGB; what is not a matrix profile is applied here, turning is left to the caller.

    Raises PictureTooLargeError; what Pillow raises passes through (see codecs, where it is translated).
    """
    with _strict_about_bombs(), _opened(data, kind) as image:
        _check_size(image, kind)
        told = exif.valid(image.getexif().get(exif.ORIENTATION_TAG, 1))
        image.load()
        turn = 1 if kind is HEIC else exif.valid(image.getexif().get(exif.ORIENTATION_TAG, 1))
        icc = image.info.get("icc_profile") or b""
        space = _SPACES.get(image.mode, "RGB")
        color, alpha = _color_and_alpha(image)
        managed, profile = _managed(color, icc)
        pixels = np.asarray(managed if managed.mode == "RGB" else managed.convert("RGB"))
    picture = Picture(pixels, Label(kind.name, 0, 0, profiles.name(icc), space, told), alpha, turn, profile)
    width, height = picture.size
    return replace(picture, label=replace(picture.label, width=width, height=height))


def encode(pixels: Bytes8, plugin: str, **options: Any) -> bytes:
    """RGB or RGBA pixels as a file of Pillow's `plugin`, with our sRGB profile and no other metadata."""
    kept = BytesIO()
    Image.fromarray(pixels).save(kept, plugin, icc_profile=profiles.srgb(), **options)
    return kept.getvalue()


def _opened(data: bytes, kind: Format) -> Image.Image:
    if kind is HEIC:
        _learn_heic()
    return Image.open(BytesIO(data), formats=_PLUGINS[kind])


@contextmanager
def _strict_about_bombs() -> Iterator[None]:
    """Pillow's warning of a bomb becomes an error; what it mutters about odd tags is nobody's business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


@lru_cache(maxsize=1)
def _learn_heic() -> None:
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False)


def _check_size(image: Image.Image, kind: Format) -> None:
    pixels = image.width * image.height
    frames = getattr(image, "n_frames", 1) if kind in _COUNTED else 1
    if pixels > PIXEL_LIMIT or frames > FRAME_LIMIT:
        limit = PIXEL_LIMIT // 1_000_000
        raise PictureTooLargeError(megapixels=round(pixels / 1e6), limit_megapixels=limit, frames=frames)


def _color_and_alpha(image: Image.Image) -> tuple[Image.Image, Bytes8 | None]:
    """The image in a mode that a profile can describe, and its transparency apart."""
    if image.mode in _WIDE_MODES:
        return Image.fromarray(_eight_bits(np.asarray(image))), None
    if image.has_transparency_data:
        full = image.convert("RGBA")
        alpha = np.asarray(full.getchannel("A"))
        return full.convert("RGB"), None if alpha.min() == 255 else alpha
    if image.mode == "1":
        return image.convert("L"), None
    return (image if image.mode in _PLAIN_MODES else image.convert("RGB")), None


def _eight_bits(levels: Any) -> Bytes8:
    """Levels of 16 or 32 bits, or floats of 0 to 1, rounded to 8 bits."""
    top = float(levels.max(initial=0))
    full = next((scale for scale in (1.0, 255.0) if top <= scale and levels.dtype.kind == "f"), 65535.0)
    return np.asarray(np.rint(np.clip(levels.astype(np.float32) * (255.0 / full), 0, 255)), np.uint8)


def _managed(image: Image.Image, icc: bytes) -> tuple[Image.Image, MatrixProfile | None]:
    """The image in sRGB, or as it is with the profile that our own pass over the pixels applies for less."""
    if not profiles.suits(icc, image.mode) or profiles.is_srgb(icc):
        return image, None
    if matrix := profiles.matrix_profile(icc):
        return image, matrix
    from PIL import ImageCms

    try:
        return profiles.through_lcms(image, icc), None
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image, None  # a damaged profile says nothing; the pixels are taken as they are
