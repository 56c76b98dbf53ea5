"""Photos as merchants take them, small and quickly made: each number gives its own picture, always the same one."""

import io
import random
import struct
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

SMALL = (240, 320)
MIDDLING = (1800, 2400)


def garment(number: int = 1, size: tuple[int, int] = SMALL, *, upright: int = 1, kind: str = "JPEG") -> bytes:
    """A T-shirt on a light ground, as a file with its own bytes for each number."""
    drawn = _file(number % 8 if max(size) < 1000 else 1, size, upright, kind)
    return _numbered(drawn, number) if kind == "JPEG" else drawn


def cut_short(number: int = 1, share: float = 0.5, size: tuple[int, int] = SMALL) -> bytes:
    """A JPEG with a whole header whose pixels end too early."""
    whole = garment(number, size)
    return whole[: int(len(whole) * share)]


def heavy(size: int) -> bytes:
    """A JPEG of exactly so many bytes, most of them comments."""
    missing, room = size - len(garment()), 60_000
    comments = [segment(0xFE, bytes(room - 4))] * (missing // room - 1)
    rest = missing - room * len(comments)
    halves = (rest // 2, rest - rest // 2)
    return with_segments(garment(), *comments, *(segment(0xFE, bytes(half - 4)) for half in halves))


def gif(frames: int = 1) -> bytes:
    """A GIF, moving if it has many frames."""
    drawn = Image.new("P", (16, 16))
    return saved(drawn, "GIF", save_all=True, append_images=[Image.new("P", (16, 16), n % 2) for n in range(1, frames)])


def drawing(number: int, size: tuple[int, int] = SMALL) -> Image.Image:
    """The pixels of a garment photo; its upper left corner is darker, so that one can see which way up it is."""
    width, height = _DRAWN
    chance = random.Random(number)
    ground = Image.blend(Image.effect_noise(_DRAWN, 18).convert("RGB"), Image.new("RGB", _DRAWN, (236, 233, 228)), 0.85)
    pen = ImageDraw.Draw(ground)
    pen.polygon([(int(x * width), int(y * height)) for x, y in _SHIRT], fill=_color(chance))
    for stripe in range(4):
        left, top = int(0.32 * width), int(height * (0.45 + 0.1 * stripe))
        pen.rectangle([left, top, width - left, top + chance.randrange(2, 10)], fill=_color(chance))
    pen.rectangle([0, 0, width // 5, height // 8], fill=(40, 40, 45))
    return ground.resize(size, Image.Resampling.BICUBIC)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file."""
    kept = io.BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG: its marker, its length, its content."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """A JPEG with segments in front of its own."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def opened(content: bytes) -> Image.Image:
    """A finished picture, its pixels read."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


_DRAWN = (600, 800)
_SHIRT = ((0.3, 0.2), (0.42, 0.16), (0.58, 0.16), (0.7, 0.2), (0.88, 0.38), (0.76, 0.46), (0.7, 0.38), (0.7, 0.86))
_SHIRT += ((0.3, 0.86), (0.3, 0.38), (0.24, 0.46), (0.12, 0.38))


@cache
def _file(number: int, size: tuple[int, int], upright: int, kind: str) -> bytes:
    picture = drawing(number, size)
    if upright == 1:
        return saved(picture, kind)
    exif = Image.Exif()
    exif[0x0112] = upright
    return saved(picture, kind, exif=exif)


def _numbered(jpeg: bytes, number: int) -> bytes:
    return with_segments(jpeg, segment(0xFE, f"photo {number:06}".encode()))


def _color(chance: random.Random) -> tuple[int, int, int]:
    red, green, blue = (chance.randrange(30, 200) for _ in range(3))
    return red, green, blue
