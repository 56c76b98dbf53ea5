"""Real picture files, made by the tests that use them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from desktop_app.imaging import codecs, profiles

PHOTOS = Path(__file__).parents[3] / "shared" / "photos"
RED, WHITE = (178, 34, 52), (240, 240, 240)

_D50_PRIMARIES = {
    "P3": ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)),
    "AdobeRGB": ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
}
_CURVES = {
    "P3": b"para\0\0\0\0\0\3\0\0" + profiles._fixed(profiles._SRGB_CURVE),
    "AdobeRGB": b"curv\0\0\0\0\0\0\0\1\x02\x33",
}


def garment(width=320, height=400, *, cloth=RED, ground=WHITE, texture=6.0, seed=1):
    """A dress-like shape in woven cloth on a plain ground; (height, width, 3)."""
    pixels = np.full((height, width, 3), ground, np.float32)
    left, right, top, bottom = width // 4, width - width // 4, height // 6, height - height // 6
    weave = np.random.default_rng(seed).normal(0, texture, (bottom - top, right - left, 1))
    pixels[top:bottom, left:right] = np.array(cloth, np.float32) + weave
    return np.clip(pixels, 0, 255).astype(np.uint8)


def saved(pixels: np.ndarray, kind: str = "JPEG", **options: Any) -> bytes:
    kept = BytesIO()
    Image.fromarray(pixels).save(kept, kind, **({"quality": 95} | options))
    return kept.getvalue()


def exif(orientation: int = 1, *, gps: bool = False) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = "PhoneMaker"
    if gps:
        block.get_ifd(0x8825)[1] = "N"
        block.get_ifd(0x8825)[2] = (31.0, 13.0, 49.0)
        block.get_ifd(0x8769)[0xA431] = "SERIAL-4711"
    return block


def stored_as(upright: np.ndarray, orientation: int) -> np.ndarray:
    """The pixels as a camera held that way stores them."""
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    if orientation == 1:
        return upright
    return np.asarray(Image.fromarray(upright).transpose(Image.Transpose(undo[orientation])))


def icc(name: str) -> bytes:
    """A matrix profile of version 2, as cameras and phones embed it."""
    red, green, blue = (b"XYZ \0\0\0\0" + profiles._fixed(column) for column in _D50_PRIMARIES[name])
    curve = _CURVES[name]
    text = name.encode()
    tags = {
        b"desc": b"desc\0\0\0\0" + (len(text) + 1).to_bytes(4, "big") + text + b"\0" * 79,
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": b"XYZ \0\0\0\0" + profiles._fixed(profiles._D50),
        **dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), (red, green, blue), strict=True)),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = profiles._laid_out(tags, start=128 + 4 + 12 * len(tags))
    ours = profiles.srgb()
    head = (128 + len(table) + len(body)).to_bytes(4, "big") + ours[4:128]
    return head + table + body


def rgb(data: bytes) -> np.ndarray:
    """What a viewer shows: upright sRGB, (height, width, 3)."""
    return codecs.on_white(codecs.upright(codecs.decode(data)))


def opened(data: bytes) -> Image.Image:
    """As an independent reader sees the file."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def photo(name: str) -> bytes:
    """A photo of the shared collection; the test is skipped where that is not there."""
    file = PHOTOS / name
    if not file.exists():
        pytest.skip(f"no {file}")
    return file.read_bytes()


def delta_e(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """ΔE2000 of two sRGB pictures, by an independent implementation."""
    from skimage.color import deltaE_ciede2000, rgb2lab

    return deltaE_ciede2000(rgb2lab(one), rgb2lab(other))


def mean_difference(one: np.ndarray, other: np.ndarray) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def smaller(pixels: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
