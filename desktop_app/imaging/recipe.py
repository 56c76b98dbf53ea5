"""What to do with a photo, as plain values; every feature writes one and the darkroom works by it."""

from dataclasses import dataclass, replace

from desktop_app.imaging.choices import Frame, FrameColor, OutputFormat

PREVIEW_QUALITY = 85


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Ranges and defaults are the feature's business; here every value is taken as it comes."""

    brightness: int = 0
    contrast: int = 0
    white_balance: bool = True
    exposure: bool = True
    denoise: int = 0
    sharpen: int = 0
    frame: Frame = Frame.ORIGINAL
    frame_color: FrameColor = FrameColor.GROUND
    max_side: int = 0
    """Pixels; 0 keeps the size."""
    format: OutputFormat = OutputFormat.JPEG
    quality: int = 90
    max_kilobytes: int = 0
    """Of 1024 bytes; 0 is no bound."""

    def at_screen_size(self, side: int) -> "Recipe":
        """The same look as a JPEG of at most `side` pixels."""
        smaller = min(side, self.max_side) if self.max_side else side
        return replace(self, max_side=smaller, format=OutputFormat.JPEG, quality=PREVIEW_QUALITY, max_kilobytes=0)
