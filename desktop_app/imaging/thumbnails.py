"""Small pictures for grids and lists."""

THUMBNAIL_SIDE = 360


def thumbnail(data: bytes, side: int = THUMBNAIL_SIDE) -> bytes:
    """A JPEG of at most `side` pixels, upright, sRGB, transparent ground on white; raises PictureError."""
    raise NotImplementedError
