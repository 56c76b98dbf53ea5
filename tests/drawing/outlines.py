"""Lines that look drawn by scissors: splines, mirrored halves, strips, and the hand that lays them down crooked."""

from dataclasses import dataclass

import numpy as np

from tests.drawing.raster import generator

SHARP = 1
"""Third value of a control point at which the line may turn a corner."""

Point = tuple[float, ...]


def curve(points: list[Point], *, closed: bool = False, per_span: int = 14) -> np.ndarray:
    """The smooth line through control points (x, y) or (x, y, SHARP), as an N×2 array."""
    sharp = [len(point) > 2 for point in points]
    xy = np.array([point[:2] for point in points], float)
    count = len(xy)
    t = np.linspace(0, 1, per_span, endpoint=False)[:, None]
    spans = []
    for i in range(count if closed else count - 1):
        j = (i + 1) % count
        chord = xy[j] - xy[i]
        ends = []
        for k in (i, j):
            loose = sharp[k] or (not closed and k in (0, count - 1))
            tangent = chord if loose else (xy[(k + 1) % count] - xy[k - 1]) / 2
            reach = np.linalg.norm(chord) * 1.2 / max(np.linalg.norm(tangent), 1e-6)
            ends.append(tangent * min(1.0, reach))
        spans.append(_hermite(xy[i], xy[j], ends[0], ends[1], t))
    return np.vstack([*spans, xy[:1] if closed else xy[-1:]])


def _hermite(start: np.ndarray, end: np.ndarray, leave: np.ndarray, arrive: np.ndarray, t: np.ndarray) -> np.ndarray:
    return (
        (2 * t**3 - 3 * t**2 + 1) * start
        + (t**3 - 2 * t**2 + t) * leave
        + (-2 * t**3 + 3 * t**2) * end
        + (t**3 - t**2) * arrive
    )


def flip(points: list[Point]) -> list[Point]:
    """The same points on the other side of the middle."""
    return [(-point[0], *point[1:]) for point in points]


def mirrored(right: list[Point]) -> np.ndarray:
    """A closed outline from its right half, listed from top to bottom."""
    left = [point for point in reversed(flip(right)) if abs(point[0]) > 1e-6]
    return curve([*right, *left], closed=True)


def shift(line: np.ndarray, distance: float) -> np.ndarray:
    """The line moved sideways (to its left when positive) by a distance in units."""
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    return line + distance * np.stack([along[:, 1], -along[:, 0]], axis=1)


def strip(line: np.ndarray, left: float, right: float, taper: float = 0.0) -> np.ndarray:
    """The closed outline of a band along a line, so wide to its left and right, its ends tapering over that share."""
    place = np.linspace(0, 1, len(line))
    full = np.sqrt(np.clip(np.minimum(place, 1 - place) / taper, 0, 1))[:, None] if taper else 1.0
    upper, lower = shift(line, left), shift(line, -right)
    return np.vstack([line + (upper - line) * full, (line + (lower - line) * full)[::-1]])


def disc(centre: Point, radius: float) -> np.ndarray:
    """A round outline."""
    angle = np.linspace(0, 2 * np.pi, 32)
    return np.stack([centre[0] + radius * np.cos(angle), centre[1] + radius * np.sin(angle)], axis=1)


def resample(line: np.ndarray, step: float) -> np.ndarray:
    """The line with points about `step` units apart."""
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    wanted = np.linspace(0, length[-1], max(2, round(length[-1] / step) + 1))
    return np.stack([np.interp(wanted, length, line[:, axis]) for axis in (0, 1)], axis=1)


def dashes(line: np.ndarray, length: float, gap: float) -> list[np.ndarray]:
    """Stitches along a line."""
    dense = resample(line, length + gap)
    ahead = dense[:-1] + np.diff(dense, axis=0) * (length / (length + gap))
    return [np.stack(pair) for pair in zip(dense[:-1], ahead, strict=True)]


@dataclass(frozen=True)
class Laying:
    """How a hand laid the garment into the picture: place, size, turn, and how far from straight."""

    x: float
    y: float
    """where the garment's own origin (middle of the neck or waist) comes to lie, units"""
    size: float = 1.0
    turn: float = 0.0
    """degrees, clockwise"""
    drift: float = 5.0
    """how far outlines wander, units"""
    seed: str = ""

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """Points of the garment's own plane, laid into the picture."""
        xy = np.asarray(points, float)
        angle = np.radians(self.turn)
        matrix = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        return self._wander(xy) @ matrix * self.size + (self.x, self.y)

    def _wander(self, xy: np.ndarray) -> np.ndarray:
        """The points moved by a few slow waves and a few quick small ones, so that no two sides are alike."""
        random = generator(self.seed, "wander")
        moved = xy.copy()
        for wave, share in ((420, 1.0), (230, 0.7), (110, 0.3), (48, 0.1), (21, 0.03)):
            for axis in (0, 1):
                direction, phase = random.uniform(0, 2 * np.pi), random.uniform(0, 2 * np.pi)
                k = np.array([np.cos(direction), np.sin(direction)]) * 2 * np.pi / wave
                moved[:, axis] += self.drift * share * np.sin(xy @ k + phase)
        return moved
