"""Whatever a phone, a camera or an editor writes comes out upright, in sRGB, in 8 bits."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageOps

from desktop_app.imaging import codecs, formats, jpeg, profiles, stills
from desktop_app.imaging.thumbnails import thumbnail
from tests.imaging import samples


def lcms(image: Image.Image, icc: bytes) -> np.ndarray:
    srgb = ImageCms.createProfile("sRGB")
    source = ImageCms.ImageCmsProfile(BytesIO(icc))
    done = ImageCms.profileToProfile(
        image, source, srgb, renderingIntent=1, outputMode="RGB", flags=ImageCms.Flags.BLACKPOINTCOMPENSATION
    )
    return np.asarray(done)


def colourful(height=64, width=96):
    """Every hue at many lightnesses, smooth, so that JPEG keeps it."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    pixels = np.stack((x, y, 1 - x * y), -1)
    return np.rint(pixels * 255).astype(np.uint8)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_eight_rotations_give_the_same_upright_picture(kind, orientation):
    stored = colourful(40, 64)
    options = {"exif": samples.exif(orientation)} | ({"lossless": True} if kind == "WEBP" else {})
    data = samples.saved(stored, kind, **options)
    plain = Image.fromarray(stored)
    plain.getexif()[0x0112] = orientation
    expected = np.asarray(ImageOps.exif_transpose(plain))

    shown = samples.rgb(data)

    assert shown.shape == expected.shape
    assert samples.mean_difference(shown, expected) < 2


@pytest.mark.parametrize("turn", [1, 3, 5, 6, 8])
@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_real_rotation_tags_are_followed(shape, turn):
    upright = samples.rgb(samples.photo(f"formats/{shape}_1.jpg"))

    other = samples.rgb(samples.photo(f"formats/{shape}_{turn}.jpg"))

    assert samples.mean_difference(samples.smaller(upright, (60, 60)), samples.smaller(other, (60, 60))) < 4


@pytest.mark.parametrize("name", ["P3", "AdobeRGB"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colour_profiles_agree_with_lcms(name, kind):
    icc = samples.icc(name)
    data = samples.saved(colourful(), kind, icc_profile=icc, **({"subsampling": 0} if kind == "JPEG" else {}))

    shown = samples.rgb(data)

    expected = lcms(samples.opened(data), icc)
    assert samples.mean_difference(shown, expected) < 0.5
    assert np.abs(shown.astype(int) - expected.astype(int)).max() <= (1 if kind == "PNG" else 8)


def test_a_matrix_profile_is_at_most_two_levels_from_lcms():
    profile = profiles.matrix_profile(samples.icc("P3"))
    assert profile is not None
    expected = lcms(Image.fromarray(colourful(256, 256)), samples.icc("P3")).astype(int)

    difference = np.abs(profile.to_srgb(colourful(256, 256)).astype(int) - expected)

    assert difference.max() <= 2
    assert difference.mean() < 0.2


def test_an_opencv_without_16_bit_tables_gives_the_same_pixels(monkeypatch):
    profile = profiles.matrix_profile(samples.icc("P3"))
    assert profile is not None
    expected = profile.to_srgb(colourful())

    monkeypatch.setattr(profiles, "_opencv_looks_up_16_bits", lambda: False)

    assert (profile.to_srgb(colourful()) == expected).all()


def test_our_profile_is_srgb_to_lcms_and_to_us():
    shown = lcms(Image.fromarray(colourful()), profiles.srgb())

    assert samples.mean_difference(shown, colourful()) < 0.1
    assert profiles.is_srgb(profiles.srgb())
    assert profiles.name(profiles.srgb()) == "sRGB"
    assert not profiles.is_srgb(samples.icc("P3"))


def test_cmyk_with_a_profile_agrees_with_lcms():
    data = samples.photo("formats/icc-cmyk.jpg")
    image = samples.opened(data)

    assert samples.mean_difference(samples.rgb(data), lcms(image, image.info["icc_profile"])) < 1


def test_cmyk_without_a_profile_is_not_inverted():
    data = _cmyk()

    red = samples.rgb(data)[200, 160]

    assert red[0] > 120 > red[1]


def _cmyk():
    kept = BytesIO()
    Image.fromarray(samples.garment(texture=0)).convert("CMYK").save(kept, "JPEG", quality=95)
    return kept.getvalue()


def test_sixteen_bit_grey_is_scaled_and_not_cut():
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (32, 1))

    shown = samples.rgb(samples.saved(ramp, "PNG"))

    assert samples.mean_difference(shown[..., 0], np.tile(np.arange(256), (32, 1))) <= 0.5


def test_sixteen_bit_colour_is_scaled():
    shown = samples.rgb(samples.photo("formats/Flag_of_the_Netherlands-16bit.png"))

    assert [list(shown[row, 400]) for row in (100, 300, 500)] == [[174, 28, 40], [255, 255, 255], [33, 70, 139]]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA"])
def test_every_everyday_mode_of_png_opens(mode):
    kept = BytesIO()
    Image.fromarray(samples.garment()).convert(mode).save(kept, "PNG")

    assert samples.rgb(kept.getvalue()).shape == (400, 320, 3)


def test_transparency_is_kept_and_shown_on_white():
    pixels = np.dstack((samples.garment(), np.zeros((400, 320), np.uint8)))
    pixels[100:200, :, 3] = 255
    data = samples.saved(pixels, "PNG")

    picture = codecs.upright(codecs.decode(data))

    assert picture.shape == (400, 320, 4)
    assert (codecs.on_white(picture)[:100] == 255).all()


@pytest.mark.parametrize("name", ["arrow", "pug"])
def test_heic_is_turned_once_and_colour_managed(name):
    import pi_heif

    data = samples.photo(f"formats/{name}.heic")
    heif = pi_heif.open_heif(BytesIO(data))
    expected = lcms(heif.to_pillow().reduce(8).convert("RGB"), heif.info["icc_profile"])

    shown = samples.rgb(data)

    assert shown.shape[:2] == heif.size[::-1]
    assert samples.mean_difference(samples.smaller(shown, expected.shape[1::-1]), expected) < 1


def test_a_scaled_decode_looks_like_a_full_one_made_smaller():
    data = samples.saved(colourful(1200, 1600))

    small = codecs.decode(data, max_side=400)

    assert max(small.size) == 400
    assert samples.mean_difference(small.pixels, samples.smaller(samples.rgb(data), (400, 300))) < 1


def test_the_fast_way_and_pillow_agree():
    data = samples.saved(samples.garment(), exif=samples.exif(6), icc_profile=samples.icc("P3"))

    fast, slow = codecs.decode(data), stills.decode(data, formats.JPEG)

    assert samples.mean_difference(codecs.upright(fast), codecs.upright(slow)) < 1


def test_progressive_jpeg_takes_the_fast_way():
    data = samples.saved(samples.garment(), progressive=True)

    assert jpeg.read_head(data).everyday
    assert samples.mean_difference(samples.rgb(data), samples.garment()) < 4


def test_a_thumbnail_is_small_upright_and_srgb():
    data = thumbnail(
        samples.saved(samples.garment(1000, 500), exif=samples.exif(6), icc_profile=samples.icc("P3")), 200
    )

    image = samples.opened(data)

    assert image.size == (100, 200)
    assert image.info["icc_profile"] == profiles.srgb()
