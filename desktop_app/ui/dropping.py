"""What a drag or the clipboard carries, as photos: pure functions of mime data."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

_ENCODED = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/tiff": "tif"}
"""Kept as they come: what an application offers encoded has its colour profile still."""


def paths_of(mime: QMimeData) -> list[Path]:
    """Files and folders of this computer, in the order they come."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile() and url.toLocalFile()]


def carries_photos(mime: QMimeData) -> bool:
    """Whether there is anything in it that the form could take."""
    return bool(paths_of(mime)) or mime.hasImage() or any(mime.hasFormat(each) for each in _ENCODED)


def picture_of(mime: QMimeData) -> tuple[bytes, str] | None:
    """A picture without a file, such as a screenshot: an encoded file's bytes and its ending; None if there is none."""
    for kind, ending in _ENCODED.items():
        if mime.hasFormat(kind) and (data := bytes(mime.data(kind).data())):
            return data, ending
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return _png(image), "png"
    return None


def _png(image: QImage) -> bytes:
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(encoded.data())
