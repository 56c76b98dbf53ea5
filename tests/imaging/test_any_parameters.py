"""Any parameters in range, on any photo: a valid file of what was promised, and the same one every time."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.imaging import jpeg, profiles
from desktop_app.imaging.choices import Background, OutputFormat
from desktop_app.imaging.features import FEATURES, basic_clean
from desktop_app.imaging.features.basic_clean import BasicCleanParameters
from desktop_app.imaging.outcome import Outcome
from tests import depth
from tests.imaging import samples

CLEAN = FEATURES["basic_clean"]
SCHEMA = BasicCleanParameters.model_json_schema()


def any_value(said: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Whatever a parameter's own form allows."""
    if "$ref" in said:
        said = SCHEMA["$defs"][said["$ref"].rpartition("/")[2]]
    if "enum" in said:
        return st.sampled_from(said["enum"])
    if said["type"] == "boolean":
        return st.booleans()
    chosen = st.integers(said.get("smallest", said["minimum"]), said["maximum"])
    return st.just(said["off"]) | chosen if "off" in said else chosen


def any_parameters() -> st.SearchStrategy[BasicCleanParameters]:
    values = {name: any_value(said) for name, said in SCHEMA["properties"].items()}
    values["marketplace"] = st.just("none") | values["marketplace"]
    return st.fixed_dictionaries(values).map(BasicCleanParameters.model_validate)


def photo(width: int, height: int, *, transparent: bool = False, orientation: int = 1, texture: int = 4) -> bytes:
    pixels = samples.garment(width, height, texture=texture)
    if transparent:
        pixels = np.dstack((pixels, np.full((height, width), 128, np.uint8)))
    kind = "PNG" if transparent else "JPEG"
    return samples.saved(pixels, kind, exif=samples.exif(orientation, gps=True))


def require_kept(outcome: Outcome, parameters: BasicCleanParameters, *, transparent: bool = False) -> None:
    """Everything that can be said of the file without looking at the picture."""
    asked, image = basic_clean.recipe(parameters), samples.opened(outcome.data)
    see_through = transparent or asked.background is Background.TRANSPARENT
    assert (outcome.format, (image.format or "").upper()) == (asked.format.value, asked.format.value.upper())
    assert image.size == (outcome.width, outcome.height)
    assert image.mode == "RGB" or (image.mode == "RGBA" and see_through and asked.format is not OutputFormat.JPEG)
    assert image.info["icc_profile"] == profiles.srgb()
    assert dict(image.getexif()) == {}
    assert max(image.size) <= (asked.max_side or max(image.size))
    assert len(outcome.data) <= (asked.max_kilobytes * 1024 or len(outcome.data))
    if asked.ratio:
        assert abs(image.width * asked.ratio[1] - image.height * asked.ratio[0]) <= 2 * max(asked.ratio)


@settings(max_examples=depth.times(16, deep=80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parameters=any_parameters(),
    width=st.integers(16, 600),
    height=st.integers(16, 600),
    transparent=st.booleans(),
    orientation=st.integers(1, 8),
    noisy=st.booleans(),
)
def test_any_parameters_make_the_promised_file(parameters, width, height, transparent, orientation, noisy):
    data = photo(width, height, transparent=transparent, orientation=orientation, texture=60 if noisy else 4)

    outcome = CLEAN.run(data, parameters)

    require_kept(outcome, parameters, transparent=transparent)


@settings(max_examples=depth.times(4, deep=24), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parameters=any_parameters(), other=any_parameters(), width=st.integers(16, 400), height=st.integers(16, 400))
def test_the_same_photo_gives_the_same_bytes_whatever_was_made_in_between(parameters, other, width, height):
    data, between = photo(width, height, texture=12), photo(300, 200, orientation=6)
    first = CLEAN.run(data, parameters)

    CLEAN.run(between, other)

    assert CLEAN.run(data, parameters) == first


@pytest.mark.parametrize(
    ("size", "chosen"),
    [
        ((6400, 4700), {"format": "JPEG"}),
        ((4700, 6400), {"background": "lighten", "frame": "square", "fill": 85, "max_side": 3000}),
        ((5500, 5500), {"background": "transparent", "format": "WebP", "max_side": 1600, "max_kilobytes": 200}),
        ((16, 9000), {"frame": "landscape_4x3", "shadow": 50}),
    ],
    ids=["30 MP white", "30 MP lighter", "30 MP transparent", "strip"],
)
def test_large_photos_and_long_ones_too(size, chosen):
    parameters = BasicCleanParameters(**chosen)

    outcome = CLEAN.run(photo(*size, orientation=6), parameters)

    require_kept(outcome, parameters)
    if not chosen.keys() & {"max_side", "frame"}:
        assert (outcome.width, outcome.height) == size[::-1]


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_turned_photos_are_cut_out_as_upright_ones(orientation, kind):
    """Odd sizes, so that halved colour planes may not slip by a pixel."""
    upright = samples.garment(301, 260)
    parameters = BasicCleanParameters(format=kind, background="transparent", shadow=30, denoise=0, sharpen=0)
    plain = CLEAN.run(samples.saved(upright, "PNG"), parameters)

    stored = samples.saved(samples.stored_as(upright, orientation), "TIFF", exif=samples.exif(orientation))
    outcome = CLEAN.run(stored, parameters)

    found, wanted = (np.asarray(samples.opened(each.data)) for each in (outcome, plain))
    assert samples.mean_difference(found, wanted) < 0.3


def test_a_cut_out_garment_stands_on_pure_white():
    shown = samples.rgb(CLEAN.run(photo(400, 500), BasicCleanParameters(background="white")).data)

    assert (shown[:60] == 255).all()
    assert samples.delta_e(shown[120:380, 130:270], samples.garment(400, 500)[120:380, 130:270]).mean() < 2


def test_memory_beyond_an_odd_picture_is_not_encoded():
    """libjpeg-turbo reads luma in pairs of rows and columns, also where the picture has an odd one."""
    memory = np.full((18, 18), 100, np.uint8)
    grey = np.full((9, 9), 128, np.uint8)
    first = jpeg.encode_planes(memory[:17, :17], grey, grey, 90)

    memory[17], memory[:, 17] = 255, 255

    assert jpeg.encode_planes(memory[:17, :17], grey, grey, 90) == first
