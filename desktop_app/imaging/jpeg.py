"""The everyday JPEG: its markers read without decoding, its pixels through libjpeg-turbo (simplejpeg)."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import simplejpeg

from desktop_app.core.errors import UnreadablePictureError
from desktop_app.imaging import profiles
from desktop_app.imaging.arrays import Bytes8
from desktop_app.imaging.scratch import Scratch

_EXIF, _ICC = b"Exif\0\0", b"ICC_PROFILE\0"
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers without a length: TEM, RST0 to RST7, SOI."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EVERYDAY_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
"""Baseline, extended sequential and progressive, all Huffman-coded."""
_START_OF_SCAN = 0xDA
_HARMLESS = re.compile(
    r"Invalid SOS parameters|unknown JFIF revision|unknown Adobe|(?<!\d)\d{1,2} extraneous bytes before"
)
"""Warnings of libjpeg about files that are whole: some phones pad before a marker or write odd scan parameters."""


@dataclass(frozen=True, slots=True)
class JpegHead:
    """What stands before the first scan of a JPEG."""

    width: int
    """Pixels as stored, not turned."""
    height: int
    components: int
    everyday: bool
    """Eight bits, three components, a coding that libjpeg-turbo reads, a colour profile that is whole or none."""
    exif: bytes
    """TIFF-structured block without its `Exif` prefix; empty for none."""
    icc: bytes


class _Profile:
    """A colour profile in numbered parts (ICC.1:2022, annex B.4); libjpeg-turbo refuses a file whose parts are odd."""

    def __init__(self) -> None:
        self._parts: dict[int, bytes] = {}
        self._told: list[tuple[int, int]] = []

    def add(self, part: bytes) -> None:
        """Take the next part: its number, how many there are, its content."""
        number, count = (*part[:2], 0, 0)[:2]
        self._told.append((number, count))
        self._parts[number] = part[2:]

    @property
    def is_whole(self) -> bool:
        """Whether every part is there once and has content; true without any."""
        count = len(self._told)
        return sorted(self._told) == [(number, count) for number in range(1, count + 1)] and all(self._parts.values())

    @property
    def content(self) -> bytes:
        """The parts in their order."""
        return b"".join(self._parts[number] for number in sorted(self._parts))


def read_head(data: bytes) -> JpegHead:
    """Walks the markers up to the first scan; raises UnreadablePictureError where there is no frame header."""
    frame, exif, profile = b"", b"", _Profile()
    coding = 0
    for marker, payload in _segments(data):
        if marker in _FRAMES and not frame:
            coding, frame = marker, payload
        elif marker == 0xE1 and payload.startswith(_EXIF):
            exif = exif or payload.removeprefix(_EXIF)
        elif marker == 0xE2 and payload.startswith(_ICC):
            profile.add(payload.removeprefix(_ICC))
    if len(frame) < 6:
        raise UnreadablePictureError(reason="no JPEG frame header")
    depth, height, width, components = struct.unpack_from(">BHHB", frame)
    everyday = coding in _EVERYDAY_FRAMES and depth == 8 and components == 3 and profile.is_whole
    return JpegHead(width, height, components, everyday, exif, profile.content)


def decode(data: bytes, *, least: tuple[int, int] = (0, 0), scratch: Scratch | None = None) -> Bytes8:
    """RGB pixels (height, width, 3) as stored; with `least` (width, height) the smallest eighth that still covers it.

    The pixels lie in `scratch` where one is given, and then last until it is used again.
    Raises UnreadablePictureError for a damaged or cut file: libjpeg would hand out grey where the data ends.
    """
    try:
        return _decoded(data, least, scratch, strict=True)
    except ValueError as problem:
        if not _HARMLESS.search(str(problem)):
            raise UnreadablePictureError(reason=str(problem)) from problem
    if not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise UnreadablePictureError(reason="Premature end of JPEG file")
    try:
        return _decoded(data, least, scratch, strict=False)
    except ValueError as problem:
        raise UnreadablePictureError(reason=str(problem)) from problem


def encode_planes(luma: Bytes8, blue: Bytes8, red: Bytes8, quality: int) -> bytes:
    """A baseline JPEG with our sRGB profile out of full-range Y, Cb, Cr planes; smaller Cb and Cr planes mean 4:2:0."""
    return _with_profile(simplejpeg.encode_jpeg_yuv_planes(_evened(luma), blue, red, quality, False))


def encode_pixels(pixels: Bytes8, quality: int) -> bytes:
    """A baseline 4:2:0 JPEG with our sRGB profile out of RGB pixels (height, width, 3)."""
    return _with_profile(simplejpeg.encode_jpeg(pixels, quality, "RGB", "420", False))


def _evened(luma: Bytes8) -> Bytes8:
    """The same plane in memory that goes on to even sides: libjpeg-turbo reads luma in pairs of rows and columns."""
    height, width = luma.shape
    if height % 2 == width % 2 == 0:
        return luma
    paired = cv2.copyMakeBorder(luma, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    return np.asarray(paired[:height, :width], np.uint8)


def _decoded(data: bytes, least: tuple[int, int], scratch: Scratch | None, *, strict: bool) -> Bytes8:
    bounds = {"min_width": least[0], "min_height": least[1], "strict": strict}
    height, width, _, _ = simplejpeg.decode_jpeg_header(data, **bounds)
    target = None if scratch is None else scratch.array("stored", (height, width, 3))
    pixels: Bytes8 = simplejpeg.decode_jpeg(data, "RGB", buffer=target, **bounds)
    return pixels


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, payload) of each segment before the first scan; ends quietly where the file does."""
    at, end = 2, len(data)
    while at + 4 <= end and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == _START_OF_SCAN:
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _with_profile(plain: bytes) -> bytes:
    """`plain` with the profile's APP2 segment behind the JFIF header that libjpeg-turbo writes first."""
    after_jfif = 4 + int.from_bytes(plain[4:6], "big")
    return b"".join((plain[:after_jfif], _profile_segment(), memoryview(plain)[after_jfif:]))


@lru_cache(maxsize=1)
def _profile_segment() -> bytes:
    icc = profiles.srgb()
    return b"\xff\xe2" + struct.pack(">H", len(icc) + 16) + _ICC + b"\1\1" + icc
