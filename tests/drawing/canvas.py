"""Laying pieces onto a ground: light on relief, contact shadow, weave and print, and the mask that comes with it."""

from dataclasses import dataclass

import cv2
import numpy as np

from tests.drawing import prints
from tests.drawing.outlines import Laying, dashes, shift
from tests.drawing.pieces import Cloth, Decal, Panel, Patch, Piece
from tests.drawing.raster import Window, linear, sample
from tests.drawing.relief import relief
from tests.drawing.weaves import weave


@dataclass(frozen=True)
class Light:
    """Where the light comes from."""

    angle: float = 225.0
    """degrees on the picture, 0 from the right, 90 from below, 225 from the upper left"""
    height: float = 48.0
    """degrees above the ground"""
    ambient: float = 0.5
    """share of light that comes from everywhere"""

    def direction(self) -> np.ndarray:
        """The unit vector towards the light."""
        azimuth, rise = np.radians(self.angle), np.radians(self.height)
        return np.array([np.cos(azimuth) * np.cos(rise), np.sin(azimuth) * np.cos(rise), np.sin(rise)], np.float32)

    def shade(self, window: Window, height: np.ndarray, sheen: float = 0.0) -> np.ndarray:
        """Brightness (flat cloth is 1) of a surface of that height, hollows darker."""
        gx, gy = slopes(window, height)
        norm = np.sqrt(1 + gx**2 + gy**2)
        lx, ly, lz = self.direction()
        facing = np.clip((lz - gx * lx - gy * ly) / norm / lz, 0, 2.2)
        hollow = sum(window.soften(height, radius) - height for radius in (5, 16)) / 2
        shade = (self.ambient + (1 - self.ambient) * facing) * np.exp(-0.085 * np.clip(hollow, -3, 9))
        if sheen:
            mirror = np.clip((lz + 1 - gx * lx - gy * ly) / norm / np.sqrt(2 + 2 * lz), 0, 1)
            shade = shade + sheen * (mirror**24 - 0.45)
        return np.clip(shade, 0.06, 2.4).astype(np.float32)


def slopes(window: Window, height: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How fast a height changes along x and y."""
    half = np.float32(window.scale / 2)
    kernel = np.float32([[-1, 0, 1]])
    return cv2.filter2D(height, -1, kernel) * half, cv2.filter2D(height, -1, kernel.T) * half


def shifted(field: np.ndarray, x: float, y: float) -> np.ndarray:
    """The field moved by so many pixels, zero where nothing was."""
    matrix = np.float32([[1, 0, x], [0, 1, y]])
    return cv2.warpAffine(field, matrix, (field.shape[1], field.shape[0]), flags=cv2.INTER_LINEAR)


class Canvas:
    """A picture in linear light that grows layer by layer, and the garment's mask."""

    def __init__(self, window: Window, ground: np.ndarray, light: Light) -> None:
        self.window = window
        self.light = light
        self.rgb = ground
        self.alpha = np.zeros(window.shape, np.float32)
        self._laid = 0

    def lay(self, piece: Piece, laying: Laying) -> None:
        """Adds a piece on top of what is there."""
        outlines = [laying(panel.outline) for panel in piece.panels]
        part = self.window.around(np.vstack(outlines), 14 + 6 * piece.lift * laying.size)
        coarse = part.coarse()
        seed = (laying.seed, self._laid)
        self._laid += 1
        cover = self._cover(part, piece, outlines, laying, seed)
        height = relief(piece, laying, coarse, coarse.fill(*outlines), seed)
        colour = self._colour(part, piece, outlines, laying, height, seed)
        self._cast(part, cover, piece.lift * laying.size)
        self._blend(part, cover, colour)
        if piece.belongs:
            area = self.window.inside(part)
            self.alpha[area] = np.maximum(self.alpha[area], cover)

    def _cover(self, part: Window, piece: Piece, outlines: list, laying: Laying, seed: object) -> np.ndarray:
        cover = part.fill(*outlines)
        fuzz = max(panel.cloth.fuzz for panel in piece.panels)
        if fuzz:
            soft = part.soften(cover, fuzz)
            hairs = 0.16 * part.noise((seed, "fuzz"), 1.6 * fuzz, 2)
            cover = np.clip((soft - 0.5 + hairs * (4 * soft * (1 - soft))) * 2.2 + 0.5, 0, 1)
        return cover

    def _colour(
        self, part: Window, piece: Piece, outlines: list, laying: Laying, height: np.ndarray, seed: object
    ) -> np.ndarray:
        """Linear RGB of a piece over the window: cloth, print and marks under the light on its relief."""
        coarse = part.coarse()
        gx, gy = (part.enlarge(field) for field in slopes(coarse, coarse.soften(height, 1.5)))
        wander_x, wander_y = _wandered(part, laying)
        x, y = part.coordinates()
        x, y = x + 3 * gx - wander_x, y + 3 * gy - wander_y  # folds and crooked outlines carry the pattern with them
        rgb = np.empty((*part.shape, 3), np.float32)
        for i, (panel, outline) in enumerate(zip(piece.panels, outlines, strict=True)):
            own = part.around(outline, 4)
            area = part.inside(own) if i else (slice(None), slice(None))
            colour = surface(own if i else part, x[area], y[area], panel, laying)
            mask = own.fill(outline)[..., None] if i else 1
            rgb[area] = colour if not i else rgb[area] * (1 - mask) + colour * mask
        if piece.decal:
            self._print(rgb, x, y, piece.decal, laying)
        sheen = piece.panels[0].cloth.sheen
        light = coarse.soften(self.light.shade(coarse, height, sheen), 0.3) * piece.dim
        for patch in piece.patches:
            light = light * _faded(coarse, patch, laying)
        rgb *= part.enlarge(light)[..., None]
        self._mark(part, rgb, piece, laying)
        return rgb

    @staticmethod
    def _print(rgb: np.ndarray, x: np.ndarray, y: np.ndarray, decal: Decal, laying: Laying) -> None:
        """Prints a badge, carried by the folds through x and y."""
        u, v = _turned(x, y, laying, 0.0)
        side = decal.width
        picture = prints.badge(decal.ink, decal.accent)
        columns, rows = (u - decal.x) / side + 0.5, (v - decal.y) / side + 0.5
        ink = cv2.remap(picture, columns * 1000, rows * 1000, cv2.INTER_LINEAR)
        share = ink[..., 3:]
        rgb *= 1 - share
        rgb += ink[..., :3] * share

    @staticmethod
    def _mark(part: Window, rgb: np.ndarray, piece: Piece, laying: Laying) -> None:
        """Draws stitches and marks straight into the colour."""
        for seam in piece.seams:
            for row in seam.rows if seam.thread else ():
                stitches = dashes(shift(laying(seam.line), row * laying.size), 1.7 * laying.size, 0.8 * laying.size)
                _ink(part, rgb, part.stroke([s + 0.35 for s in stitches], 0.75 * laying.size), "#000000", 0.35)
                _ink(part, rgb, part.stroke(stitches, 0.6 * laying.size), seam.thread, 0.8)
        for mark in piece.marks:
            line = laying(mark.line)
            shape = part.stroke([line], mark.width * laying.size) if mark.width else part.fill(line)
            _ink(part, rgb, shape, mark.colour, mark.strength)

    def _cast(self, part: Window, cover: np.ndarray, lift: float) -> None:
        """Darkens what lies beneath: close around the rim, and softer away from the light."""
        coarse = part.coarse(1.0)
        solid = cv2.resize(cover, (coarse.width, coarse.height), interpolation=cv2.INTER_AREA)
        away = -self.light.direction()[:2] * lift * coarse.scale
        near = coarse.soften(shifted(solid, *(away * 0.4)), 1.0 + 0.35 * lift)
        far = coarse.soften(shifted(solid, *(away * 1.5)), 2.0 + 1.3 * lift)
        dark = (1 - 0.5 * np.clip(near, 0, 1)) * (1 - 0.4 * np.clip(far, 0, 1))
        self.rgb[self.window.inside(part)] *= part.enlarge(dark)[..., None]

    def _blend(self, part: Window, cover: np.ndarray, colour: np.ndarray) -> None:
        area = self.window.inside(part)
        self.rgb[area] += (colour - self.rgb[area]) * cover[..., None]


def _ink(part: Window, rgb: np.ndarray, shape: np.ndarray, colour: str, strength: float) -> None:
    share = (shape * strength)[..., None]
    rgb *= 1 - share
    rgb += linear(colour) * share


def _faded(window: Window, patch: Patch, laying: Laying) -> np.ndarray:
    centre = laying(np.array([[patch.x, patch.y]]))[0]
    x, y = window.coordinates()
    u = (x - centre[0]) / (patch.radius_x * laying.size)
    v = (y - centre[1]) / (patch.radius_y * laying.size)
    uneven = 1 + 0.25 * window.noise(("patch", patch.x, patch.y), 30, 3)
    return (1 + patch.gain * uneven * np.exp(-(u**2 + v**2))).astype(np.float32)


def _turned(x: np.ndarray, y: np.ndarray, laying: Laying, grain: float) -> tuple[np.ndarray, np.ndarray]:
    """Picture coordinates brought back to the garment's own units, along its threads."""
    angle = np.radians(laying.turn + grain)
    cos, sin = np.float32(np.cos(angle) / laying.size), np.float32(np.sin(angle) / laying.size)
    dx, dy = x - np.float32(laying.x), y - np.float32(laying.y)
    return dx * cos + dy * sin, dy * cos - dx * sin


def _wandered(part: Window, laying: Laying) -> tuple[np.ndarray, np.ndarray]:
    """How far the laying hand moved the cloth at each place, units along x and y."""
    coarse = part.coarse(0.15)
    x, y = coarse.coordinates()
    moved = laying(np.stack([axis.ravel() for axis in _turned(x, y, laying, 0.0)], axis=1)).astype(np.float32)
    moved = moved.reshape(*coarse.shape, 2)
    return part.enlarge(moved[..., 0] - x), part.enlarge(moved[..., 1] - y)


def surface(window: Window, x: np.ndarray, y: np.ndarray, panel: Panel, laying: Laying) -> np.ndarray:
    """Linear RGB of a panel's cloth in even light."""
    cloth: Cloth = panel.cloth
    u, v = _turned(x, y, laying, panel.grain)
    scale = window.scale * laying.size
    thread = sample(weave(cloth.weave), u, v, cloth.period, scale)
    tone = 1 + cloth.depth * thread
    if cloth.mottle:
        coarse = window.coarse(1.0)
        tone += window.enlarge(cloth.mottle * coarse.noise((laying.seed, cloth.colour), 70, 4))
    printed = bool(cloth.print)
    colour = sample(prints.tile(*cloth.print), u, v, cloth.print_period, scale) if printed else linear(cloth.colour)
    return colour * np.maximum(tone, 0.12)[..., None]
