"""The picture pipeline without a cut-out: CPU beside what the codec itself takes, and beside other tools."""

import io
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import simplejpeg
from PIL import Image, ImageCms, ImageEnhance, ImageFilter, ImageOps

import desktop_app.imaging
from desktop_app.imaging.choices import Background
from desktop_app.imaging.features.basic_clean import FEATURE, BasicCleanParameters
from tests.benchmarks.row import Row

SCALED_SIDE = 2000
UNCUT = BasicCleanParameters(background=Background.KEEP)
"""The ground as it is: the work on every pixel, and no network."""
_ROUNDS = 3


def rows(photos: list[Path]) -> Iterator[Row]:
    """Ratios of CPU time; every tool works on the same bytes in turn, the best of three rounds counts."""
    desktop_app.imaging.prepare()
    chosen = [path.read_bytes() for path in photos[:8]]
    untagged, p3 = chosen[0::2], chosen[1::2]
    for name, group in (("all", chosen), ("sRGB", untagged), ("Display P3", p3)):
        floor, ours = _side_by_side(group, _floor, _clean)
        goal = 1.6 if name == "all" else None
        yield Row(f"basic_clean 12 MP, CPU, {name}", ours / floor, "x", "simplejpeg decode + encode", goal)
    floor, ours = _side_by_side(chosen, _scaled_floor, _clean_scaled)
    yield Row("basic_clean to 2000 px, CPU", ours / floor, "x", "scaled decode + encode", 1.6)
    ours, pillow = _side_by_side(chosen[:4], _clean, _pillow)
    yield Row("Pillow, the usual way", pillow / ours, "x", "basic_clean", None)
    yield from _mogrify(photos[:4], ours)


def _side_by_side(photos: list[bytes], *tools: Callable[[bytes], object]) -> list[float]:
    """CPU seconds for each tool: for each photo the best round, summed."""
    sums = [0.0] * len(tools)
    for data in photos:
        best = [float("inf")] * len(tools)
        for _ in range(_ROUNDS):
            for place, tool in enumerate(tools):
                started = time.process_time()
                tool(data)
                best[place] = min(best[place], time.process_time() - started)
        sums = [total + took for total, took in zip(sums, best, strict=True)]
    return sums


def _floor(data: bytes) -> bytes:
    return bytes(simplejpeg.encode_jpeg(simplejpeg.decode_jpeg(data, "RGB"), 90, "RGB", "420", fastdct=False))


def _scaled_floor(data: bytes) -> bytes:
    pixels = simplejpeg.decode_jpeg(data, "RGB", min_height=1, min_width=SCALED_SIDE)
    return bytes(simplejpeg.encode_jpeg(pixels, 90, "RGB", "420", fastdct=False))


def _clean(data: bytes) -> object:
    return FEATURE.run(data, UNCUT)


def _clean_scaled(data: bytes) -> object:
    return FEATURE.run(data, UNCUT.model_copy(update={"max_side": SCALED_SIDE}))


def _pillow(data: bytes) -> bytes:
    """The same job as most scripts do it."""
    with Image.open(io.BytesIO(data)) as opened:
        icc = opened.info.get("icc_profile")
        picture = ImageOps.exif_transpose(opened)
    if icc:
        srgb = ImageCms.createProfile("sRGB")
        picture = ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(io.BytesIO(icc)), srgb)
    picture = ImageOps.autocontrast(picture, cutoff=0.5)
    picture = ImageEnhance.Brightness(picture).enhance(1.05)
    picture = picture.filter(ImageFilter.Kernel((3, 3), (1, 4, 1, 4, 16, 4, 1, 4, 1)))
    picture = picture.filter(ImageFilter.UnsharpMask(1.5, 80, 3))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=90, subsampling="4:2:0")
    return target.getvalue()


def _mogrify(photos: list[Path], ours: float) -> Iterator[Row]:
    if shutil.which("mogrify") is None:
        return
    work = photos[0].parent / "mogrify"
    work.mkdir(exist_ok=True)
    copies = [str(shutil.copy(path, work)) for path in photos]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    profile = work / "srgb.icc"
    profile.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    enhance = [
        "-profile",
        str(profile),
        "-auto-orient",
        "-contrast-stretch",
        "0.5%",
        "-gaussian-blur",
        "0x0.6",
        "-unsharp",
        "0x1.5+0.8+0.01",
    ]
    subprocess.run(
        ["mogrify", *enhance, "-quality", "90", *copies], check=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    shutil.rmtree(work)
    yield Row("ImageMagick mogrify, CPU", took / ours, "x", "basic_clean", 20, more_is_better=True)
