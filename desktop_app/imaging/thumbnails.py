"""Small pictures for grids and lists."""

THUMBNAIL_SIDE = 360
THUMBNAIL_QUALITY = 82


def thumbnail(data: bytes, side: int = THUMBNAIL_SIDE) -> bytes:
    """At most `side` pixels, upright, sRGB: a JPEG, or a WebP where the picture is see-through; raises PictureError."""
    from desktop_app.imaging import codecs, jpeg, stills

    with codecs.working():
        pixels = codecs.small(codecs.decode(data, max_side=side), side)
        if pixels.shape[2] == 4 and pixels[..., 3].min() < 255:
            return stills.encode(pixels, "WEBP", quality=THUMBNAIL_QUALITY, method=0)
        return jpeg.encode_pixels(codecs.on_white(pixels), THUMBNAIL_QUALITY)
