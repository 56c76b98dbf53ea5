"""The choices a parameter offers, as the words that stand in a stored task."""

from enum import StrEnum


class OutputFormat(StrEnum):
    """The format of the finished picture."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"


class Frame(StrEnum):
    """The shape of the finished picture; a shape is reached by adding ground, never by cutting cloth off."""

    ORIGINAL = "original"
    SQUARE = "square"
    PORTRAIT_3X4 = "portrait_3x4"
    PORTRAIT_4X5 = "portrait_4x5"
    PORTRAIT_25X36 = "portrait_25x36"
    """1:1.44, as Zalando has it."""
    LANDSCAPE_4X3 = "landscape_4x3"

    @property
    def ratio(self) -> tuple[int, int] | None:
        """Width to height; None keeps the photo's own."""
        return _RATIOS[self]


_RATIOS: dict[Frame, tuple[int, int] | None] = {
    Frame.ORIGINAL: None,
    Frame.SQUARE: (1, 1),
    Frame.PORTRAIT_3X4: (3, 4),
    Frame.PORTRAIT_4X5: (4, 5),
    Frame.PORTRAIT_25X36: (25, 36),
    Frame.LANDSCAPE_4X3: (4, 3),
}


class Background(StrEnum):
    """What becomes of the ground behind the garment."""

    KEEP = "keep"
    LIGHTEN = "lighten"
    """The photo's own ground with its shadows, brought close to white."""
    WHITE = "white"
    """Pure white, 255."""
    TRANSPARENT = "transparent"
    """See-through in PNG and WebP; JPEG has none and gets white."""

    @property
    def needs_cutout(self) -> bool:
        """Whether the garment has to be told from its ground."""
        return self is not Background.KEEP


class Recover(StrEnum):
    """Whether parts that the model lost, such as spread sleeves, are looked for by colour."""

    AUTO = "auto"
    """Where a measured rule says that it helps: plain grounds, never worn or busy scenes."""
    ON = "on"
    OFF = "off"


class FrameColor(StrEnum):
    """What fills the frame around the photo."""

    GROUND = "ground"
    """The colour of the photo's own rim."""
    WHITE = "white"
