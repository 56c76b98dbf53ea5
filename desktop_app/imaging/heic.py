"""HEIC files: a look at the boxes, because libheif hands out grey tiles for a file that was cut short."""

from collections.abc import Iterator

from desktop_app.core.errors import UnreadablePictureError

_NEEDED = frozenset((b"ftyp", b"meta", b"mdat", b"moov", b"idat"))
"""Boxes that carry the picture; what phones append behind them may be of any shape."""


def check_whole(data: bytes) -> None:
    """Raises UnreadablePictureError where a needed box is longer than the file."""
    if any(end > len(data) for kind, end in _boxes(data) if kind in _NEEDED):
        raise UnreadablePictureError(reason="HEIC file is cut short")


def _boxes(data: bytes) -> Iterator[tuple[bytes, int]]:
    """(type, end) of each top-level box; ISO 14496-12 §4.2."""
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = at + size if size else len(data)
        yield kind, end
        if end < at + 8:
            return
        at = end
