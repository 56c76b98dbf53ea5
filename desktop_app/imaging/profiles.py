"""ICC colour profiles: our own sRGB, reading matrix profiles so that OpenCV can apply them, lcms for the rest.

Layouts are those of ICC.1:2022 (v4.4): §7 header and tag table, §10.6 curveType, §10.18 parametricCurveType.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np

from desktop_app.imaging.arrays import Bytes8, Numbers

if TYPE_CHECKING:
    from PIL import Image

_TO_PCS = np.array([[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]])
"""sRGB primaries, adapted to the D50 of the profile connection space (IEC 61966-2-1, Bradford)."""
_D50 = (0.96420, 1.0, 0.82491)
_BRADFORD_D65_TO_D50 = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_SAME = 0.003
"""Matrices and curves that differ by less than this give the same 8-bit pixels."""
_PARAMETERS = (1, 3, 4, 5, 7)
"""How many numbers each kind of parametric curve carries."""
_SPACES = {b"RGB ": "RGB", b"GRAY": "GRAY", b"CMYK": "CMYK"}
_MODES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}


@dataclass(frozen=True, slots=True, eq=False)
class MatrixProfile:
    """A profile made of three curves and a matrix, as phones and cameras use: LUT, 3×3, LUT."""

    linear: Numbers
    """(1, 256) or (1, 256, 3) uint16: stored value to linear light."""
    matrix: Numbers
    """(3, 3) float32: linear light to linear sRGB."""

    def to_srgb(self, pixels: Bytes8) -> Bytes8:
        """Pixels (height, width, 3) in sRGB; at most one level from lcms."""
        light = cv2.transform(cv2.LUT(pixels, self.linear), self.matrix)
        return encoded_by(encoded(), light)


def encoded_by(table: Bytes8, light: Numbers, target: Bytes8 | None = None) -> Bytes8:
    """Linear light of 16 bits through a `table` (1, 65536), into `target` where one is given."""
    if _opencv_looks_up_16_bits():
        return np.asarray(cv2.LUT(light, table, target), np.uint8)
    return np.take(table[0], light, out=target, mode="clip")


@lru_cache(maxsize=1)
def _opencv_looks_up_16_bits() -> bool:
    """Version 5 does; version 4, the newest there is for Intel Macs, does not."""
    try:
        cv2.LUT(np.zeros((1, 1), np.uint16), np.zeros((1, 65536), np.uint8))
    except cv2.error:
        return False
    return True


@lru_cache(maxsize=1)
def encoded() -> Bytes8:
    """(1, 65536): linear light of 16 bits to an sRGB level."""
    return np.rint(srgb_levels()).astype(np.uint8).reshape(1, -1)


@lru_cache(maxsize=1)
def srgb_levels() -> Numbers:
    """(65536,) float: linear light of 16 bits to an sRGB level 0 to 255, not rounded. IEC 61966-2-1."""
    light = np.arange(65536) / 65535.0
    levels: Numbers = 255.0 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return levels


@lru_cache(maxsize=32)
def matrix_profile(icc: bytes) -> MatrixProfile | None:
    """The profile as curves and matrix; None for one of another kind or a damaged one."""
    read = _primaries_and_curves(icc)
    if read is None:
        return None
    primaries, curves = read
    linear = np.rint(np.clip(curves, 0, 1) * 65535).astype(np.uint16)
    shared = (linear == linear[0]).all()
    table = linear[0].reshape(1, 256) if shared else np.ascontiguousarray(linear.T).reshape(1, 256, 3)
    return MatrixProfile(table, (np.linalg.inv(_TO_PCS) @ primaries).astype(np.float32))


@lru_cache(maxsize=32)
def is_srgb(icc: bytes) -> bool:
    """Whether the profile means sRGB, judged by its numbers and not by its name; no profile at all means sRGB."""
    if not icc:
        return True
    read = _primaries_and_curves(icc)
    if read is None:
        return False
    primaries, curves = read
    return bool(np.abs(primaries - _TO_PCS).max() < _SAME and np.abs(curves - _srgb_curve()).max() < _SAME)


def space(icc: bytes) -> str:
    """RGB, GRAY or CMYK; empty for none of them."""
    return _SPACES.get(icc[16:20], "")


def name(icc: bytes) -> str:
    """The profile's own description; `sRGB` for no profile."""
    if not icc:
        return "sRGB"
    text = _tags(icc).get(b"desc", b"")
    if text[:4] == b"mluc" and len(text) >= 28:
        length, start = struct.unpack_from(">II", text, 20)
        return text[start : start + length].decode("utf-16-be", "replace").strip("\0 ")
    return text[12:].split(b"\0")[0].decode("ascii", "replace")


def suits(icc: bytes, mode: str) -> bool:
    """Whether the profile describes pixels of this Pillow mode; some files carry another's."""
    return bool(icc) and _MODES.get(mode) == space(icc)


def through_lcms(image: "Image.Image", icc: bytes) -> "Image.Image":
    """An image of mode RGB, L or CMYK as sRGB: relative colorimetric with black point compensation.

    Raises PIL.ImageCms.PyCMSError, OSError or ValueError for a damaged profile.
    """
    from PIL import ImageCms

    source, target = (ImageCms.ImageCmsProfile(BytesIO(profile)) for profile in (icc, srgb()))
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    transform = ImageCms.buildTransform(source, target, image.mode, "RGB", intent, flags)
    done = ImageCms.applyTransform(image, transform)
    assert done is not None  # only in-place work answers None
    return done


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """Our sRGB profile (ICC v4, 500-odd bytes), the same bytes every time: lcms' own carries the date."""
    curve = b"para\0\0\0\0\0\3\0\0" + _fixed(_SRGB_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("CC0"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(_D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(_BRADFORD_D65_TO_D50),
        **{key + b"XYZ": b"XYZ \0\0\0\0" + _fixed(tuple(_TO_PCS[:, at])) for at, key in enumerate((b"r", b"g", b"b"))},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = _laid_out(tags, start=128 + 4 + 12 * len(tags))
    head = struct.pack(">I4xI12s12s4s", 128 + len(table) + len(body), 0x04400000, b"mntrRGB XYZ ", _DATE, b"acsp")
    return (head + b"\0" * 28 + _fixed(_D50)).ljust(128, b"\0") + table + body


_DATE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)


def _laid_out(tags: dict[bytes, bytes], *, start: int) -> tuple[bytes, bytes]:
    """Tag table and tag data; equal data is stored once."""
    places: dict[bytes, int] = {}
    body = b""
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
    rows = (struct.pack(">4sII", tag, places[data], len(data)) for tag, data in tags.items())
    return struct.pack(">I", len(tags)) + b"".join(rows), body


def _text(words: str) -> bytes:
    coded = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(coded), 28) + coded


def _fixed(numbers: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _tags(icc: bytes) -> dict[bytes, bytes]:
    """Tag data by signature; empty for a damaged table."""
    try:
        (count,) = struct.unpack_from(">I", icc, 128)
        rows = [struct.unpack_from(">4sII", icc, 132 + 12 * index) for index in range(min(count, 100))]
    except struct.error:
        return {}
    return {signature: icc[start : start + size] for signature, start, size in rows}


def _primaries_and_curves(icc: bytes) -> tuple[Numbers, Numbers] | None:
    """Primaries (3, 3) as columns of XYZ and curves (3, 256); None for a profile that is not a plain RGB matrix."""
    tags = _tags(icc)
    if space(icc) != "RGB" or b"A2B0" in tags or icc[20:24] != b"XYZ ":
        return None
    try:
        columns = [struct.unpack_from(">3i", tags[key], 8) for key in (b"rXYZ", b"gXYZ", b"bXYZ")]
        with np.errstate(all="ignore"):
            curves = np.stack([_curve(tags[key]) for key in (b"rTRC", b"gTRC", b"bTRC")])
    except (LookupError, struct.error, ValueError, ArithmeticError):
        return None
    return (np.array(columns).T / 65536, curves) if np.isfinite(curves).all() else None


def _curve(tag: bytes) -> Numbers:
    """(256,) linear light 0 to 1 of each stored level; raises ValueError for a curve of an unknown kind."""
    levels = np.arange(256) / 255.0
    if tag[:4] == b"curv":
        return _sampled(tag, levels)
    if tag[:4] == b"para":
        (kind,) = struct.unpack_from(">H", tag, 8)
        numbers = [number / 65536 for number in struct.unpack_from(f">{_PARAMETERS[kind]}i", tag, 12)]
        return _parametric(kind, numbers, levels)
    raise ValueError("neither curv nor para")


def _sampled(tag: bytes, levels: Numbers) -> Numbers:
    (count,) = struct.unpack_from(">I", tag, 8)
    if count == 0:
        return levels
    samples = np.frombuffer(tag, ">u2", count, 12)
    if count == 1:
        power: Numbers = levels ** (float(samples[0]) / 256)
        return power
    return np.interp(levels, np.linspace(0, 1, count), samples / 65535.0)


def _parametric(kind: int, numbers: list[float], levels: Numbers) -> Numbers:
    """The five forms of §10.18, all brought to g, a, b, c, d, e, f of the last."""
    g, a, b, c, d, e, f = (*numbers, *(1.0, 0.0, 0.0, 0.0, 0.0, 0.0)[len(numbers) - 1 :])
    if kind in (1, 2):
        d, e, f, c = -b / a, c, c, 0.0
    curve: Numbers = np.where(levels >= d, np.maximum(a * levels + b, 0) ** g + e, c * levels + f)
    return curve


def _srgb_curve() -> Numbers:
    return _parametric(3, list(_SRGB_CURVE), np.arange(256) / 255.0)
