"""What to do with a photo, as plain values; every feature writes one and the darkroom works by it."""

from dataclasses import dataclass, replace

from desktop_app.imaging.choices import Background, FrameColor, OutputFormat, Recover

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
    background: Background = Background.KEEP
    cutout_edge: int = 0
    """−100 (tighter) to 100 (looser): where the garment's edge is drawn."""
    shadow: int = 0
    """0 to 100: strength of a soft shadow on a white or transparent ground."""
    recover: Recover = Recover.AUTO
    ratio: tuple[int, int] | None = None
    """Width to height of the finished picture; None keeps the photo's own."""
    fill: int = 0
    """Per cent of the frame that the garment's box takes; 0 leaves the garment where it stands."""
    frame_color: FrameColor = FrameColor.GROUND
    max_side: int = 0
    """Pixels; 0 keeps the size."""
    format: OutputFormat = OutputFormat.JPEG
    quality: int = 90
    max_kilobytes: int = 0
    """Of 1024 bytes; 0 is no bound."""
    shop: str = ""
    """Id of the marketplace it is made for; goes into the outcome as it is."""
    notes: tuple[str, ...] = ()
    """Slugs that the finished picture is to carry, such as `second-hand`."""

    @property
    def needs_cutout(self) -> bool:
        """Whether the garment has to be told from its ground."""
        return self.background.needs_cutout or self.fill > 0

    def at_screen_size(self, side: int) -> "Recipe":
        """The same look with at most `side` pixels: a JPEG, or a WebP where the ground is to be seen through."""
        is_clear = self.background is Background.TRANSPARENT and self.format is not OutputFormat.JPEG
        kind = OutputFormat.WEBP if is_clear else OutputFormat.JPEG
        smaller = min(side, self.max_side) if self.max_side else side
        return replace(self, max_side=smaller, format=kind, quality=PREVIEW_QUALITY, max_kilobytes=0)
