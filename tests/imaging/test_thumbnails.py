"""Small pictures of see-through ones stay see-through."""

import io

from PIL import Image

from desktop_app.imaging.thumbnails import thumbnail


def test_a_see_through_picture_keeps_its_transparency_and_an_opaque_one_becomes_a_jpeg():
    clear = opened(thumbnail(png(alpha=0), side=64))
    opaque = opened(thumbnail(png(alpha=255), side=64))

    assert (clear.format, clear.size) == ("WEBP", (64, 48))
    assert clear.convert("RGBA").getpixel((1, 1))[3] == 0
    assert clear.convert("RGBA").getpixel((32, 24))[3] == 255
    assert opaque.format == "JPEG"


def png(alpha: int) -> bytes:
    """A red cloth in the middle of a ground of that opacity."""
    picture = Image.new("RGBA", (128, 96), (255, 255, 255, alpha))
    picture.paste((200, 30, 40, 255), (32, 24, 96, 72))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
