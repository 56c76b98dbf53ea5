"""Small pictures for grids and lists."""

THUMBNAIL_SIDE = 360
THUMBNAIL_QUALITY = 82


def thumbnail(data: bytes, side: int = THUMBNAIL_SIDE) -> bytes:
    """A JPEG of at most `side` pixels, upright, sRGB, transparent ground on white; raises PictureError."""
    from desktop_app.imaging import codecs, jpeg

    with codecs.working():
        pixels = codecs.small(codecs.decode(data, max_side=side), side)
        return jpeg.encode_pixels(codecs.on_white(pixels), THUMBNAIL_QUALITY)
