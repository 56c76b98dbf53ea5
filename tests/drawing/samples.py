"""The table of samples: which garment, on what, how taken, and as what kind of file."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.drawing import bottoms, dresses, wardrobe
from tests.drawing.camera import Camera
from tests.drawing.canvas import Light
from tests.drawing.grounds import Ground, carpet, concrete, paper, sheet, tiles, wall, wood
from tests.drawing.outlines import Laying
from tests.drawing.pieces import Piece


@dataclass(frozen=True)
class Sample:
    """One photo of the set."""

    garment: Callable[[str], list[Piece]]
    ground: Ground
    laying: Laying
    light: Light
    camera: Camera
    width: int
    """pixels, upright"""
    height: int
    """pixels, upright"""
    quality: int = 88
    orientation: int = 1
    """EXIF orientation; other than 1, the stored pixels are turned"""
    profile: str = ""
    """"p3" for Display P3, else sRGB without a profile"""
    shipped: bool = True
    """False for what is only drawn on demand, to measure cut-outs"""


TUNGSTEN = (1.07, 1.0, 0.86)
SHADE = (0.95, 1.0, 1.07)
OAK = wood(("#b89a76", "#8d6b48"), 92, 87)
WALNUT = wood(("#7d5a3f", "#513624"), 80, 4)
NEON = (0.98, 1.03, 0.97)

SAMPLES: dict[str, Sample] = {
    "SKU1001-tshirt-front.jpg": Sample(
        wardrobe.tshirt, OAK, Laying(375, 240, 1.24, -4, 7, "tee"), Light(205, 42),
        Camera(0.95, TUNGSTEN, 0.42, 205, shadow=0.3), 3000, 4000, 90, 6,
    ),
    "SKU1002-longsleeve-stripes.jpg": Sample(
        wardrobe.longsleeve, sheet("#8fa3b5", "poplin", 5), Laying(378, 225, 1.28, 3, 7, "stripes"), Light(250, 44),
        Camera(0.92, SHADE, 0.35, 250), 1944, 2592, 88, 1,
    ),
    "SKU2001/1.jpg": Sample(
        wardrobe.shirt, concrete("#a5a39e"), Laying(382, 215, 1.2, 2, 7, "flannel"), Light(300, 46),
        Camera(0.9, SHADE, 0.4, 310, shadow=0.2), 3000, 4000, 88,
    ),
    "SKU2002/1.jpg": Sample(
        wardrobe.hoodie, carpet("#b9ad9d", "#94887a"), Laying(366, 320, 1.12, -2, 8, "hoodie"), Light(160, 40),
        Camera(0.82, TUNGSTEN, 0.45, 170, noise=0.024), 1800, 2400, 88, 8,
    ),
    "SKU1010-dress-floral.jpg": Sample(
        dresses.red_dress, wall("#d6d2c8", 905), Laying(372, 150, 1.14, 1.2, 5, "reddress"), Light(195, 40, 0.45),
        Camera(0.95, (1.05, 1.0, 0.9), 0.4, 195), 1920, 2560, 88,
    ),
    "SKU1003-skirt-pleated.jpg": Sample(
        bottoms.skirt, paper("#9fc4c9"), Laying(374, 165, 1.34, -2, 6, "skirt"), Light(230, 40),
        Camera(1.0, (1, 1, 1), 0.25, 230, noise=0.013), 1800, 2400, 90, 1, "p3",
    ),
    "IMG_4021.heic": Sample(
        bottoms.jeans, WALNUT, Laying(378, 140, 1.12, 3, 7, "jeans"), Light(215, 42),
        Camera(0.9, (1.04, 1.0, 0.92), 0.4, 215), 3000, 4000, 50,
    ),
    "SKU1004-blazer-hanger.jpg": Sample(
        wardrobe.blazer, wall("#c3c8c6"), Laying(376, 230, 1.22, -1, 5, "blazer"), Light(220, 40, 0.45),
        Camera(0.85, NEON, 0.4, 220), 1920, 2560, 88, 3,
    ),
    "SKU1005-sweater-knit.png": Sample(
        wardrobe.sweater, sheet("#cfcac2", "linen", 6), Laying(388, 250, 1.14, 3, 7, "knit"), Light(225, 40),
        Camera(0.95, (1.03, 1.0, 0.94), 0.35, 225, noise=0.004, sharpen=0.3), 1200, 1600,
    ),
    "SKU1006-shorts-linen.webp": Sample(
        bottoms.shorts, tiles("#d9d3c9", "#8d877d"), Laying(500, 215, 1.75, -4, 7, "shorts"), Light(310, 42),
        Camera(0.92, SHADE, 0.35, 300), 2000, 2000, 90,
    ),
    "SKU1007-blouse-white.jpg": Sample(
        wardrobe.blouse, sheet("#dedddb", "poplin", 6), Laying(374, 225, 1.26, 2, 7, "blouse"), Light(190, 36),
        Camera(0.85, (1.02, 1.0, 0.96), 0.35, 190), 3000, 4000, 90, 6,
    ),
    "SKU1008-dress-black.jpg": Sample(
        dresses.black_dress, sheet("#3f3d41", "fleece", 7), Laying(376, 130, 1.26, -3, 6, "blackdress"), Light(215, 40),
        Camera(0.95, TUNGSTEN, 0.45, 215, noise=0.026), 1920, 2560, 88,
    ),
    "SKU1009-scarf.jpg": Sample(
        bottoms.scarf, carpet("#54585c", "#3c3f43"), Laying(372, 220, 1.15, 2, 6, "scarf"), Light(220, 40),
        Camera(0.9, SHADE, 0.35, 220), 1800, 2400, 88, shipped=False,
    ),
}  # fmt: skip
