"""The garment keeps its colour: ΔE2000 by scikit-image on drawn garments, and lcms beside us for wide colour spaces."""

import struct
import zlib
from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from desktop_app.core import paths
from desktop_app.imaging.choices import OutputFormat
from desktop_app.imaging.features import FEATURES
from desktop_app.imaging.features.basic_clean import BasicCleanParameters
from tests.benchmarks import colour
from tests.drawing import draw
from tests.imaging import samples

CLEAN = FEATURES["basic_clean"]
DRAWN = ("SKU1001-tshirt-front.jpg", "SKU1010-dress-floral.jpg", "SKU1003-skirt-pleated.jpg")
CLOTH = np.s_[100:300, 100:220]


@pytest.mark.usefixtures("cutout_model")
@pytest.mark.parametrize(("reading", "mean", "high"), [("as delivered", 1.0, 2.5), ("only the ground", 0.05, 0.05)])
def test_a_white_ground_moves_no_garments_colour(reading, mean, high):
    parameters = colour.READINGS[reading].model_copy(update={"format": OutputFormat.PNG})

    moved = np.concatenate([_moved(name, parameters) for name in DRAWN])

    assert moved.mean() <= mean
    assert np.percentile(moved, 95) <= high


@pytest.mark.usefixtures("cutout_model")
def test_nor_does_the_jpeg_of_a_phone_photo():
    photo = paths.resources() / "samples" / "SKU1001-tshirt-front.jpg"
    data = photo.read_bytes()

    white = CLEAN.run(data, BasicCleanParameters())

    inside = colour.inside(colour.garment(photo, data))
    moved = colour.shift(colour.shown(data), colour.shown(white.data), inside)
    assert moved.mean() <= colour.MEAN_GOAL
    assert np.percentile(moved, 95) <= colour.HIGH_GOAL


@pytest.mark.parametrize("name", ["P3", "AdobeRGB"])
@pytest.mark.parametrize("background", ["keep", "white"])
def test_wide_colours_come_out_as_lcms_has_them(name, background):
    icc = samples.icc(name)
    parameters = BasicCleanParameters(background=background, format="PNG", denoise=0, sharpen=0)

    shown = samples.rgb(CLEAN.run(samples.saved(samples.garment(), "PNG", icc_profile=icc), parameters).data)

    assert samples.mean_difference(shown[CLOTH], _by_lcms(samples.garment(), icc)[CLOTH]) < 1


def test_sixteen_bits_with_a_profile_come_out_as_lcms_has_them():
    icc = samples.icc("P3")
    data = _with_profile(_sixteen_bits(samples.garment()), icc)

    assert samples.mean_difference(samples.rgb(data), _by_lcms(samples.garment(), icc)) < 1


def test_our_heic_sample_is_as_its_library_decodes_it():
    import pi_heif

    data = (paths.resources() / "samples" / "IMG_4021.heic").read_bytes()
    expected = np.asarray(pi_heif.open_heif(BytesIO(data)).to_pillow().convert("RGB").reduce(4))

    shown = samples.smaller(samples.rgb(data), expected.shape[1::-1])

    assert samples.mean_difference(shown, expected) < 1


def _moved(name, parameters):
    photo, mask = draw(name, 1000)
    data = samples.saved(photo)
    white = CLEAN.run(data, parameters)
    inside = colour.inside(mask.astype(np.float32) / 255)
    return colour.shift(colour.shown(data), colour.shown(white.data), inside)


def _by_lcms(pixels, icc):
    profile = ImageCms.ImageCmsProfile(BytesIO(icc))
    return np.asarray(ImageCms.profileToProfile(Image.fromarray(pixels), profile, ImageCms.createProfile("sRGB")))


def _sixteen_bits(pixels):
    _, encoded = cv2.imencode(".png", pixels[..., ::-1].astype(np.uint16) * 257)
    return encoded.tobytes()


def _with_profile(png, icc):
    """The file with an iCCP chunk behind its header."""
    body = b"iCCP" + b"profile\0\0" + zlib.compress(icc)
    return png[:33] + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) + png[33:]
