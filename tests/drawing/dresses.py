"""Dresses; the origin is the middle of the neck, y points down, units."""

from dataclasses import dataclass

import numpy as np

from tests.drawing.outlines import SHARP, Point, curve, mirrored
from tests.drawing.pieces import Cloth, Fold, Panel, Piece, Seam
from tests.drawing.raster import generator
from tests.drawing.relief import draped, radiating
from tests.drawing.tops import Bodice, band, button, hanger, opening


@dataclass(frozen=True)
class Skirt:
    """The lower part of a dress, units."""

    waist: float
    """where the waist seam lies"""
    flare: float
    """half width at the hem"""
    length: float
    """from the neck to the hem"""


def _gown(bodice: Bodice, skirt: Skirt, cloth: Cloth, seed: str) -> list[Piece]:
    """A fitted top and a flared skirt as one layer, with the inside of the back hem."""
    half, waist, flare, length = bodice.waist - 8, skirt.waist, skirt.flare, skirt.length
    seam = Seam(curve([(-half, waist), (0, waist + 5), (half, waist)]), 2.2, 2.4, pucker=1.2)
    stitched = Seam(curve([(-flare * 0.9, length - 22), (0, length - 8), (flare * 0.9, length - 22)]), 0.3)
    front = Panel(_front(bodice, skirt, half, seed), cloth)
    folds = tuple(_gown_folds(bodice, skirt, half, seed))
    body = Piece((front,), folds, (seam, stitched), crumple=2.4, waver=3.0, edge=3.4, lift=8)
    rim = [(0, length - 120), (flare * 0.8, length - 100), (flare - 6, length - 20), (flare * 0.5, length + 5)]
    behind = mirrored([*rim, (0, length + 9)])
    return [Piece((Panel(behind, cloth),), crumple=2, edge=2, lift=8, dim=0.5), opening(bodice, cloth), body]


def _front(bodice: Bodice, skirt: Skirt, half: float, seed: str) -> np.ndarray:
    """The outline of top and skirt, its hem uneven."""
    waist, flare, length = skirt.waist, skirt.flare, skirt.length
    random = generator(seed, "hem")
    points: list[Point] = [
        (0, bodice.neck_depth), (bodice.neck * 0.7, bodice.neck_depth * 0.66), (bodice.neck, 0, SHARP),
        (bodice.shoulder, bodice.slope, SHARP), (bodice.shoulder + 2, bodice.armpit * 0.62),
        (bodice.chest, bodice.armpit, SHARP), (bodice.chest - 6, (bodice.armpit + waist) / 2), (half, waist, SHARP),
        (half + (flare - half) * 0.42, waist + (length - waist) * 0.34), (flare * 0.93, length * 0.86),
        (flare, length - 16, SHARP),
    ]  # fmt: skip
    places = np.linspace(flare * 0.88, flare * 0.12, 7)
    hem = [(x, length - 14 * (x / flare) ** 2 + random.uniform(-5, 5)) for x in places]
    return mirrored([*points, *hem, (0, length + 3)])


def _gown_folds(bodice: Bodice, skirt: Skirt, half: float, seed: str) -> list[Fold]:
    """Long folds to the hem, gathers below the waist seam, pulls at the armholes and above the waist."""
    waist, flare = skirt.waist, skirt.flare
    folds = draped(seed, (-half, half, waist + 4), (-flare * 0.96, flare * 0.96, skirt.length), 15, 13, 9.0)
    below = (-half * 1.25, half * 1.25, waist + 85)
    folds += draped((seed, "gathers"), (-half, half, waist + 3), below, 26, 4.5, 3.6, to_hem=False)
    for side in (-1, 1):
        folds += radiating((seed, side), (side * (bodice.chest - 4), bodice.armpit + 6), 90 + side * 50, 70, 4, 90, 3.2)
        folds += radiating((seed, side, "w"), (side * half, waist - 4), 270 - side * 55, 70, 4, 80, 3.0)
    return folds


def red_dress(seed: str) -> list[Piece]:
    """A floral summer dress on a hanger."""
    bodice = Bodice(
        neck=66, neck_depth=84, shoulder=114, slope=24, chest=122, armpit=132, waist=106, hem=110, length=230
    )
    cloth = Cloth(
        "#b3202c", "poplin", 0.03, 40, ("florals", "#b3202c", ("#f0dcd6", "#e7a6a0", "#e9c46a"), "#43603f"), 190
    )
    plain = Cloth("#a81c28", "poplin", 0.03, 40)
    pieces = _gown(bodice, Skirt(236, 212, 640), cloth, seed)
    belt = band(curve([(-98, 234), (0, 240), (98, 234)]), plain, 7, 7, crumple=1.4, edge=2, lift=2)
    buttons = [button(0, 104 + 26 * i, 4.2, Cloth("#efe2cf", "smooth", 0.02, sheen=0.4)) for i in range(5)]
    wood = Cloth("#c9a36e", "linen", 0.05, 200, sheen=0.2)
    edges = [band(bodice.neckline(), plain, 5, 0), band(bodice.nape(), plain, 3, 3)]
    return [*hanger(104, wood), *pieces, *_ruffles(bodice, cloth), *edges, belt, *buttons]


def _ruffles(bodice: Bodice, cloth: Cloth) -> list[Piece]:
    """Short flutter sleeves."""
    pieces = []
    for side, drop in ((-1, 0), (1, 5)):
        points: list[Point] = [
            (bodice.shoulder - 12, bodice.slope - 6, SHARP), (bodice.shoulder + 34, bodice.slope + 22 + drop),
            (bodice.shoulder + 56, bodice.slope + 66 + drop, SHARP), (bodice.shoulder + 30, bodice.slope + 88 + drop),
            (bodice.chest + 2, bodice.armpit - 6, SHARP), (bodice.shoulder - 14, bodice.slope + 46),
        ]  # fmt: skip
        fan = radiating(("ruffle", side), (side * bodice.shoulder, bodice.slope + 6), 90 - side * 42, 74, 7, 90, 5)
        outline = curve([(side * p[0], *p[1:]) for p in points], closed=True)
        pieces.append(Piece((Panel(outline, cloth, side * -38),), tuple(fan), crumple=1.2, edge=2.2, lift=5))
    return pieces


def black_dress(seed: str) -> list[Piece]:
    """A sleeveless black dress."""
    bodice = Bodice(
        neck=70, neck_depth=76, shoulder=112, slope=18, chest=124, armpit=136, waist=112, hem=112, length=240
    )
    cloth = Cloth("#26262a", "satin", 0.08, 60, mottle=0.04, sheen=0.07)
    piping = Cloth("#2c2c31", "satin", 0.05, 60, sheen=0.08)
    pieces = _gown(bodice, Skirt(244, 190, 610), cloth, seed)
    return [*pieces, band(bodice.neckline(), piping, 5, 0), band(bodice.nape(), piping, 3, 3)]
