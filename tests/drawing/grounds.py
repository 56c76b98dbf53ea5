"""What garments lie on or hang in front of: each function gives linear RGB for a whole window."""

from collections.abc import Callable

import cv2
import numpy as np

from tests.drawing.canvas import Light, surface
from tests.drawing.outlines import Laying
from tests.drawing.pieces import Cloth, Panel
from tests.drawing.raster import Window, generator, linear
from tests.drawing.relief import crumple

Ground = Callable[[Window, Light, str], np.ndarray]


def sheet(colour: str, weave: str = "poplin", folds: float = 5.0, print_: tuple = (), period: float = 140.0) -> Ground:
    """A bed sheet or blanket with soft folds."""

    def draw(window: Window, light: Light, seed: str) -> np.ndarray:
        coarse = window.coarse()
        height = folds * (0.7 * crumple(coarse, (seed, "sheet"), 230) + 0.25 * crumple(coarse, (seed, "small"), 85))
        height += _pressed(coarse, seed)
        shade = light.shade(coarse, coarse.soften(height.astype(np.float32), 1.2))
        x, y = window.coordinates()
        cloth = Cloth(colour, weave, 0.05, 40.0, print_, period, mottle=0.015)
        flat = surface(window, x, y, Panel(np.empty((0, 2)), cloth, 8.0), Laying(0, 0, seed=seed))
        return flat * window.enlarge(shade)[..., None]

    return draw


def _pressed(window: Window, seed: str) -> np.ndarray:
    """The straight creases of a sheet that lay folded in a cupboard, as height in units."""
    x, y = window.coordinates()
    random = generator(seed, "pressed")
    tilt = random.uniform(-0.05, 0.05)
    total = np.zeros(window.shape, np.float32)
    for along, across, places in ((x, y, (210, 640)), (y, x, (170, 560))):
        for place in places:
            line = across - tilt * (along if across is y else -along) - place - random.uniform(-40, 40)
            line = line + 1.5 * window.noise((seed, "press", place), 120, 2)
            total += random.choice((-1.0, 1.0)) * 1.1 * np.exp(-np.abs(line) / 3.0) + 0.012 * np.abs(line)
    return total


def wood(tones: tuple[str, ...], across: float = 74.0, turn: float = 90.0, gap: float = 0.9) -> Ground:
    """A floor of boards with grain, seen slightly askew."""

    def draw(window: Window, light: Light, seed: str) -> np.ndarray:
        x, y = window.coordinates()
        angle = np.radians(turn)
        away = 1 + 0.00013 * (y - 500)  # the far end of the floor is a little smaller
        along = ((x - 400) * np.cos(angle) + (y - 500) * np.sin(angle)) / away + 3000
        side = (-(x - 400) * np.sin(angle) + (y - 500) * np.cos(angle)) / away + 3000
        row = np.floor(side / across).astype(np.int32)
        random = generator(seed, "wood")
        offsets = random.uniform(0, 620, 200).astype(np.float32)
        column = np.floor((along + offsets[row]) / 620).astype(np.int32)
        board = (row * 7 + column * 3) % 97
        grain = _grain(window, seed, along + 211.0 * (board % 13), side + 57.0 * (board % 7))
        tone = random.uniform(0, 1, 97).astype(np.float32)[board]
        light_tone, dark_tone = linear(tones[0]), linear(tones[1])
        share = np.clip(0.5 + 0.42 * (tone - 0.5) + 0.17 * grain, 0, 1)[..., None]
        edge = np.minimum(side % across, across - side % across)
        ends = (along + offsets[row]) % 620
        edge = np.minimum(edge, np.minimum(ends, 620 - ends))
        joint = 0.28 + 0.72 * np.clip(edge / gap - 0.35, 0, 1)
        return (dark_tone * share + light_tone * (1 - share)) * joint[..., None]

    return draw


def _grain(window: Window, seed: str, along: np.ndarray, side: np.ndarray) -> np.ndarray:
    """The figure of wood: long streaks and cathedral lines that bend round knots, about 0."""
    texture = Window(0, 0, 1024, 1024, 1024 / 1200)
    bend = texture.noise((seed, "bend"), 160, 3, (2.2, 0.35))
    streak = texture.noise((seed, "streak"), 60, 5, (6, 0.09))
    pores = texture.noise((seed, "pores"), 22, 2, (3.5, 0.12))

    def read(field: np.ndarray, du: float, dv: float) -> np.ndarray:
        factor = np.float32(1024 / 1200)
        u, v = (along * factor * du).astype(np.float32), (side * factor * dv).astype(np.float32)
        u, v = (1023 - np.abs(axis % 2046 - 1023) for axis in (u, v))  # there and back: no seam
        return cv2.remap(field, u, v, cv2.INTER_LINEAR)

    figure = np.sin(read(bend, 1, 1) * 5.5 + side * 0.22)
    return 0.45 * figure + 0.7 * read(streak, 1, 1) + 0.45 * read(pores, 1.7, 2.3) + 0.3 * read(streak, 2.1, 3.1)


def carpet(colour: str, other: str, depth: float = 0.26) -> Ground:
    """A short-pile carpet: tufts that lean this way and that."""

    def draw(window: Window, light: Light, seed: str) -> np.ndarray:
        tufts = window.noise((seed, "tuft"), 2.6, 2, (0.8, 1.3)) + 0.45 * window.noise(
            (seed, "tuft2"), 6, 2, (0.8, 1.3)
        )
        lean = window.enlarge(window.coarse(1).noise((seed, "lean"), 130, 3))
        share = np.clip(0.5 + 0.14 * window.noise((seed, "yarn"), 4, 2) + 0.16 * lean, 0, 1)[..., None]
        shade = np.clip(1 + depth * tufts * 0.6 + 0.1 * lean, 0.25, 2)[..., None]
        return (linear(colour) * (1 - share) + linear(other) * share) * shade

    return draw


def concrete(colour: str, depth: float = 0.09) -> Ground:
    """A trowelled cement floor with clouds, pores and a hairline crack."""

    def draw(window: Window, light: Light, seed: str) -> np.ndarray:
        coarse = window.coarse(1)
        clouds = window.enlarge(coarse.noise((seed, "clouds"), 210, 6))
        swirl = window.enlarge(window.coarse().noise((seed, "swirl"), 60, 4, (2.5, 0.7)))
        grit = window.noise((seed, "grit"), 2.2, 2)
        pores = np.clip(window.noise((seed, "pores"), 5, 2) - 2.7, 0, 1)
        tone = 1 + depth * (1.2 * clouds + 0.5 * swirl) + 0.05 * grit - 0.5 * pores
        crack = np.abs(window.enlarge(coarse.noise((seed, "crack"), 330, 5)) + 0.9)
        tone = tone * (1 - 0.3 * np.exp(-((crack / 0.008) ** 2)))
        warm = 1 + np.array([0.02, 0.0, -0.025], np.float32) * clouds[..., None]
        return linear(colour) * np.maximum(tone, 0.2)[..., None] * warm

    return draw


def paper(colour: str, roll: float = 0.0) -> Ground:
    """Coloured card with faint fibres; with `roll`, it bends upward at that height of the picture."""

    def draw(window: Window, light: Light, seed: str) -> np.ndarray:
        fibre = window.noise((seed, "fibre"), 2.5, 2, (1.6, 0.7))
        clouds = window.enlarge(window.coarse(1).noise((seed, "clouds"), 190, 3))
        tone = 1 + 0.018 * fibre + 0.02 * clouds
        if roll:
            _, y = window.coordinates()
            tone = tone * (1 + 0.1 * np.tanh((roll - y) / 60))
        return linear(colour) * tone[..., None]

    return draw


def tiles(colour: str, joint: str, side: float = 250.0, turn: float = 6.0) -> Ground:
    """Ceramic floor tiles with a soft reflection."""

    def draw(window: Window, light: Light, seed: str) -> np.ndarray:
        x, y = window.coordinates()
        angle = np.radians(turn)
        away = 1 + 0.00012 * (y - 500)
        u = ((x - 380) * np.cos(angle) + (y - 500) * np.sin(angle)) / away + 5090
        v = (-(x - 380) * np.sin(angle) + (y - 500) * np.cos(angle)) / away + 5040
        tone = generator(seed, "tiles").normal(1, 0.018, 89).astype(np.float32)
        number = (np.floor(u / side).astype(np.int32) * 13 + np.floor(v / side).astype(np.int32) * 5) % 89
        marble = window.enlarge(window.coarse().noise((seed, "marble"), 120, 6))
        body = linear(colour) * (tone[number] * (1 + 0.035 * marble))[..., None]
        edge = np.minimum(np.minimum(u % side, side - u % side), np.minimum(v % side, side - v % side))
        share = np.clip((edge - 1.6) / 0.8, 0, 1)[..., None]
        bevel = 1 - 0.12 * np.exp(-(((edge - 3) / 2.0) ** 2))[..., None]
        return body * bevel * share + linear(joint) * (1 + 0.1 * window.noise((seed, "j"), 4, 2))[..., None] * (
            1 - share
        )

    return draw


def wall(colour: str, skirting: float = 0.0, floor: str = "#8a6a4c") -> Ground:
    """Painted plaster with the roller's orange peel; a skirting board and floor below when asked for."""

    def draw(window: Window, light: Light, seed: str) -> np.ndarray:
        coarse = window.coarse()
        peel = (0.5 * coarse.noise((seed, "peel"), 4.5, 2) + 1.6 * coarse.noise((seed, "wavy"), 150, 3)).astype(
            np.float32
        )
        shade = window.enlarge(light.shade(coarse, 0.17 * coarse.soften(peel, 0.5)))
        rgb = linear(colour) * shade[..., None]
        return _skirt(window, rgb, skirting, floor, seed) if skirting else rgb

    return draw


def _skirt(window: Window, rgb: np.ndarray, top: float, floor: str, seed: str) -> np.ndarray:
    """Adds a white skirting board from `top` down and the floor under it."""
    x, y = window.coordinates()
    level = y + 0.012 * x
    board = np.clip((level - top) * window.scale, 0, 1)[..., None]
    profile = 1 - 0.35 * np.exp(-(((level - top - 5) / 2) ** 2)) - 0.2 * np.exp(-(((level - top - 9) / 1.2) ** 2))
    rgb = rgb * (1 - board) + linear("#dcd8d0") * profile[..., None] * board
    ground = wood((floor, "#5b4129"), 60.0, 4.0)(window, Light(), seed)
    below = np.clip((level - top - 52) * window.scale, 0, 1)[..., None]
    dark = 1 - 0.55 * np.exp(-np.clip(level - top - 52, 0, None) / 9)[..., None]
    return rgb * (1 - below) + ground * dark * below
