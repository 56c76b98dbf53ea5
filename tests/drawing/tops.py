"""Patterns of garments for the upper body; the origin is the middle of the neck, y points down, units."""

from dataclasses import dataclass

import numpy as np

from tests.drawing.outlines import SHARP, Point, curve, disc, flip, mirrored, strip
from tests.drawing.pieces import Cloth, Fold, Mark, Panel, Piece, Seam
from tests.drawing.relief import radiating

LINING = Cloth("#7d7a76", "jersey", 0.04)


@dataclass(frozen=True)
class Bodice:
    """Half measures of a torso, units."""

    neck: float = 62.0
    neck_depth: float = 56.0
    shoulder: float = 152.0
    slope: float = 34.0
    chest: float = 158.0
    armpit: float = 150.0
    waist: float = 152.0
    hem: float = 163.0
    length: float = 480.0

    def outline(self) -> np.ndarray:
        """The front, neck opening included."""
        right: list[Point] = [
            (0, self.neck_depth),
            (self.neck * 0.62, self.neck_depth * 0.74),
            (self.neck, 0, SHARP),
            (self.shoulder, self.slope, SHARP),
            (self.chest - 4, self.armpit * 0.72),
            (self.chest, self.armpit, SHARP),
            ((self.chest + self.waist) / 2 - 3, (self.armpit + self.length * 0.55) / 2),
            (self.waist, self.length * 0.58),
            (self.hem - 1, self.length * 0.9),
            (self.hem, self.length - 6, SHARP),
            (self.hem * 0.5, self.length + 1),
            (0, self.length + 2),
        ]
        return mirrored(right)

    def neckline(self) -> np.ndarray:
        """The front edge of the neck, from left to right."""
        right = [(self.neck * 0.62, self.neck_depth * 0.74), (self.neck, 0)]
        return curve([*reversed(flip(right)), (0, self.neck_depth), *right])

    def nape(self) -> np.ndarray:
        """The back edge of the neck, from left to right."""
        return curve([(-self.neck - 2, -1), (-self.neck * 0.5, 9), (0, 12), (self.neck * 0.5, 9), (self.neck + 2, -1)])

    def armhole(self, side: int) -> np.ndarray:
        """The seam between torso and sleeve; side is 1 for the right of the picture, -1 for the left."""
        line = [(self.shoulder, self.slope), (self.chest - 10, self.armpit * 0.66), (self.chest, self.armpit)]
        return curve([(side * x, y) for x, y in line])

    def bottom(self, up: float) -> np.ndarray:
        """A line along the hem, so far above it."""
        width = self.hem - 1
        return curve([(-width, self.length - 6 - up), (0, self.length + 2 - up), (width, self.length - 6 - up)])


@dataclass(frozen=True)
class Sleeve:
    """A sleeve by the middle of its end and its widths; angles are told by the points."""

    wrist: Point
    """middle of the cuff, for the right side"""
    width: float
    """half width at the cuff"""
    elbow: Point | None = None
    """middle of the arm half way, or a straight sleeve"""
    elbow_width: float = 40.0

    def outline(self, bodice: Bodice, side: int) -> np.ndarray:
        """The sleeve's outline, tucked under the torso at the armhole."""
        across = self.across(bodice)
        wrist = np.array(self.wrist)
        outer, inner = wrist + across * self.width, wrist - across * self.width
        tip, pit = (bodice.shoulder - 4, bodice.slope - 2), (bodice.chest - 1, bodice.armpit + 1)
        down = [(*tip, SHARP)]
        up = []
        if self.elbow:
            elbow = np.array(self.elbow)
            down.append((bodice.shoulder + 0.25 * (elbow[0] - bodice.shoulder) + 18, bodice.slope + 34))
            down.append(tuple(elbow + across * self.elbow_width))
            up.append(tuple(elbow - across * self.elbow_width))
        else:
            down.append((bodice.shoulder + 22, bodice.slope + 14))
        points = [
            *down,
            (*outer, SHARP),
            (*inner, SHARP),
            *up,
            (*pit, SHARP),
            (bodice.shoulder - 30, bodice.armpit * 0.6),
        ]
        return curve([(side * p[0], *p[1:]) for p in points], closed=True)

    def across(self, bodice: Bodice) -> np.ndarray:
        """The unit vector from the inner to the outer edge of the sleeve's end."""
        start = np.array(self.elbow or ((bodice.shoulder + bodice.chest) / 2, (bodice.slope + bodice.armpit) / 2))
        along = np.array(self.wrist) - start
        along = along / np.linalg.norm(along)
        return np.array([along[1], -along[0]])

    def grain(self, bodice: Bodice, side: int) -> float:
        """Degrees by which the sleeve's threads are turned against the torso's."""
        across = self.across(bodice)
        return side * float(np.degrees(np.arctan2(-across[1], across[0])))

    def end(self, bodice: Bodice, side: int, up: float) -> np.ndarray:
        """A line across the sleeve, so far above its end."""
        across = self.across(bodice)
        middle = np.array(self.wrist) + np.array([-across[1], across[0]]) * -up
        spread = self.width + (0.06 * up)
        line = np.stack([middle - across * spread, middle + across * spread])
        bow = np.stack([line[0], middle + np.array([-across[1], across[0]]) * 2, line[1]])
        return curve([(side * x, y) for x, y in bow])


def opening(bodice: Bodice, lining: Cloth, label: str = "#b9b6ae") -> Piece:
    """The inside of the back, seen through the neck."""
    inside = np.vstack([bodice.nape(), bodice.neckline()[::-1] + np.array((0, 6))])
    tag = np.array([(-13, 12), (13, 12), (13, 33), (-13, 33)], float)
    lines = ((8, 21.0, 1.9), (10, 25.0, 0.7), (6, 28.5, 0.7))
    words = [Mark(np.array([(-half, y), (half, y)]), "#4a4844", width) for half, y, width in lines]
    return Piece(
        (Panel(inside, lining),),
        marks=(Mark(tag, label, strength=0.85), *words),
        crumple=0.3,
        edge=1.0,
        lift=1.0,
        dim=0.55,
    )


def torso(
    bodice: Bodice, sleeves: tuple[Sleeve, Sleeve], cloth: Cloth, seed: str, *, force: float = 3.0, **more
) -> Piece:
    """Front and two sleeves as one layer (left, right of the picture), with the folds a body leaves."""
    sides = tuple(zip((-1, 1), sleeves, strict=True))
    panels = [Panel(s.outline(bodice, side), cloth, s.grain(bodice, side)) for side, s in sides]
    seams = [Seam(bodice.armhole(side), 0.9, pucker=0.25) for side in (-1, 1)]
    folds: list[Fold] = []
    for side, sleeve in sides:
        pit = (side * (bodice.chest - 6), bodice.armpit)
        folds += radiating((seed, side), pit, 90 + side * 55, 80, 6, 130, force)
        folds += _sleeve_folds(bodice, sleeve, side, seed, force)
        tip = (side * bodice.shoulder * 0.86, bodice.slope + 12)
        folds += radiating((seed, side, "tip"), tip, 90 + side * 14, 40, 3, 110, 0.6 * force)
    folds += radiating((seed, "waist"), (bodice.waist * 0.8, bodice.length * 0.62), 165, 70, 4, 150, 0.7 * force)
    folds += radiating((seed, "waist2"), (-bodice.waist * 0.8, bodice.length * 0.7), 10, 70, 4, 150, 0.7 * force)
    seams += more.pop("seams", ())
    folds += more.pop("folds", ())
    body = Panel(bodice.outline(), cloth)
    return Piece((*panels, body), tuple(folds), tuple(seams), **{"crumple": 1.5, "edge": 3.2, **more})


def _sleeve_folds(bodice: Bodice, sleeve: Sleeve, side: int, seed: str, force: float) -> list[Fold]:
    if not sleeve.elbow:
        middle = (side * (bodice.shoulder + sleeve.wrist[0]) / 2, (bodice.slope + sleeve.wrist[1]) / 2)
        return radiating((seed, side, "short"), middle, 90 + side * 30, 120, 3, 60, 0.7 * force)
    folds = []
    ax, ay = sleeve.across(bodice)
    for i in range(7):
        share = 0.2 + 0.11 * i
        x = sleeve.elbow[0] + (sleeve.wrist[0] - sleeve.elbow[0]) * (share * 2 - 0.8)
        y = sleeve.elbow[1] + (sleeve.wrist[1] - sleeve.elbow[1]) * (share * 2 - 0.8)
        reach = sleeve.elbow_width * (0.9 if i % 2 else 0.6)
        tilt = 22 if i % 2 else -16
        start = (side * (x + ax * reach), y + ay * reach - tilt)
        end = (side * (x - ax * reach * 0.6), y - ay * reach * 0.6 + tilt)
        folds.append(Fold(start, end, 8 + i % 3 * 2, force * (0.5 + 0.2 * (i * 5 % 4)), 0.08 * (-1) ** i))
    return folds


def band(line: np.ndarray, cloth: Cloth, left: float, right: float, taper: float = 0.0, **more) -> Piece:
    """A sewn-on strip: collar rib, cuff, placket, waistband."""
    return Piece(
        (Panel(strip(line, left, right, taper), cloth),), **{"crumple": 0.25, "edge": 1.6, "lift": 1.6, **more}
    )


def button(x: float, y: float, radius: float, cloth: Cloth, thread: str = "#d8d4c8") -> Piece:
    """A sewn button with four holes."""
    hole = radius * 0.26
    holes = [
        Mark(disc((x + i * hole, y + j * hole), radius * 0.13), "#1c1a18", 0, 0.9) for i in (-1, 1) for j in (-1, 1)
    ]
    cross = [
        Mark(np.array([(x - hole, y - hole * i), (x + hole, y + hole * i)]), thread, radius * 0.16) for i in (-1, 1)
    ]
    ring = Mark(disc((x, y), radius * 0.68), "#000000", radius * 0.12, 0.22)
    return Piece(
        (Panel(disc((x, y), radius), cloth),),
        marks=(ring, *holes, *cross),
        crumple=0.0,
        edge=radius * 0.22,
        lift=1.4,
    )


def hanger(width: float, cloth: Cloth, hook: str = "#9a9a98") -> list[Piece]:
    """A wooden hanger with its wire hook; no part of the garment."""
    bar = curve([(-width, 52, SHARP), (-width * 0.55, 26), (0, -10), (width * 0.55, 26), (width, 52, SHARP)])
    wire = curve([(0, -8), (0, -34), (3, -46), (15, -57), (17, -74), (4, -86), (-11, -80), (-15, -68)])
    metal = Cloth(hook, "smooth", 0.02, sheen=0.8, mottle=0)
    common = {"crumple": 0.0, "belongs": False}
    return [
        Piece((Panel(strip(wire, 1.9, 1.9), metal),), edge=1.6, lift=9, **common),
        Piece((Panel(strip(bar, 8, 8), cloth),), edge=4, lift=10, **common),
    ]
