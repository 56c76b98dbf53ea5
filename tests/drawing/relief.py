"""The height of cloth above the ground, from folds, seams, creases and rims, on a coarse grid."""

import cv2
import numpy as np

from tests.drawing.outlines import Laying
from tests.drawing.pieces import Fold, Piece, Seam
from tests.drawing.raster import Window, generator


def crumple(window: Window, seed: object, wave: float = 95.0) -> np.ndarray:
    """Irregular creases: slow swells with crisp ridges across them, calm in some places and busy in others."""
    x, y = window.coordinates()
    reach = 0.1 * wave
    x = x + reach * window.noise((seed, "x"), wave * 0.8, 2)
    y = y + reach * window.noise((seed, "y"), wave * 0.8, 2)
    swell = 0.9 * window.noise((seed, "a"), wave * 1.1, 2)
    total = swell - 0.35 * np.abs(window.noise((seed, "b"), wave * 0.6, 2))
    random = generator(seed, "creases")
    wide, high = window.width / window.scale, window.height / window.scale
    lean = random.uniform(0, np.pi)
    for _ in range(int(2.6 * (wide * high / wave**2 + 2))):
        middle = np.array((window.left, window.top)) + random.uniform((0, 0), (wide, high))
        angle = lean + random.normal(0, 0.75)
        half = wave * random.uniform(0.2, 0.75) * np.array([np.cos(angle), np.sin(angle)])
        sizes = wave * random.uniform(0.03, 0.1), random.uniform(-0.5, 1.3)
        fold = Fold(tuple(middle - half), tuple(middle + half), *sizes, random.uniform(-0.12, 0.12))
        _add(total, window, x, y, np.stack([middle - half, middle + half]), fold, 1.0)
    busy = np.clip(0.7 + 0.45 * window.noise((seed, "busy"), wave * 2.2), 0.2, 1.6)
    return (window.soften(total, 0.8) * busy).astype(np.float32)


def relief(piece: Piece, laying: Laying, window: Window, solid: np.ndarray, seed: object) -> np.ndarray:
    """Height in units of a piece whose coverage is `solid`, on the window's grid."""
    height = _rim(window, solid, piece.edge * laying.size)
    if piece.folds:
        height += _folds(piece.folds, piece.waver, laying, window, seed) * np.clip(
            height / (piece.edge * laying.size), 0, 1
        )
    if piece.crumple:
        height += piece.crumple * crumple(window, seed)
    for seam in piece.seams:
        _press(height, seam, laying, window, seed)
    return window.soften(height, 0.9)


def _rim(window: Window, solid: np.ndarray, thickness: float) -> np.ndarray:
    """The rounded shoulder of a layer: from nothing at its edge to its thickness a little further in."""
    distance = cv2.distanceTransform((solid > 0.5).astype(np.uint8), cv2.DIST_L2, 5) / window.scale
    reach = thickness * 1.6
    uneven = 1 + 0.35 * window.noise((thickness, "rim"), 60)
    return (thickness * (1 - np.exp(-distance / reach)) * uneven).astype(np.float32)


def _folds(folds: tuple[Fold, ...], waver: float, laying: Laying, window: Window, seed: object) -> np.ndarray:
    """All folds of a piece; ridges are bent by slow noise so that none is a ruler's line."""
    x, y = window.coordinates()
    x = x + waver * laying.size * window.noise((seed, "fold-x"), 90, 2)
    y = y + waver * laying.size * window.noise((seed, "fold-y"), 90, 2)
    total = np.zeros(window.shape, np.float32)
    for fold in folds:
        ends = laying(np.array([fold.start, fold.end]))
        _add(total, window, x, y, ends, fold, laying.size)
    return total


def _add(
    total: np.ndarray, window: Window, x: np.ndarray, y: np.ndarray, ends: np.ndarray, fold: Fold, size: float
) -> None:
    """Adds one fold to a height, touching only its neighbourhood."""
    area = window.inside(window.around(ends, fold.width * size * 4 + 12 + abs(fold.bend) * float(np.ptp(ends))))
    total[area] += _ridge(x[area], y[area], ends, fold, size)


def _ridge(x: np.ndarray, y: np.ndarray, ends: np.ndarray, fold: Fold, size: float) -> np.ndarray:
    along = ends[1] - ends[0]
    length = max(float(np.hypot(*along)), 1e-6)
    ux, uy = along / length
    t = ((x - ends[0, 0]) * ux + (y - ends[0, 1]) * uy) / length
    across = (x - ends[0, 0]) * -uy + (y - ends[0, 1]) * ux
    inner = np.clip(t, 0, 1)
    across = across - 4 * fold.bend * length * inner * (1 - inner)
    spread = fold.width * size * (0.55 + 0.75 * (inner if fold.open_end else np.sin(np.pi * inner)))
    steep = np.where(across > 0, 0.62, 1.35) * spread
    tail = np.where(t < 0.5, np.clip(t / 0.3, 0, 1), 1.0 if fold.open_end else np.clip((1 - t) / 0.42, 0, 1))
    tail = tail * tail * (3 - 2 * tail)
    q = (across / steep) ** 2
    crest = 0.55 * np.exp(-q) + 0.45 * np.exp(-1.5 * (np.sqrt(q + 0.03) - 0.17))
    return (fold.height * size * tail * crest).astype(np.float32)


def _press(height: np.ndarray, seam: Seam, laying: Laying, window: Window, seed: object) -> None:
    """Presses a seam into the height, with its gathers."""
    line = laying(seam.line)
    part = window.around(line, 12 * laying.size)
    area = window.inside(part)
    groove = part.soften(part.stroke([line], seam.width * laying.size), 0.5)
    height[area] -= seam.depth * 1.6 * groove
    if seam.pucker:
        beside = part.soften(part.stroke([line], 7 * laying.size), 3.5 * laying.size)
        height[area] += seam.pucker * beside * part.noise((seed, "pucker", len(line)), 9, 1)


def radiating(
    seed: object, point: tuple, towards: float, spread: float, count: int, reach: float, height: float
) -> list[Fold]:
    """Folds that fan out from a joint, `towards` and `spread` in degrees (0 right, 90 down)."""
    random = generator(seed, "radiating", *point)
    folds = []
    for i in range(count):
        angle = np.radians(towards + spread * ((i + 0.5) / count - 0.5) + random.uniform(-7, 7))
        direction = np.array([np.cos(angle), np.sin(angle)])
        length = reach * random.uniform(0.45, 1.15)
        begin = np.array(point) + direction * reach * random.uniform(0.02, 0.2) + random.uniform(-6, 6, 2)
        end = begin + direction * length
        strength = height * random.uniform(0.5, 1.2)
        folds.append(Fold(tuple(begin), tuple(end), random.uniform(6, 12), strength, random.uniform(-0.1, 0.1)))
    return folds


def draped(
    seed: object, top: tuple, bottom: tuple, count: int, width: float, height: float, *, to_hem: bool = True
) -> list[Fold]:
    """Folds that hang from a line (x0, x1, y) to a wider line below, to run into a hem there or to fade away."""
    random = generator(seed, "draped", *top)
    folds = []
    for i in range(count):
        share = (i + random.uniform(0.25, 0.75)) / count
        start = (top[0] + (top[1] - top[0]) * share, top[2] + random.uniform(-4, 0.25 * (bottom[2] - top[2])))
        end = (
            bottom[0] + (bottom[1] - bottom[0]) * share + random.uniform(-8, 8),
            bottom[2] + (0 if to_hem else random.uniform(-25, 25)),
        )
        bend = random.uniform(-0.03, 0.03)
        folds.append(
            Fold(start, end, width * random.uniform(0.6, 1.3), height * random.uniform(0.5, 1.2), bend, to_hem)
        )
    return folds
