"""Photos as merchants take them, small and quickly made: each number gives its own picture, always the same one."""

import io
import random
import struct
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

SMALL = (240, 320)
LARGE = (3000, 4000)


def garment(number: int = 1, size: tuple[int, int] = SMALL, *, upright: int = 1, kind: str = "JPEG") -> bytes:
    """A T-shirt on a light ground, as a file with its own bytes for each number."""
    drawn = _file(number % 8, size, upright, kind)
    return _numbered(drawn, number) if kind == "JPEG" else drawn


def cut_short(number: int = 1, share: float = 0.5, size: tuple[int, int] = SMALL) -> bytes:
    """A JPEG with a whole header whose pixels end too early."""
    whole = garment(number, size)
    return whole[: int(len(whole) * share)]


def heavy(size: int) -> bytes:
    """A JPEG of exactly so many bytes."""
    return with_segments(garment(), b"\0" * (size - len(garment())))


def gif(frames: int = 1) -> bytes:
    """A GIF, moving if it has many frames."""
    drawn = Image.new("P", (16, 16))
    return saved(drawn, "GIF", save_all=True, append_images=[Image.new("P", (16, 16), n % 2) for n in range(1, frames)])


def drawing(number: int, size: tuple[int, int] = SMALL) -> Image.Image:
    """The pixels of a garment photo; its upper left corner is darker, so that one can see which way up it is."""
    width, height = size
    chance = random.Random(number)
    picture = Image.effect_noise((width // 4 + 1, height // 4 + 1), 18).resize(size).convert("RGB")
    picture = Image.blend(picture, Image.new("RGB", size, (236, 233, 228)), 0.85)
    pen = ImageDraw.Draw(picture)
    color = tuple(chance.randrange(30, 200) for _ in range(3))
    pen.polygon([(int(x * width), int(y * height)) for x, y in _SHIRT], fill=color)
    for stripe in range(4):
        y = int(height * (0.45 + 0.1 * stripe))
        pen.line([(int(0.32 * width), y), (int(0.68 * width), y)], fill=(250, 250, 250), width=max(1, height // 90))
    pen.rectangle([0, 0, width // 5, height // 8], fill=(40, 40, 45))
    return picture


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file."""
    kept = io.BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()


def with_segments(jpeg: bytes, filling: bytes, marker: int = 0xFE) -> bytes:
    """A JPEG with more in front of its pixels: comments (or other segments), exactly `filling` longer."""
    room, segments, left = 65533, b"", len(filling)
    while left:
        take = min(left, room + 4)
        take = left - 4 if 0 < left - take < 4 else take
        segments += struct.pack(">BBH", 0xFF, marker, take - 2) + filling[: take - 4]
        left -= take
    return jpeg[:2] + segments + jpeg[2:]


def opened(content: bytes) -> Image.Image:
    """A finished picture, its pixels read."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


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
    return with_segments(jpeg, b"----" + f"photo {number:06}".encode())
