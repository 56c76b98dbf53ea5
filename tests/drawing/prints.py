"""What is printed on or woven into cloth: wrapping colour tiles in linear light, and single pictures with text."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.drawing.raster import generator, linear, to_linear
from tests.drawing.weaves import grain

_SIDE = 1024


def _bands(widths: tuple[float, ...]) -> np.ndarray:
    """Which of the bands each row of a tile belongs to, as soft weights, rows × bands."""
    edges = np.cumsum([0, *widths]) / sum(widths) * _SIDE
    rows = np.arange(_SIDE)[:, None] + 0.5
    return np.clip(rows - edges[:-1] + 0.5, 0, 1) * np.clip(edges[1:] - rows + 0.5, 0, 1)


def stripes(colours: tuple[str, ...], widths: tuple[float, ...]) -> np.ndarray:
    """Horizontal stripes."""
    rows = _bands(widths) @ np.stack([linear(colour) for colour in colours])
    return np.broadcast_to(rows[:, None].astype(np.float32), (_SIDE, _SIDE, 3)).copy()


def checks(colours: tuple[str, ...], widths: tuple[float, ...]) -> np.ndarray:
    """A woven check: warp and weft of the same stripes, crossing in a twill."""
    weft = stripes(colours, widths)
    warp = weft.transpose(1, 0, 2)
    y, x = np.mgrid[:_SIDE, :_SIDE]
    over = (0.5 + 0.22 * np.sin((x + y) * 2 * np.pi / 8)).astype(np.float32)[..., None]
    return weft * over + warp * (1 - over)


def _wrapped(draw: Callable[[int, int], None], x: float, y: float) -> None:
    """Calls a drawing at all the places at which a wrapping tile shows it."""
    for dx in (-_SIDE, 0, _SIDE):
        for dy in (-_SIDE, 0, _SIDE):
            draw(round(x + dx), round(y + dy))


def _flower(
    image: np.ndarray, random: np.random.Generator, at: tuple[float, float], size: float, colours: list
) -> None:
    turn, petals = random.uniform(0, 360), int(random.integers(5, 7))
    light, dark, heart = colours

    def one(x: int, y: int) -> None:
        for petal in range(petals):
            angle = np.radians(turn + petal * 360 / petals)
            for reach, length, width, colour in ((0.52, 0.5, 0.36, light), (0.36, 0.27, 0.14, dark)):
                centre = (round(x + reach * size * np.cos(angle)), round(y + reach * size * np.sin(angle)))
                axes = (max(1, round(size * length)), max(1, round(size * width)))
                cv2.ellipse(image, centre, axes, np.degrees(angle), 0, 360, colour, -1, cv2.LINE_AA)
        cv2.circle(image, (x, y), max(1, round(size * 0.2)), heart, -1, cv2.LINE_AA)

    _wrapped(one, *at)


def _leaf(image: np.ndarray, at: tuple[float, float], angle: float, size: float, colour: tuple) -> None:
    def one(x: int, y: int) -> None:
        tip = np.array([np.cos(angle), np.sin(angle)]) * size
        side = np.array([-tip[1], tip[0]]) * 0.28
        points = np.add((x, y), (tip * 0, tip * 0.4 + side, tip, tip * 0.4 - side))
        cv2.fillPoly(image, [np.round(points).astype(np.int32)], colour, cv2.LINE_AA)

    _wrapped(one, *at)


def florals(ground: str, petals: tuple[str, ...], leaf: str) -> np.ndarray:
    """Scattered flowers and leaves."""
    random = generator("florals", ground, *petals)
    rgb = [tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (ground, leaf, *petals)]
    image = np.full((_SIDE, _SIDE, 3), rgb[0], np.uint8)
    places: list[tuple[float, float]] = []
    for attempt in range(900):
        at = tuple(random.uniform(0, _SIDE, 2))
        gap = 118 if attempt < 500 else 84
        if any(np.hypot(*((np.subtract(at, p) + _SIDE / 2) % _SIDE - _SIDE / 2)) < gap for p in places):
            continue
        places.append(at)
        size = random.uniform(30, 50) if attempt < 500 else random.uniform(11, 20)
        for angle in random.uniform(0, 2 * np.pi, 3):
            start = (at[0] + np.cos(angle) * size * 0.7, at[1] + np.sin(angle) * size * 0.7)
            _leaf(image, start, angle + random.uniform(-0.4, 0.4), size * random.uniform(0.7, 1.1), rgb[1])
        tone = rgb[2 + int(random.integers(len(petals)))]
        shade = tuple(int(value * 0.72) for value in tone)
        _flower(image, random, at, size, [tone, shade, (238, 196, 92)])
    return to_linear(image.astype(np.float32) / 255)


def heather(colour: str, other: str) -> np.ndarray:
    """Melange yarn: two fibres mixed in short streaks."""
    streaks = 0.7 * grain("heather", 9, 0.9) + 0.5 * grain("heather-v", 0.9, 5) + 0.5 * grain("heather-f", 1, 1)
    share = np.clip(0.5 + 0.2 * streaks, 0, 1)[..., None]
    return linear(colour) * (1 - share) + linear(other) * share


_TILES: dict[str, Callable[..., np.ndarray]] = {
    "stripes": stripes,
    "checks": checks,
    "florals": florals,
    "heather": heather,
}


@cache
def tile(kind: str, *arguments: object) -> np.ndarray:
    """The tile of a print by name."""
    return _TILES[kind](*arguments).astype(np.float32)


@cache
def badge(ink: str, accent: str) -> np.ndarray:
    """A chest print, 1000×1000 RGBA float32 in linear light: a sun over waves and three lines of text."""
    image = Image.new("RGBA", (1000, 1000), (*Image.new("RGB", (1, 1), ink).getpixel((0, 0)), 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((330, 60, 670, 400), fill=accent)
    for row in range(5):
        y = 250 + row * 42
        wave = [(x, y + 16 * np.sin(x / 46 + row * 1.3)) for x in range(210, 791, 6)]
        draw.line(wave, fill=ink, width=20 - 2 * row, joint="curve")
    for text, size, y in (
        ("SLOW SUNDAY", 128, 560),
        ("COAST CLUB · EST 1998", 58, 690),
        ("by the sea, no hurry", 48, 780),
    ):
        draw.text((500, y), text, font=ImageFont.load_default(size), fill=ink, anchor="mm")
    draw.line((250, 632, 750, 632), fill=accent, width=8)
    rgba = np.asarray(image, np.float32) / 255
    worn = np.clip(1.15 - 0.5 * (cv2.resize(grain("worn", 1.5, 1.5), (1000, 1000)) > 1.9), 0, 1)
    return np.dstack([to_linear(rgba[..., :3]), rgba[..., 3] * np.minimum(worn, 0.94)]).astype(np.float32)
