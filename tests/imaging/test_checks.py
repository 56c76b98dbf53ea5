"""What the free pre-flight says about a photo."""

import cv2
import numpy as np
import pytest

from desktop_app.api.findings import FindingKind
from desktop_app.imaging import checks
from tests.drawing import draw
from tests.imaging import samples


def kinds(data):
    return {finding.kind for finding in checks.inspect(data).findings}


def scene(width=900, height=1200):
    """A garment with seams and prints, so that there is something to be sharp."""
    pixels = samples.garment(width, height, texture=12)
    for row in range(height // 4, height - height // 4, 40):
        cv2.line(pixels, (width // 3, row), (width - width // 3, row + 15), (250, 220, 90), 4)
    return pixels


def test_a_good_photo_has_no_findings():
    told = checks.inspect(samples.saved(scene()))

    assert told.findings == ()
    assert (told.format, told.width, told.height, told.profile, told.space) == ("JPEG", 900, 1200, "sRGB", "RGB")


def test_size_is_told_upright_and_in_full():
    told = checks.inspect(samples.saved(scene(), exif=samples.exif(6), icc_profile=samples.icc("P3")))

    assert (told.width, told.height, told.orientation, told.profile) == (1200, 900, 6, "P3")


def test_a_small_photo_is_told_with_its_figure():
    (finding,) = checks.inspect(samples.saved(scene(500, 700))).findings

    assert (finding.kind, finding.value, finding.limit) == (FindingKind.TOO_SMALL, 500, 600)


def test_a_blurred_photo_is_told():
    assert FindingKind.BLURRED in kinds(samples.saved(cv2.GaussianBlur(scene(), (0, 0), 8)))


def test_an_overexposed_photo_is_told_but_a_white_ground_is_not():
    washed = np.clip(scene().astype(int) + 230, 0, 255).astype(np.uint8)

    assert FindingKind.OVEREXPOSED in kinds(samples.saved(washed))
    assert FindingKind.OVEREXPOSED not in kinds(samples.saved(samples.garment(700, 900, ground=(255, 255, 255))))


@pytest.mark.parametrize("name", ["IMG_4021.heic", "SKU1009-scarf.jpg"])
def test_pure_white_between_trouser_legs_or_beside_a_scarf_is_ground(name):
    photo, mask = draw(name, 1600)
    on_white = np.where(mask[..., None] > 127, photo, 255).astype(np.uint8)

    assert FindingKind.OVEREXPOSED not in kinds(samples.saved(on_white))


@pytest.mark.parametrize("is_cut_out", [False, True])
def test_a_white_blouse_is_overexposed_only_where_its_cloth_is_burnt_out(is_cut_out):
    photo, mask = draw("SKU1007-blouse-white.jpg", 1600)
    right = np.where(mask[..., None] > 127, photo, 255) if is_cut_out else photo
    burnt = 255 * np.minimum(2 * (right / 255) ** 2.2, 1) ** (1 / 2.2)  # one stop too long

    assert FindingKind.OVEREXPOSED not in kinds(samples.saved(right.astype(np.uint8)))
    assert FindingKind.OVEREXPOSED in kinds(samples.saved(burnt.astype(np.uint8)))


def test_a_black_photo_is_told():
    assert FindingKind.UNDEREXPOSED in kinds(samples.saved((scene() * 0.05).astype(np.uint8)))


def test_the_same_picture_saved_again_is_near_and_another_is_not():
    first = checks.inspect(samples.photo("formats/Landscape_1.jpg")).perceptual_hash
    again = checks.inspect(samples.photo("formats/Landscape_6.jpg")).perceptual_hash
    other = checks.inspect(samples.photo("formats/Portrait_1.jpg")).perceptual_hash

    assert checks.near(first, again) <= 6
    assert checks.near(first, other) > 12
    assert len(first) == 16


def test_real_photos_of_garments_raise_few_false_alarms():
    files = sorted((samples.PHOTOS / "garments").glob("*.jpg"))
    if not files:
        pytest.skip("no shared photos")

    found = [kinds(file.read_bytes()) for file in files]

    for kind in (FindingKind.BLURRED, FindingKind.OVEREXPOSED, FindingKind.UNDEREXPOSED):
        assert sum(kind in each for each in found) <= len(files) // 30


@pytest.mark.parametrize(("one", "other", "bits"), [("0" * 16, "0" * 16, 0), ("0" * 16, "f" * 16, 64), ("1", "0", 1)])
def test_distance_counts_differing_bits(one, other, bits):
    assert checks.near(one, other) == bits
