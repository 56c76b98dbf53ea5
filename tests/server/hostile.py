"""Files that a merchant could drop by accident and an attacker on purpose, each with the end it should come to."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tests.journeys import photos

HEIC = Path(__file__).resolve().parents[2] / "resources" / "samples" / "IMG_4021.heic"


@dataclass(frozen=True)
class Done:
    """It becomes a picture of this size."""

    size: tuple[int, int] = photos.SMALL


@dataclass(frozen=True)
class Failed:
    """It is taken, fails in the batch with this code, and its quota comes back."""

    code: int


@dataclass(frozen=True)
class Refused:
    """It is not even taken."""

    status: int
    code: int


UNREADABLE, TOO_LARGE, TOO_SMALL = Failed(6001), Failed(6002), Failed(6003)
UNSUPPORTED, EMPTY = Refused(415, 4015), Refused(400, 4000)
End = Done | Failed | Refused


@dataclass(frozen=True)
class Hostile:
    """One such file."""

    title: str
    content: bytes
    end: End
    name: str = "photo.jpg"


@cache
def files() -> tuple[Hostile, ...]:
    """All of them."""
    return (
        *_cut(),
        *_not_pictures(),
        *_bombs(),
        *_polyglots(),
        *_misnamed(),
        *_unusual(),
        *_odd_metadata(),
        *_turned(),
    )


def _cut() -> Iterator[Hostile]:
    whole = photos.garment(1)
    yield Hostile("0 bytes", b"", EMPTY)
    for length in (1, 2):
        yield Hostile(f"JPEG of {length} bytes", whole[:length], UNSUPPORTED)
    for length in (3, 4, 20, 200, 700, len(whole) // 2, len(whole) - 60, len(whole) - 2):
        yield Hostile(f"JPEG cut at {length} of {len(whole)}", whole[:length], UNREADABLE)
    for kind in ("PNG", "WEBP", "TIFF"):
        other = photos.garment(1, kind=kind)
        yield Hostile(f"{kind} cut in half", other[: len(other) // 2], UNREADABLE)
    yield Hostile("HEIC cut in half", HEIC.read_bytes()[:150_000], UNREADABLE)
    yield Hostile("JPEG of zeros behind its header", whole[:700] + bytes(5000), UNREADABLE)
    yield Hostile("JPEG without a frame", b"\xff\xd8\xff\xd9", UNREADABLE)


def _not_pictures() -> Iterator[Hostile]:
    yield Hostile("GIF", photos.gif(), UNSUPPORTED)
    yield Hostile("GIF of 10,000 frames", photos.gif(10_000), UNSUPPORTED)
    yield Hostile("GIF and JavaScript", b"GIF89a=1;alert(1)//" + photos.gif()[19:], UNSUPPORTED)
    yield Hostile("HTML", b"<!DOCTYPE html><script>alert(1)</script>", UNSUPPORTED)
    yield Hostile("SVG", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', UNSUPPORTED)
    yield Hostile("PostScript", b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file", UNSUPPORTED)
    yield Hostile("PDF", b"%PDF-1.7\n1 0 obj", UNSUPPORTED)
    yield Hostile("ZIP", _zip(), UNSUPPORTED)
    yield Hostile("program", b"MZ\x90\0" + bytes(100), UNSUPPORTED)
    yield Hostile("text", b"just words", UNSUPPORTED)
    yield Hostile("BMP", photos.saved(photos.drawing(1), "BMP"), UNSUPPORTED)


def _bombs() -> Iterator[Hostile]:
    yield Hostile("PNG that says 30,000 x 30,000", _png(30_000, 30_000), TOO_LARGE)
    yield Hostile("PNG that says 2,147,483,647 x 1", _png(0x7FFFFFFF, 1), TOO_LARGE)
    yield Hostile("PNG with 64 MB of text in 64 KB", _png_with_text(), UNREADABLE)
    yield Hostile("JPEG that says 65,535 x 65,535", _jpeg_that_says(65_535, 65_535), TOO_LARGE)
    yield Hostile("JPEG that says 9,500 x 9,500", _jpeg_that_says(9_500, 9_500), TOO_LARGE)
    yield Hostile("JPEG that says 0 x 0", _jpeg_that_says(0, 0), TOO_SMALL)
    yield Hostile("JPEG that says twice its height", _jpeg_that_says(240, 640), UNREADABLE)
    yield Hostile("moving PNG of 201 frames", _moving_png(201), TOO_LARGE)
    yield Hostile("TIFF that says 50,000 x 50,000", _tiff_that_says(50_000), TOO_LARGE)
    yield Hostile("JPEG of 1 x 1", photos.saved(Image.new("RGB", (1, 1)), "JPEG"), TOO_SMALL)
    yield Hostile("PNG of 4,000 x 4", photos.saved(Image.new("RGB", (4000, 4)), "PNG"), TOO_SMALL)


def _polyglots() -> Iterator[Hostile]:
    whole = photos.garment(1)
    yield Hostile("JPEG and ZIP", whole + _zip(), Done())
    yield Hostile(
        "JPEG and script", photos.with_segments(whole, photos.segment(0xFE, b"<script>hostile</script>")), Done()
    )
    yield Hostile("JPEG and PHP behind its end", whole + b"<?php hostile(); ?>", Done())
    yield Hostile("PNG and HTML", photos.garment(1, kind="PNG") + b"<html>hostile</html>", Done())


def _misnamed() -> Iterator[Hostile]:
    yield Hostile("PNG called JPEG", photos.garment(1, kind="PNG"), Done(), "dress.jpg")
    yield Hostile("JPEG called HEIC", photos.garment(1), Done(), "dress.heic")
    yield Hostile("JPEG called program", photos.garment(1), Done(), "dress.exe")
    yield Hostile("JPEG called HTML", photos.garment(1), Done(), "dress.html")
    yield Hostile("JPEG without an ending", photos.garment(1), Done(), "dress")


def _unusual() -> Iterator[Hostile]:
    drawn = photos.drawing(1)
    yield Hostile("CMYK JPEG", photos.saved(drawn.convert("CMYK"), "JPEG"), Done())
    yield Hostile("CMYK TIFF", photos.saved(drawn.convert("CMYK"), "TIFF"), Done())
    yield Hostile("grey JPEG", photos.saved(drawn.convert("L"), "JPEG"), Done())
    yield Hostile("progressive JPEG", photos.saved(drawn, "JPEG", progressive=True), Done())
    wide = np.asarray(drawn).astype(np.uint16) * 257
    yield Hostile("16-bit PNG", cv2.imencode(".png", wide)[1].tobytes(), Done())
    yield Hostile("16-bit grey PNG", cv2.imencode(".png", wide[..., 0])[1].tobytes(), Done())
    yield Hostile("PNG of two colours", photos.saved(drawn.convert("1"), "PNG"), Done())
    yield Hostile("PNG with a palette and holes", photos.saved(drawn.quantize(16), "PNG", transparency=3), Done())
    yield Hostile("moving PNG of 3 frames", _moving_png(3), Done((64, 64)))
    pages = [Image.new("1", (32, 32))] * 2000
    yield Hostile("TIFF of 2,001 pages", photos.saved(drawn, "TIFF", save_all=True, append_images=pages), Done())


def _odd_metadata() -> Iterator[Hostile]:
    for title, exif in {
        "garbage": b"\xff" * 500,
        "an endless loop of directories": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        "a directory outside the file": b"MM\0*\xff\xff\xff\xf0",
        "an orientation of 9": b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0\0\0\0\0",
        "65,535 entries": b"II*\0\x08\0\0\0\xff\xff" + bytes(300),
    }.items():
        yield Hostile(f"EXIF: {title}", _with_segment(0xE1, b"Exif\0\0" + exif), Done())
    for title, icc in {"garbage": b"\x7f" * 400, "nothing": b"", "a size of 4 GB": b"\xff" * 4 + bytes(200)}.items():
        yield Hostile(f"ICC: {title}", _with_segment(0xE2, b"ICC_PROFILE\0\1\1" + icc), Done())
    yield Hostile("ICC: part 7 of 3", _with_segment(0xE2, b"ICC_PROFILE\0\7\3" + bytes(100)), Done())


_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def _turned() -> Iterator[Hostile]:
    """The same upright photo as cameras store it in the eight orientations (EXIF 2.32, 4.6.4)."""
    upright = photos.drawing(1)
    for number in range(1, 9):
        stored = upright.transpose(_STORED[number]) if number in _STORED else upright
        exif = Image.Exif()
        exif[0x0112] = number
        exif[0x010F] = "hostile camera"
        exif[0x8825] = {1: "N", 2: (31.0, 13.0, 49.0)}
        yield Hostile(f"orientation {number}", photos.saved(stored, "JPEG", exif=exif, quality=92), Done())


def _zip() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("hostile.txt", "hostile")
    return kept.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(width: int, height: int, *more: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + pixels + _chunk(b"IEND", b"")


def _png_with_text() -> bytes:
    return _png(64, 64, _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(64_000_000), 9)))


def _moving_png(frames: int) -> bytes:
    pictures = [Image.new("RGB", (64, 64), (number % 256, 90, 90)) for number in range(frames)]
    return photos.saved(pictures[0], "PNG", save_all=True, append_images=pictures[1:])


def _jpeg_that_says(width: int, height: int) -> bytes:
    whole = photos.garment(1)
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


def _tiff_that_says(side: int) -> bytes:
    fields = ((256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, side), (279, 1000))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(fields)) + entries + bytes(2000)


def _with_segment(marker: int, content: bytes) -> bytes:
    return photos.with_segments(photos.garment(1), photos.segment(marker, content))


@dataclass(frozen=True)
class Named:
    """A photo under a hostile name, and the name its picture should have."""

    told: str
    kept: str


NAMES = (
    Named("CON.jpg", "_CON.jpg"),
    Named("con", "_con (2).jpg"),
    Named("CON .jpg", "_CON (3).jpg"),
    Named("COM¹.jpg", "_COM¹.jpg"),
    Named("LPT9.tar.jpg", "_LPT9.tar.jpg"),
    Named("aux/1.jpg", "_aux/1.jpg"),
    Named("..\\x.jpg", "x.jpg"),
    Named("../../etc/passwd.jpg", "etc/passwd.jpg"),
    Named("/etc/shadow.jpg", "etc/shadow.jpg"),
    Named("C:\\Windows\\System32\\x.jpg", "Windows/System32/x.jpg"),
    Named("\\\\server\\share\\y.jpg", "server/share/y.jpg"),
    Named("a:b.jpg", "a_b.jpg"),
    Named('<>"|?*.jpg', "______.jpg"),
    Named("dress\u202egpj.exe", "dressgpj.jpg"),
    Named("\u2066dress\u2069.jpg", "dress.jpg"),
    Named("zero\u200bwidth\ufeff.jpg", "zerowidth.jpg"),
    Named("nul\x00byte.jpg", "nulbyte.jpg"),
    Named("line\nbreak\ttab\x1b[31m.jpg", "linebreaktab[31m.jpg"),
    Named("header\r\nX-Evil: 1.jpg", "headerX-Evil_ 1.jpg"),
    Named("trailing.jpg. . .", "trailing.jpg"),
    Named("folder. /dots...jpg", "folder/dots.jpg"),
    Named("   .jpg", ".jpg.jpg"),
    Named("", "photo.jpg"),
    Named("..", "photo (2).jpg"),
    Named("连衣裙 红色.jpg", "连衣裙 红色.jpg"),
    Named("👗🧵.jpg", "👗🧵.jpg"),
    Named("e\u0301te\u0301.jpg", "été.jpg"),
    Named("Same.jpg", "Same.jpg"),
    Named("same.jpg", "same (2).jpg"),
    Named("SAME.JPG", "SAME (3).jpg"),
    Named("STRASSE.jpg", "STRASSE.jpg"),
    Named("straße.jpg", "straße (2).jpg"),
    Named("=HYPERLINK(1).jpg", "=HYPERLINK(1).jpg"),
    Named("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
    Named("衣" * 300 + ".jpg", "衣" * 78 + ".jpg"),
    Named("👗" * 300 + ".jpg", "👗" * 59 + ".jpg"),
    Named("衣" * 250 + "/" + "裙" * 250 + ".jpg", "衣" * 80 + "/" + "裙" * 78 + ".jpg"),
    Named("both.jpg/1.jpg", "both.jpg/1.jpg"),
    Named("both.jpg", "both (2).jpg"),
    Named("manifest.csv", "manifest.jpg"),
    Named("%2e%2e%2fescaped.jpg", "%2e%2e%2fescaped.jpg"),
)
