"""Real picture files, small and quick to make."""

from io import BytesIO
from pathlib import Path

from PIL import Image


def jpeg(side: int = 64, *, seed: int = 0, quality: int = 90) -> bytes:
    """A JPEG of a coloured square on a light ground; each seed gives another one."""
    picture = Image.new("RGB", (side, side), (236, 234, 230))
    colour = (40 + seed * 37 % 160, 30 + seed * 61 % 170, 50 + seed * 17 % 150)
    picture.paste(colour, (side // 4, side // 5, side - side // 4, side - side // 6))
    picture.putpixel((seed % side, seed // side % side), (1, 2, 3))
    return _saved(picture, "JPEG", quality=quality)


def noise(side: int) -> bytes:
    """A JPEG that does not compress well."""
    return _saved(Image.effect_noise((side, side), 90).convert("RGB"), "JPEG", quality=95)


def gif() -> bytes:
    """A GIF."""
    return _saved(Image.new("P", (64, 64)), "GIF")


def broken_jpeg() -> bytes:
    """A JPEG that ends in the middle of its header."""
    return noise(200)[:300]


def put(folder: Path, name: str, data: bytes) -> Path:
    """A file with these bytes."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    kept = BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()
