"""Damaged and malicious files end in a clear error, or in a picture that is what it says."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from desktop_app.core.errors import (
    PictureError,
    PictureTooLargeError,
    PictureTooSmallError,
    UnreadablePictureError,
    UnsupportedFormatError,
)
from desktop_app.imaging.checks import inspect
from desktop_app.imaging.features import FEATURES
from desktop_app.imaging.thumbnails import thumbnail
from tests import depth
from tests.imaging import samples

CLEAN = FEATURES["basic_clean"]


def run(data):
    return CLEAN.run(data, CLEAN.parameters(background="keep"))


def preview(data):
    return CLEAN.preview(data, CLEAN.parameters())


WAYS_IN = pytest.mark.parametrize("work", [run, preview, inspect, thumbnail], ids=lambda way: way.__name__)


@WAYS_IN
@pytest.mark.parametrize("share", [0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999])
@pytest.mark.parametrize("kind", ["JPEG", "progressive", "PNG", "WEBP", "TIFF", "CMYK"])
def test_a_file_cut_short_is_unreadable_and_never_half_grey(work, share, kind):
    data = _whole(kind)

    with pytest.raises((UnreadablePictureError, UnsupportedFormatError)):
        work(data[: int(len(data) * share)])


def _whole(kind):
    pixels = samples.garment(texture=20)
    if kind == "CMYK":
        kept = BytesIO()
        Image.fromarray(pixels).convert("CMYK").save(kept, "JPEG")
        return kept.getvalue()
    options = {"progressive": True} if kind == "progressive" else {}
    return samples.saved(pixels, "JPEG" if kind == "progressive" else kind, **options)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.999])
def test_a_heic_cut_short_is_unreadable(share):
    data = samples.photo("formats/arrow.heic")

    with pytest.raises(UnreadablePictureError):
        inspect(data[: int(len(data) * share)])


@WAYS_IN
@pytest.mark.parametrize("name", ["corrupted", "truncated"])
def test_a_damaged_heic_is_unreadable(work, name):
    with pytest.raises(UnreadablePictureError):
        work(samples.photo(f"formats/{name}.heic"))


@WAYS_IN
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\0\x10JFIF", b"hello", b"\x89PNG\r\n\x1a\n"], ids=range(5)
)
def test_a_file_without_a_picture_is_refused(work, data):
    with pytest.raises((UnreadablePictureError, UnsupportedFormatError)):
        work(data)


@WAYS_IN
def test_a_bomb_is_refused_by_its_size_before_it_is_unpacked(work):
    with pytest.raises(PictureTooLargeError):
        work(_png(50_000, 50_000, b"\0" * 1000))


@WAYS_IN
def test_a_picture_of_just_too_many_pixels_is_refused(work):
    with pytest.raises(PictureTooLargeError):
        work(_png(9000, 9000, b"\0" * 1000))


def test_a_jpeg_that_claims_to_be_huge_is_refused():
    data = bytearray(samples.saved(samples.garment()))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 60000, 60000)

    with pytest.raises(PictureTooLargeError):
        run(bytes(data))


def test_text_in_a_png_cannot_fill_the_memory():
    bomb = zlib.compress(b"\0" * 80_000_000, 9)
    data = samples.saved(samples.garment(), "PNG")
    text = b"zTXtnote\0\0" + bomb
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))

    with pytest.raises(UnreadablePictureError):
        run(data[:33] + chunk + data[33:])


@WAYS_IN
@pytest.mark.parametrize("size", [(15, 400), (400, 1), (8, 8)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_of_a_few_pixels_is_refused(work, size, kind):
    with pytest.raises(PictureTooSmallError):
        work(samples.saved(np.zeros((*size, 3), np.uint8), kind))


def test_an_animation_of_ten_thousand_frames_is_refused():
    frame = Image.new("1", (8, 8))
    kept = BytesIO()
    frame.save(kept, "GIF", save_all=True, append_images=[frame.copy() for _ in range(50)])
    with pytest.raises(UnsupportedFormatError) as refused:
        run(kept.getvalue())
    assert refused.value.details["format"] == "GIF"

    with pytest.raises(PictureTooLargeError):
        run(_animated_png(10_000))


def test_of_a_short_animation_the_first_frame_is_taken():
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "blue", "green")]
    kept = BytesIO()
    frames[0].save(kept, "WEBP", save_all=True, append_images=frames[1:], lossless=True)

    assert list(samples.rgb(kept.getvalue())[15, 20]) == [255, 0, 0]


@pytest.mark.parametrize(
    "tail",
    [
        b"PK\3\4" + b"archive " * 500,
        b"<html><script>alert(1)</script></html>" * 3,
        b"\0" * 70_000 + b"second picture " * 9,
    ],
    ids=["zip", "page", "padding"],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_hangs_behind_a_picture_is_left_behind(tail, kind):
    outcome = run(samples.saved(samples.garment(), kind) + tail)

    assert (outcome.width, outcome.height) == (320, 400)
    assert tail[-40:] not in outcome.data


def test_padding_before_the_end_marker_is_no_damage():
    data = samples.saved(samples.garment())

    outcome = run(data[:-2] + b"\0" * 6 + data[-2:])

    assert outcome.width == 320


@pytest.mark.parametrize(
    "icc",
    [b"junk", b"\0" * 200, samples.icc("P3")[:150], samples.icc("P3")[:300]],
    ids=["junk", "nothing", "head", "half"],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_damaged_profile_does_not_cost_the_picture(icc, kind):
    shown = samples.rgb(samples.saved(samples.garment(), kind, icc_profile=icc))

    assert samples.mean_difference(shown, samples.garment()) < 4


@pytest.mark.parametrize(
    "exif",
    [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\0" * 20],
    ids=["empty", "far", "many"],
)
def test_damaged_metadata_does_not_cost_the_picture(exif):
    assert inspect(samples.saved(samples.garment(), exif=exif)).orientation == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_random_damage_ends_in_a_picture_or_a_picture_error(kind):
    whole = samples.saved(samples.garment(64, 80), kind)
    random = np.random.default_rng(5)
    for _ in range(depth.times(60, deep=1000)):
        data = bytearray(whole)
        for at in random.integers(0, len(data), 4):
            data[at] = random.integers(0, 256)
        try:
            assert samples.opened(run(bytes(data)).data).size
        except (PictureError, UnsupportedFormatError):
            continue


def _png(width, height, scanlines):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(scanlines)) + chunk(b"IEND", b"")


def _animated_png(frames):
    data = samples.saved(samples.garment(64, 80), "PNG")
    body = b"acTL" + struct.pack(">II", frames, 0)
    chunk = struct.pack(">I", 8) + body + struct.pack(">I", zlib.crc32(body))
    return data[:33] + chunk + data[33:]
