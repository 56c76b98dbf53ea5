"""The committed sample photos are what the table says, and the drawing behind them repeats itself."""

import io
from pathlib import Path

import numpy as np
import pi_heif
import pytest
from PIL import Image, ImageCms, ImageOps

from tests import drawing
from tests.drawing import profiles

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples"
SUFFIXES = {".jpg", ".png", ".webp", ".heic"}
PHOTOS = sorted(path for path in FOLDER.rglob("*") if path.suffix in SUFFIXES)
FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".heic": "HEIF"}
ORIENTATION = 0x0112
MEGABYTE = 1_000_000


def name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def opened(path: Path) -> Image.Image:
    """The photo from its bytes, so that no file stays open."""
    content = io.BytesIO(path.read_bytes())
    return pi_heif.open_heif(content).to_pillow() if path.suffix == ".heic" else Image.open(content)


def test_there_are_twelve_photos_of_five_kinds():
    suffixes = [path.suffix for path in PHOTOS]

    assert len(PHOTOS) == 12
    assert {suffix: suffixes.count(suffix) for suffix in SUFFIXES} == {".jpg": 9, ".png": 1, ".webp": 1, ".heic": 1}


def test_names_are_as_merchants_give_them():
    names = {name(path) for path in PHOTOS}

    assert {"SKU2001/1.jpg", "SKU2002/1.jpg", "SKU1010-dress-floral.jpg"} <= names


def test_every_photo_fits_an_upload_and_all_fit_the_repository():
    sizes = [path.stat().st_size for path in PHOTOS]

    assert max(sizes) < 10 * MEGABYTE
    assert sum(sizes) <= 16 * MEGABYTE


@pytest.mark.parametrize("path", PHOTOS, ids=name)
def test_a_photo_opens_as_what_its_name_says(path: Path):
    with opened(path) as image:
        image.load()

        assert path.suffix == ".heic" or image.format == FORMATS[path.suffix]
        assert 1600 <= max(image.size) <= 4000


@pytest.mark.parametrize("path", PHOTOS, ids=name)
def test_a_photo_is_upright_at_the_size_the_table_gives(path: Path):
    sample = drawing.SAMPLES[name(path)]

    with opened(path) as image:
        upright = ImageOps.exif_transpose(image)

        assert upright.size == (sample.width, sample.height)
        assert image.getexif().get(ORIENTATION, 1) == sample.orientation


def test_every_way_of_holding_a_phone_is_there():
    tags = [opened(path).getexif().get(ORIENTATION, 1) for path in PHOTOS if path.suffix == ".jpg"]

    assert {1, 3, 6, 8} <= set(tags)


def test_at_least_three_photos_have_twelve_megapixels():
    pixels = [np.prod(opened(path).size) for path in PHOTOS]

    assert sum(count >= 12_000_000 for count in pixels) >= 3


def test_one_photo_carries_a_display_p3_profile_that_lcms_accepts():
    carried = [data for path in PHOTOS if (data := opened(path).info.get("icc_profile"))]

    assert len(carried) == 1
    profile = ImageCms.ImageCmsProfile(io.BytesIO(carried[0]))
    assert "Display P3" in ImageCms.getProfileDescription(profile)


def test_our_display_p3_pixels_are_those_lcms_would_make():
    srgb = np.random.default_rng(3).integers(0, 256, (40, 40, 3), np.uint8)

    ours = profiles.to_display_p3(srgb).astype(int)

    profile = ImageCms.ImageCmsProfile(io.BytesIO(profiles.display_p3()))
    theirs = ImageCms.profileToProfile(Image.fromarray(srgb), ImageCms.createProfile("sRGB"), profile)
    assert np.abs(np.asarray(theirs, int) - ours).max() <= 2


@pytest.mark.parametrize("chosen", ["SKU1001-tshirt-front.jpg", "SKU1004-blazer-hanger.jpg"])
def test_drawing_twice_gives_the_same_bytes(chosen: str):
    side = max(drawing.SAMPLES[chosen].width, drawing.SAMPLES[chosen].height) // 8

    first, second = drawing.draw(chosen, side), drawing.draw(chosen, side)

    assert first[0].tobytes() == second[0].tobytes()
    assert first[1].tobytes() == second[1].tobytes()


def test_the_mask_covers_the_garment_alone():
    photo, alpha = drawing.draw("SKU1001-tshirt-front.jpg", 400)

    assert photo.shape == (400, 300, 3)
    assert alpha.shape == (400, 300)
    assert alpha[200, 150] == 255
    assert alpha[:8].max() == 0
    assert 0.2 < alpha.mean() / 255 < 0.6


def test_the_committed_photo_is_the_one_the_script_draws():
    drawn, _ = drawing.draw("SKU1005-sweater-knit.png", 400)

    with Image.open(FOLDER / "SKU1005-sweater-knit.png") as image:
        committed = np.asarray(image.resize((300, 400), Image.Resampling.BOX), int)

    assert np.abs(committed - drawn).mean() < 8
