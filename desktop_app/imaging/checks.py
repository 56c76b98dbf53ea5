"""Free pre-flight: looks at a photo before it costs anything, all findings as numbers."""

from dataclasses import dataclass

from desktop_app.api.findings import Finding


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a photo is and what was found in it."""

    format: str
    """As in `formats`, such as `JPEG`."""
    width: int
    """Pixels, upright."""
    height: int
    profile: str
    """Name of the colour profile in the file; `sRGB` where there is none."""
    space: str
    """Colour space of the file: RGB, GRAY or CMYK."""
    orientation: int
    """EXIF orientation 1 to 8 in the file; 1 is upright."""
    perceptual_hash: str
    """64-bit difference hash as 16 hex digits; see `near`."""
    findings: tuple[Finding, ...] = ()


def inspect(data: bytes) -> Inspection:
    """Decodes the photo once, scaled down, and measures it.

    Raises UnsupportedFormatError, UnreadablePictureError, PictureTooLargeError or PictureTooSmallError.
    """
    from desktop_app.imaging import codecs, measures

    with codecs.working():
        picture = codecs.decode(data, max_side=measures.WORKING_SIDE)
        luma = measures.luma(codecs.small(picture, measures.WORKING_SIDE))
        label = picture.label
        return Inspection(
            format=label.format,
            width=label.width,
            height=label.height,
            profile=label.profile,
            space=label.space,
            orientation=label.orientation,
            perceptual_hash=measures.difference_hash(luma),
            findings=tuple(measures.findings(min(label.width, label.height), luma)),
        )


def near(one: str, other: str) -> int:
    """Bits in which two perceptual hashes differ, 0 to 64; up to about 6 is the same picture saved again."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
