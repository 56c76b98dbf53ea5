"""Photos to measure with: those of a folder, or 12-megapixel JPEGs as phones write them, made from our own samples."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import simplejpeg
from PIL import Image

from desktop_app.core import paths
from desktop_app.imaging.photos import collect

WIDTH, HEIGHT = 4000, 3000
_ORIENTATIONS = (1, 1, 6, 1, 8, 1, 3, 1)
_QUALITY = 93


def phone_photos(folder: Path, count: int = 50) -> list[Path]:
    """`count` JPEGs of 3 to 5 MB in `folder`, made once: half Display P3, half untagged, some rotated by tag."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [folder / f"IMG_{number:04}.jpg" for number in range(count)]
    if not all(name.exists() for name in names):
        for name, data in zip(names, _made(count), strict=True):
            name.write_bytes(data)
    return names


def photos_of(folder: Path) -> list[Path]:
    """The photos of a folder and its sub-folders, by name; masks are none."""
    return [photo.path for photo in collect([folder]).photos if not photo.path.stem.endswith("_mask")]


def _made(count: int) -> Iterator[bytes]:
    sources = [_twelve_megapixels(path) for path in sorted(paths.resources().joinpath("samples").rglob("*.jpg"))[:6]]
    p3 = _display_p3()
    noise = np.random.default_rng(7)
    grain = noise.normal(0, 4.4, (HEIGHT, WIDTH, 1)).astype(np.float32)
    for number in range(count):
        shifted = np.roll(sources[number % len(sources)], 37 * number, axis=1)
        noisy = np.clip(shifted + np.roll(grain, 101 * number, axis=0), 0, 255).astype(np.uint8)
        jpeg = simplejpeg.encode_jpeg(np.ascontiguousarray(noisy), _QUALITY, "RGB", "420")
        yield _tagged(jpeg, _ORIENTATIONS[number % len(_ORIENTATIONS)], p3 if number % 2 else b"")


def _twelve_megapixels(path: Path) -> np.ndarray:
    with Image.open(path) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    if pixels.shape[0] > pixels.shape[1]:
        pixels = np.rot90(pixels)
    return cv2.resize(np.ascontiguousarray(pixels), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


def _display_p3() -> bytes:
    for path in paths.resources().joinpath("samples").rglob("*.jpg"):
        with Image.open(path) as opened:
            profile = opened.info.get("icc_profile")
            if profile and b"P3" in profile.replace(b"\0", b""):
                return bytes(profile)
    raise LookupError("no sample carries Display P3")


def _tagged(jpeg: bytes, orientation: int, icc: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    segments = _segment(0xE1, b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0"))
    if icc:
        segments += _segment(0xE2, b"ICC_PROFILE\0\1\1" + icc)
    return jpeg[:2] + segments + jpeg[2:]


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload
