"""What takes the place of the ground: white paper, nothing at all, or the photo's own ground under a white veil."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from desktop_app.imaging.arrays import Numbers


class Underlay(Protocol):
    """What is seen where the garment is not; colours are those of the strips, see `Inks`."""

    @property
    def plain(self) -> Numbers | None:
        """(3,) where a tile of ground has one colour; None where it depends on the photo."""

    def seen(self, pixels: Numbers, garment: Numbers, share: Numbers, shade: Numbers) -> Numbers:
        """(height, width, 3) out of the photo, the garment's colour, its share and the shadow (…, 1), 0 to 1."""


@dataclass(frozen=True, slots=True)
class Inks:
    """White and black as the strips have them."""

    white: tuple[float, float, float]
    black: tuple[float, float, float]
    luma: int | None
    """Channel that is lightness; None for RGB."""


RGB = Inks((255, 255, 255), (0, 0, 0), None)
YCC = Inks((255, 128, 128), (0, 128, 128), 0)


@dataclass(frozen=True, slots=True)
class Paper:
    """Pure white under the garment and its shadow."""

    inks: Inks

    @property
    def plain(self) -> Numbers | None:
        """White."""
        return np.array(self.inks.white)

    def seen(self, pixels: Numbers, garment: Numbers, share: Numbers, shade: Numbers) -> Numbers:
        """The garment on paper."""
        white, black = np.array(self.inks.white), np.array(self.inks.black)
        return np.asarray(share * garment + (1 - share) * (white + shade * (black - white)))


@dataclass(frozen=True, slots=True)
class Glass:
    """Nothing: the colour that shows through an opacity of its own."""

    inks: Inks

    @property
    def plain(self) -> Numbers | None:
        """White, which nobody sees."""
        return np.array(self.inks.white)

    def seen(self, pixels: Numbers, garment: Numbers, share: Numbers, shade: Numbers) -> Numbers:
        """The garment's own colour, mixed with the shadow's as far as that shows."""
        dark = (1 - share) * shade
        return np.asarray((share * garment + dark * np.array(self.inks.black)) / np.maximum(share + dark, 1e-3))


@dataclass(frozen=True, slots=True)
class Veil:
    """The photo's own ground, with white laid over it."""

    inks: Inks
    strength: float
    """0 to 1."""

    @property
    def plain(self) -> Numbers | None:
        """The ground is the photo's."""
        return None

    def seen(self, pixels: Numbers, garment: Numbers, share: Numbers, shade: Numbers) -> Numbers:
        """The garment as it was, the rest lighter."""
        return np.asarray(pixels + (1 - share) * self.strength * (np.array(self.inks.white) - pixels))
