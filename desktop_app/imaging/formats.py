"""Tells what a file is by its first bytes: no decoding, no heavy import, and the file name is not asked."""

from collections.abc import Callable
from dataclasses import dataclass

HEAD_BYTES = 1024
"""How much of a file `identify` wants to see."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that we know by its content."""

    name: str
    """As people say it, such as `JPEG`."""
    media_type: str
    extensions: tuple[str, ...]
    """With the dot, the usual one first."""
    accepted: bool = False
    """Whether we work on it; the others are known so that a refusal can name them."""

    @property
    def extension(self) -> str:
        """The usual file name ending, with its dot."""
        return self.extensions[0]


JPEG = Format("JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), accepted=True)
PNG = Format("PNG", "image/png", (".png",), accepted=True)
WEBP = Format("WebP", "image/webp", (".webp",), accepted=True)
TIFF = Format("TIFF", "image/tiff", (".tif", ".tiff"), accepted=True)
HEIC = Format("HEIC", "image/heic", (".heic", ".heif", ".hif"), accepted=True)
GIF = Format("GIF", "image/gif", (".gif",))
BMP = Format("BMP", "image/bmp", (".bmp",))
AVIF = Format("AVIF", "image/avif", (".avif",))
PSD = Format("PSD", "image/vnd.adobe.photoshop", (".psd",))
JPEG_XL = Format("JPEG XL", "image/jxl", (".jxl",))
JPEG_2000 = Format("JPEG 2000", "image/jp2", (".jp2", ".j2k"))
ICO = Format("ICO", "image/vnd.microsoft.icon", (".ico",))
RAW = Format("RAW", "image/x-dcraw", (".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2"))
SVG = Format("SVG", "image/svg+xml", (".svg",))
HTML = Format("HTML", "text/html", (".html", ".htm"))
XML = Format("XML", "application/xml", (".xml",))
PDF = Format("PDF", "application/pdf", (".pdf",))
ZIP = Format("ZIP", "application/zip", (".zip",))
RAR = Format("RAR", "application/vnd.rar", (".rar",))
SEVEN_ZIP = Format("7z", "application/x-7z-compressed", (".7z",))
MP4 = Format("MP4", "video/mp4", (".mp4", ".mov", ".m4v"))
WEBM = Format("WebM", "video/webm", (".webm", ".mkv"))
AVI = Format("AVI", "video/x-msvideo", (".avi",))
PROGRAM = Format("EXE", "application/octet-stream", (".exe", ".dll"))

_STARTS: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\0\x10\0\0\0CR", RAW),
    (b"FUJIFILMCCD-RAW", RAW),
    (b"IIRO", RAW),
    (b"IIU\0", RAW),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"8BPS", PSD),
    (b"\xff\x0a", JPEG_XL),
    (b"\0\0\0\x0cJXL \r\n\x87\n", JPEG_XL),
    (b"\0\0\0\x0cjP  \r\n\x87\n", JPEG_2000),
    (b"\xff\x4f\xff\x51", JPEG_2000),
    (b"\0\0\1\0", ICO),
    (b"%PDF-", PDF),
    (b"PK\3\4", ZIP),
    (b"PK\5\6", ZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x1aE\xdf\xa3", WEBM),
    (b"MZ", PROGRAM),
    (b"BM", BMP),
)
_RIFF: dict[bytes, Format] = {b"WEBP": WEBP, b"AVI ": AVI}
_BRANDS: dict[bytes, Format] = {
    **dict.fromkeys((b"avif", b"avis"), AVIF),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"), HEIC),
    b"crx ": RAW,
}
_STILL_BRANDS = (b"mif1", b"msf1", b"mif2", b"mif3")
_TEXT_MARKS: tuple[tuple[bytes, Format], ...] = (
    (b"<svg", SVG),
    (b"<!doctype html", HTML),
    (b"<html", HTML),
    (b"<?xml", XML),
)


def identify(head: bytes) -> Format | None:
    """The format of a file that starts with `head` (its first kilobyte is plenty); None for one we do not know."""
    return next((found for look in _LOOKS if (found := look(head))), None)


def accepted() -> tuple[Format, ...]:
    """The formats we work on."""
    return tuple(kind for kind in (JPEG, PNG, WEBP, TIFF, HEIC) if kind.accepted)


def _by_start(head: bytes) -> Format | None:
    return next((kind for start, kind in _STARTS if head.startswith(start)), None)


def _by_riff(head: bytes) -> Format | None:
    return _RIFF.get(head[8:12]) if head[:4] == b"RIFF" else None


def _by_brand(head: bytes) -> Format | None:
    """ISO base media files by their brands (ISO 14496-12 §4.3): the coding brand tells, wherever it stands."""
    if head[4:8] != b"ftyp":
        return None
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    known = next((_BRANDS[brand] for brand in brands if brand in _BRANDS), None)
    return known or (HEIC if brands[0] in _STILL_BRANDS else MP4)


def _by_text(head: bytes) -> Format | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:HEAD_BYTES].lower()
    if not text.startswith(b"<"):
        return None
    return next((kind for mark, kind in _TEXT_MARKS if mark in text), None)


_LOOKS: tuple[Callable[[bytes], Format | None], ...] = (_by_start, _by_riff, _by_brand, _by_text)
