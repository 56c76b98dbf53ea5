"""What the features promise of light, colour, detail, frame and file."""

import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from desktop_app.imaging.choices import OutputFormat
from desktop_app.imaging.features import FEATURES
from desktop_app.imaging.features.basic_clean import BasicCleanParameters
from tests.imaging import samples

CLEAN = FEATURES["basic_clean"]
STILL = {"white_balance": False, "exposure": False, "denoise": 0, "sharpen": 0}


def clean(data, report=lambda _: None, **chosen):
    """On its own ground unless told otherwise: what becomes of other grounds stands elsewhere."""
    return CLEAN.run(data, BasicCleanParameters(**{"background": "keep", **chosen}), report=report)


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.id)
def test_every_feature_tells_its_form_in_both_languages(feature):
    view = json.loads(feature.view().model_dump_json())

    assert view["title"].keys() == {"zh-CN", "en"}
    for parameter in view["parameters"]["properties"].values():
        assert all(parameter[part][tag] for part in ("titles", "descriptions") for tag in ("zh-CN", "en"))
        assert parameter["section"] in {section["id"] for section in view["parameters"]["sections"]}
        assert "default" in parameter


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.id)
def test_every_feature_has_a_preview_at_screen_size(feature):
    data = samples.saved(samples.garment(900, 1200))

    preview = feature.preview(data, feature.parameters(), side=300)

    assert (preview.format, max(preview.width, preview.height)) == ("JPEG", 300)
    assert samples.opened(preview.data).size == (preview.width, preview.height)


@pytest.mark.parametrize(
    "wrong",
    [
        {"brightness": 101},
        {"brightness": 1.5},
        {"brightness": True},
        {"brightness": float("nan")},
        {"brightness": "5"},
        {"denoise": -1},
        {"white_balance": 1},
        {"max_side": 255},
        {"max_side": 8001},
        {"max_kilobytes": 49},
        {"quality": 49},
        {"frame": "round"},
        {"format": "GIF"},
        {"sepia": 3},
    ],
)
def test_parameters_out_of_range_are_refused(wrong):
    with pytest.raises(ValidationError):
        BasicCleanParameters(**wrong)


@pytest.mark.parametrize("kind", OutputFormat)
def test_the_same_photo_and_parameters_give_the_same_bytes(kind):
    data = samples.saved(samples.garment(), icc_profile=samples.icc("P3"))

    assert clean(data, format=kind).data == clean(data, format=kind).data


@pytest.mark.parametrize("kind", OutputFormat)
def test_place_and_serial_number_are_gone(kind):
    data = samples.saved(samples.garment(), exif=samples.exif(6, gps=True))
    assert b"SERIAL-4711" in data

    outcome = clean(data, format=kind)

    assert dict(samples.opened(outcome.data).getexif()) == {}
    assert not any(told in outcome.data for told in (b"SERIAL-4711", b"PhoneMaker", b"Exif"))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(301, 260), (300, 261), (300, 400)])
def test_turned_photos_come_out_as_upright_ones(orientation, size):
    """Odd sizes too: halved colour planes must not slip by a pixel."""
    upright = samples.garment(*size)
    turned = samples.stored_as(upright, orientation)
    plain = clean(samples.saved(upright, "PNG"), **STILL)

    outcome = clean(samples.saved(turned, "TIFF", exif=samples.exif(orientation)), **STILL)

    assert samples.mean_difference(samples.rgb(outcome.data), samples.rgb(plain.data)) < 0.3


@pytest.mark.parametrize("kind", OutputFormat)
def test_with_everything_off_a_photo_keeps_its_pixels(kind):
    shown = samples.rgb(clean(samples.saved(samples.garment(), "PNG"), **STILL, format=kind, quality=95).data)

    assert samples.mean_difference(shown, samples.garment()) < (0.01 if kind is OutputFormat.PNG else 2.5)


def test_planes_and_pixels_give_the_same_picture():
    data = samples.saved(samples.garment(), icc_profile=samples.icc("P3"), subsampling=0)

    planes, pixels = (samples.rgb(clean(data, format=kind, quality=100).data) for kind in ("JPEG", "PNG"))

    assert samples.mean_difference(planes, pixels) < 1.5


def test_a_red_dress_on_white_stays_red():
    dress = samples.garment(texture=2)

    shown = samples.rgb(clean(samples.saved(dress)).data)

    cloth = np.s_[100:300, 100:220]
    assert samples.delta_e(shown[cloth], dress[cloth]).mean() < 2


@pytest.mark.parametrize("ground", [(206, 192, 176), (190, 196, 206), (225, 216, 202)])
def test_a_cast_on_a_light_ground_becomes_neutral(ground):
    shown = samples.rgb(clean(samples.saved(samples.garment(ground=ground)), white_balance=True).data)

    rim = shown[:20].reshape(-1, 3).mean(axis=0)
    assert rim.max() - rim.min() < 4


@pytest.mark.parametrize("ground", [(200, 40, 60), (240, 190, 200), (120, 180, 120), (170, 120, 80)])
def test_a_coloured_sheet_keeps_its_colour(ground):
    outcome = clean(samples.saved(samples.garment(ground=ground, cloth=(200, 200, 200))), white_balance=True)

    assert (outcome.changes["white_balance_red"], outcome.changes["white_balance_blue"]) == (1.0, 1.0)


def test_a_photo_full_of_red_cloth_is_not_turned_grey():
    cloth = np.clip(np.array(samples.RED) + np.random.default_rng(2).normal(0, 5, (300, 300, 1)), 0, 255)
    data = samples.saved(cloth.astype(np.uint8))

    shown = samples.rgb(clean(data, white_balance=True).data)

    assert samples.delta_e(shown, samples.rgb(data)).mean() < 2


def test_a_dark_photo_gets_lighter_within_bounds():
    dark = samples.garment(ground=(120, 120, 120), cloth=(60, 20, 30))

    shown = samples.rgb(clean(samples.saved(dark), exposure=True).data)

    gain = shown[:20].mean() / 120
    assert 1.15 < gain < 1.25


def test_a_light_photo_is_left_alone():
    outcome = clean(samples.saved(samples.garment(ground=(250, 250, 250))), exposure=True)

    assert outcome.changes["exposure_gain"] == 1.0


def test_sharpening_grows_no_halo():
    """A hard edge gains at most a few levels beyond what it had."""
    edge = np.full((200, 200, 3), 60, np.uint8)
    edge[:, 100:] = 200

    shown = samples.rgb(clean(samples.saved(edge, "PNG"), format="PNG", sharpen=100).data)

    assert shown.max() <= 216
    assert shown.min() >= 44


def test_noise_goes_down_and_the_cloth_keeps_its_mean():
    noisy = samples.garment(texture=4)

    shown = samples.rgb(clean(samples.saved(noisy, "PNG"), format="PNG", sharpen=0, denoise=80).data)

    cloth = np.s_[100:300, 100:220]
    assert shown[cloth].std(axis=(0, 1)).mean() < 0.5 * noisy[cloth].std(axis=(0, 1)).mean()
    assert abs(shown[cloth].mean() - noisy[cloth].mean()) < 0.7


@pytest.mark.parametrize("kind", OutputFormat)
def test_a_file_bound_is_kept_and_as_much_of_it_used_as_quality_can(kind):
    noise = np.random.default_rng(3).integers(0, 255, (900, 700, 3), np.uint8)

    outcome = clean(samples.saved(noise, "PNG"), format=kind, max_kilobytes=60)

    assert 45_000 < len(outcome.data) <= 60 * 1024
    assert samples.opened(outcome.data).size == (outcome.width, outcome.height)
    assert outcome.notes == ("scaled-to-fit",)


def test_quality_gives_way_before_size():
    data = samples.saved(samples.garment(1000, 1200, texture=20))

    outcome = clean(data, max_kilobytes=200)

    assert (outcome.width, outcome.height) == (1000, 1200)
    assert 30 <= outcome.changes["quality"] < 90
    assert len(outcome.data) <= 200 * 1024


@pytest.mark.parametrize(("color", "expected"), [("white", 255), ("ground", 240)])
def test_a_frame_is_filled_with_white_or_the_photos_ground(color, expected):
    outcome = clean(samples.saved(samples.garment(300, 400)), **STILL, frame="square", frame_color=color)

    shown = samples.rgb(outcome.data)

    assert shown.shape == (400, 400, 3)
    assert abs(int(shown[200, 10].mean()) - expected) <= 2
    assert samples.mean_difference(shown[:, 50:350], samples.garment(300, 400)) < 3


def test_a_long_strip_in_a_square_does_not_fill_the_memory():
    strip = np.full((20, 30000, 3), 200, np.uint8)

    outcome = clean(samples.saved(strip), frame="square")

    assert outcome.width == outcome.height
    assert outcome.width * outcome.height <= 80_000_000


def test_no_photo_is_enlarged():
    outcome = clean(samples.saved(samples.garment(100, 120)), max_side=8000)

    assert (outcome.width, outcome.height) == (100, 120)


@pytest.mark.parametrize("kind", OutputFormat)
def test_progress_runs_from_nothing_to_all_and_never_back(kind):
    told = []

    clean(samples.saved(samples.garment()), report=told.append, format=kind, max_kilobytes=50)

    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)


def test_transparency_survives_in_png_and_becomes_white_in_jpeg():
    pixels = np.dstack((samples.garment(), np.full((400, 320), 255, np.uint8)))
    pixels[:60, :, 3] = 0
    data = samples.saved(pixels, "PNG")

    as_png, as_jpeg = (samples.opened(clean(data, format=kind).data) for kind in ("PNG", "JPEG"))

    assert (np.asarray(as_png)[:60, :, 3] == 0).all()
    assert np.asarray(as_jpeg)[:50].min() > 250


def test_a_preview_of_a_small_photo_is_not_enlarged():
    preview = CLEAN.preview(samples.saved(samples.garment(200, 300)), BasicCleanParameters())

    assert Image.open(BytesIO(preview.data)).size == (200, 300)
