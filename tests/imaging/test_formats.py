import subprocess
import sys

import pytest

from desktop_app.imaging import formats
from tests.imaging import samples


@pytest.mark.parametrize(("plugin", "name"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WebP"), ("TIFF", "TIFF")])
def test_a_photo_is_known_by_its_content(plugin, name):
    kind = formats.identify(samples.saved(samples.garment(), plugin)[: formats.HEAD_BYTES])

    assert kind is not None
    assert (kind.name, kind.accepted) == (name, True)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"GIF89a" + b"\0" * 20, "GIF"),
        (b"BM" + b"\0" * 20, "BMP"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "AVIF"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "AVIF"),
        (b"8BPS\0\1", "PSD"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<?xml version='1.0'?><svg xmlns=", "SVG"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "HTML"),
        (b"<?xml version='1.0'?><note/>", "XML"),
        (b"PK\3\4rest", "ZIP"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "MP4"),
        (b"RIFF\0\0\0\0AVI LIST", "AVI"),
        (b"\x1aE\xdf\xa3", "WebM"),
        (b"II*\0\x10\0\0\0CR\2\0", "RAW"),
    ],
)
def test_what_we_do_not_take_is_named_in_the_refusal(head, name):
    kind = formats.identify(head)

    assert kind is not None
    assert (kind.name, kind.accepted) == (name, False)


@pytest.mark.parametrize("head", [b"", b"\0", b"hello world", b"\xff\xd8", b"RIFF", b"\0\0\0\x18ftyp"[:6]])
def test_an_unknown_file_has_no_format(head):
    assert formats.identify(head) is None


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
def test_phone_photos_are_heic_by_any_of_their_brands(brand):
    assert formats.identify(b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1heic") is formats.HEIC


def test_looking_at_features_checks_and_formats_imports_no_pixels():
    modules = "desktop_app.imaging.features, desktop_app.imaging.checks, desktop_app.imaging.thumbnails"
    code = f"import sys, {modules}; assert not {{'numpy', 'cv2', 'PIL', 'simplejpeg'}} & set(sys.modules)"

    subprocess.run([sys.executable, "-c", code], check=True)
