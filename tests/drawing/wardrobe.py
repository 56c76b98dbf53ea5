"""The garments for the upper body, each a function that gives its pieces from the lowest to the topmost."""

import numpy as np

from tests.drawing.outlines import SHARP, Point, curve, disc, mirrored, shift, strip
from tests.drawing.pieces import Cloth, Decal, Fold, Mark, Panel, Piece, Seam
from tests.drawing.relief import radiating
from tests.drawing.tops import Bodice, Sleeve, band, button, hanger, opening, torso


def _hems(bodice: Bodice, sleeves: tuple[Sleeve, Sleeve], thread: str, up: float = 11) -> list[Seam]:
    """The stitched lower edges of torso and sleeves."""
    ends = [sleeve.end(bodice, side, 9) for side, sleeve in zip((-1, 1), sleeves, strict=True)]
    return [Seam(line, 0.7, thread=thread, rows=(-1.5, 1.5), pucker=0.45) for line in (bodice.bottom(up), *ends)]


def _neckband(bodice: Bodice, cloth: Cloth, width: float) -> list[Piece]:
    return [
        band(bodice.nape(), cloth, width * 0.4, width * 0.5, 0.12),
        band(bodice.neckline(), cloth, width, 0, 0.1, lift=1.4, seams=(Seam(shift(bodice.neckline(), -2), 0.4),)),
    ]


def _cuffs(bodice: Bodice, sleeves: tuple[Sleeve, Sleeve], cloth: Cloth, width: float, **more) -> list[Piece]:
    """A band at the end of each sleeve, its ribs along the arm."""
    pieces = []
    for side, sleeve in zip((-1, 1), sleeves, strict=True):
        upper, lower = sleeve.end(bodice, side, 4), sleeve.end(bodice, side, -width)
        middle, narrow = lower.mean(axis=0), 0.93
        outline = np.vstack([upper, ((lower - middle) * narrow + middle)[::-1]])
        panel = Panel(outline, cloth, sleeve.grain(bodice, side))
        pieces.append(Piece((panel,), **{"crumple": 0.5, "edge": 2.6, "lift": 2.0, **more}))
    return pieces


def _waistband(bodice: Bodice, cloth: Cloth, width: float) -> Piece:
    upper, lower = bodice.bottom(5), bodice.bottom(-width)
    lower = lower * (0.94, 1)
    return Piece((Panel(np.vstack([upper, lower[::-1]]), cloth),), crumple=0.8, edge=3.0, lift=3)


def tshirt(seed: str) -> list[Piece]:
    """A heather T-shirt with a chest print."""
    bodice = Bodice(length=470)
    cloth = Cloth("#9aa4ad", "jersey", 0.05, 40, ("heather", "#b3bac1", "#838d97"), 60)
    sleeves = (Sleeve((252, 176), 49), Sleeve((244, 190), 50))
    rib = Cloth("#97a0a9", "rib", 0.1, 60)
    print_ = Decal(2, 195, 185, "#1d3050", "#d2642c")
    body = torso(
        bodice, sleeves, cloth, seed, force=5.5, crumple=3.2, decal=print_, seams=_hems(bodice, sleeves, "#87919a")
    )
    return [opening(bodice, cloth), body, *_neckband(bodice, rib, 12)]


def longsleeve(seed: str) -> list[Piece]:
    """A striped long-sleeved shirt."""
    bodice = Bodice(neck=72, neck_depth=46, hem=156, waist=148, length=450)
    cloth = Cloth("#ece8dc", "jersey", 0.05, 36, ("stripes", ("#ece8dc", "#22304e"), (15, 11)), 26)
    plain = Cloth("#ece8dc", "rib", 0.08, 60)
    sleeves = (Sleeve((216, 396), 26, (214, 226), 37), Sleeve((240, 380), 26, (222, 218), 37))
    body = torso(bodice, sleeves, cloth, seed, force=5.0, crumple=3.0, seams=_hems(bodice, sleeves, "#d8d2c2"))
    return [opening(bodice, cloth), body, *_neckband(bodice, plain, 9)]


def _collar(bodice: Bodice, cloth: Cloth, reach: float, thread: str) -> list[Piece]:
    """A stand and the two leaves of a shirt collar."""
    pieces = [
        band(bodice.nape() + np.array((0, -3)), cloth, 15, 6, lift=2, seams=(Seam(bodice.nape(), 0.5, thread=thread),))
    ]
    for side in (-1, 1):
        leaf: list[Point] = [
            (side * (bodice.neck - 3), -15, SHARP),
            (side * (bodice.neck + 17), 8),
            (side * (bodice.neck + 6), 40 + reach * 0.6, SHARP),
            (side * 32, 54 + reach * 0.35),
            (side * 4, bodice.neck_depth - 6, SHARP),
            (side * 26, bodice.neck_depth - 32),
        ]
        outline = curve(leaf, closed=True)
        middle = outline.mean(axis=0)
        stitched = (outline - middle) * 0.88 + middle
        seams = (Seam(stitched, 0.15, thread=thread, rows=(0.0,)),) if thread else ()
        pieces.append(Piece((Panel(outline, cloth, side * 24),), seams=seams, crumple=0.6, edge=2.0, lift=4))
    return pieces


def _placket(bodice: Bodice, cloth: Cloth, buttons: int, look: Cloth, thread: str, width: float = 13) -> list[Piece]:
    """The button band down the front and its buttons."""
    line = curve(
        [(1, bodice.neck_depth - 4), (2, bodice.length * 0.4), (0, bodice.length * 0.75), (1, bodice.length + 1)]
    )
    seams = tuple(Seam(shift(line, s * (width - 3)), 0.3, thread=thread, rows=(0.0,), pucker=0.3) for s in (-1, 1))
    pieces = [band(line, cloth, width, width, seams=seams, crumple=0.9, lift=2.2, edge=1.5)]
    gap = (bodice.length - bodice.neck_depth - 60) / (buttons - 1)
    for i in range(buttons):
        x, y = 1 + (i * 7 % 3 - 1) * 0.6, bodice.neck_depth + 14 + i * gap
        hole = Mark(np.array([(x, y - 9), (x, y + 9)]), thread, 1.6, 0.7)
        pieces.append(Piece((Panel(disc((x, y), 1), cloth),), marks=(hole,), crumple=0, lift=0.1, edge=0.3))
        pieces.append(button(x, y, 5.6, look))
    return pieces


def _pocket(x: float, y: float, width: float, height: float, cloth: Cloth, thread: str) -> Piece:
    half = width / 2
    points: list[Point] = [(-half, 0), (half, 0), (half, height * 0.8), (0, height), (-half, height * 0.8)]
    outline = curve([(x + px, y + py, SHARP) for px, py in points], closed=True)
    middle = outline.mean(axis=0)
    rows = Seam((outline - middle) * 0.93 + middle, 0.2, thread=thread, rows=(0.0,), pucker=0.3)
    top = Seam(np.array([(x - half + 1, y + 9), (x + half - 1, y + 9)], float), 0.3, thread=thread, rows=(0.0,))
    return Piece((Panel(outline, cloth),), seams=(rows, top), crumple=0.9, edge=1.3, lift=1.6)


def shirt(seed: str) -> list[Piece]:
    """A checked flannel shirt with buttons and a chest pocket."""
    bodice = Bodice(neck=52, neck_depth=60, shoulder=158, chest=166, waist=158, hem=164, length=500)
    colours = ("#8c2b2b", "#1f2a44", "#8c2b2b", "#d9d2c0", "#8c2b2b", "#1f2a44")
    cloth = Cloth("#8c2b2b", "fleece", 0.05, 50, ("checks", colours, (16, 12, 10, 2.5, 10, 12)), 62, fuzz=0.3)
    sleeves = (Sleeve((234, 412), 30, (226, 234), 42), Sleeve((218, 424), 30, (220, 240), 42))
    body = torso(bodice, sleeves, cloth, seed, force=6.0, crumple=3.2, seams=_hems(bodice, sleeves, "#5e2020", 7))
    white = Cloth("#e6e0d2", "smooth", 0.02, sheen=0.35)
    return [
        opening(bodice, cloth),
        body,
        _pocket(80, 150, 78, 88, cloth, "#5e2020"),
        *_placket(bodice, cloth, 7, white, "#5e2020"),
        *_collar(bodice, cloth, 34, "#5e2020"),
        *_cuffs(bodice, sleeves, cloth, 34, lift=2.6),
    ]


def blouse(seed: str) -> list[Piece]:
    """A white blouse with a small collar, gathered sleeves and pearl buttons."""
    bodice = Bodice(neck=50, neck_depth=66, shoulder=140, chest=148, waist=138, hem=158, length=430)
    cloth = Cloth("#e9e8e6", "poplin", 0.03, 34, mottle=0.012, sheen=0.06)
    sleeves = (Sleeve((246, 362), 27, (226, 220), 45), Sleeve((226, 376), 27, (218, 228), 45))
    thread = "#cfcdc9"
    body = torso(bodice, sleeves, cloth, seed, force=6.5, crumple=3.8, seams=_hems(bodice, sleeves, thread, 8))
    pearl = Cloth("#f2ede2", "smooth", 0.02, sheen=0.5)
    return [
        opening(bodice, cloth, "#b5a68c"),
        body,
        *_placket(bodice, cloth, 6, pearl, thread, 11),
        *_collar(bodice, cloth, 14, thread),
        *_cuffs(bodice, sleeves, cloth, 26),
    ]


def sweater(seed: str) -> list[Piece]:
    """A chunky knit sweater with ribbed hems."""
    bodice = Bodice(neck=58, neck_depth=42, shoulder=160, slope=42, chest=172, waist=166, hem=164, length=400)
    cloth = Cloth("#b08a52", "knit", 0.24, 130, fuzz=0.9, mottle=0.05)
    rib = Cloth("#aa8450", "rib", 0.2, 120, fuzz=0.8)
    sleeves = (Sleeve((236, 388), 33, (236, 236), 46), Sleeve((256, 372), 33, (240, 230), 46))
    body = torso(bodice, sleeves, cloth, seed, force=6.0, crumple=2.6, edge=7.0, lift=9)
    return [
        opening(bodice, rib),
        body,
        _waistband(bodice, rib, 34),
        *_cuffs(bodice, sleeves, rib, 36, edge=4.5),
        *_neckband(bodice, rib, 19),
    ]


def hoodie(seed: str) -> list[Piece]:
    """A hoodie with a kangaroo pocket, laid with its hood spread above the neck."""
    bodice = Bodice(neck=66, neck_depth=70, shoulder=164, slope=44, chest=176, waist=174, hem=170, length=415)
    cloth = Cloth("#4d6a5c", "fleece", 0.07, 60, ("heather", "#567567", "#466254"), 70, fuzz=0.35, mottle=0.04)
    rib = Cloth("#48645a", "rib", 0.16, 80)
    sleeves = (Sleeve((246, 412), 32, (242, 240), 47), Sleeve((232, 420), 32, (236, 246), 47))
    body = torso(bodice, sleeves, cloth, seed, force=7.0, crumple=3.4, edge=6.0, lift=8)
    return [
        *_hood(bodice, cloth)[:2],
        body,
        _kangaroo(bodice, cloth),
        _waistband(bodice, rib, 32),
        *_cuffs(bodice, sleeves, rib, 34, edge=4),
        *_hood(bodice, cloth)[2:],
    ]


def _hood(bodice: Bodice, cloth: Cloth) -> list[Piece]:
    """The hood's back and inside (beneath the torso), then its two front edges and the cords (above)."""
    back = mirrored([(0, -112), (62, -100), (104, -40), (100, 20), (70, 52, SHARP), (0, 60)])
    inside = mirrored([(0, -84), (44, -72), (72, -24), (58, 30), (22, 66), (0, 78, SHARP)])
    fan = radiating("hood", (0, 40), 270, 130, 7, 120, 5.0)
    pieces = [
        Piece((Panel(back, cloth),), tuple(fan), crumple=3.0, edge=6, lift=8),
        Piece((Panel(inside, cloth),), tuple(fan), crumple=2.0, edge=2, lift=1, dim=0.5),
    ]
    for side in (-1, 1):
        line = curve([(side * 40, -84), (side * 76, -24), (side * 58, 34), (side * 4, 84)])
        rim = strip(line, 13, 13)
        stitch = Seam(shift(line, side * -6), 0.5, thread="#37503f", pucker=0.5, rows=(0.0,))
        pieces.append(Piece((Panel(rim, cloth, side * 20),), seams=(stitch,), crumple=1.8, edge=5, lift=4))
        end = curve([(side * 16, 74), (side * 26, 120), (side * 20, 160), (side * 28, 196 + side * 9)])
        cord = Cloth("#d8d4c6", "rib", 0.2, 30)
        pieces.append(band(end, cloth=cord, left=2.6, right=2.6, edge=2.4, lift=3))
        pieces.append(
            Piece((Panel(disc((side * 15, 70), 4.6), Cloth("#8c8c88", "smooth", 0.02, sheen=0.6)),), edge=1.6, lift=1)
        )
    return pieces


def _kangaroo(bodice: Bodice, cloth: Cloth) -> Piece:
    y = bodice.length
    outline = mirrored(
        [(0, y - 150), (62, y - 150, SHARP), (104, y - 78), (112, y - 50, SHARP), (110, y - 14, SHARP), (0, y - 14)]
    )
    sides = [curve([(s * 58, y - 148), (s * 98, y - 78), (s * 106, y - 52)]) for s in (-1, 1)]
    seams = tuple(Seam(line, 0.8, thread="#37503f", pucker=0.5, rows=(-2.0, 2.0)) for line in sides)
    fan = radiating("kangaroo", (-100, y - 60), 10, 60, 4, 110, 4) + radiating(
        "kangaroo", (100, y - 60), 170, 60, 4, 110, 4
    )
    return Piece((Panel(outline, cloth),), tuple(fan), seams, crumple=2.6, edge=3.4, lift=4)


def blazer(seed: str) -> list[Piece]:
    """A wool blazer on a wooden hanger."""
    bodice = Bodice(neck=58, neck_depth=210, shoulder=158, slope=36, chest=160, waist=140, hem=160, length=520)
    cloth = Cloth("#3c4250", "wool", 0.13, 70, ("heather", "#464d5e", "#343a47"), 50, fuzz=0.2)
    lining = Cloth("#7a3b3b", "satin", 0.04, 60, sheen=0.2)
    sleeves = (Sleeve((222, 440), 31, (216, 240), 39), Sleeve((216, 446), 31, (212, 244), 39))
    front = curve([(2, 210), (-6, 330), (-4, 440), (-26, 516), (-60, 522)])
    seams = [Seam(front, 1.6, 2.0), *(Seam(curve([(s * 82, 190), (s * 76, 330), (s * 84, 380)]), 0.6) for s in (-1, 1))]
    drop = [Fold((s * 150, 70), (s * 128, 330), 11, 4.0, 0.05) for s in (-1, 1)]
    body = torso(bodice, sleeves, cloth, seed, force=3.6, crumple=1.6, edge=5.5, lift=14, seams=seams, folds=drop)
    horn = Cloth("#2a211b", "smooth", 0.05, sheen=0.5)
    buttons = [button(5 + i, 226 + 92 * i, 8.5, horn, "#3c4250") for i in range(2)]
    return [
        *hanger(140, Cloth("#a77b4c", "linen", 0.06, 200, sheen=0.2)),
        opening(bodice, lining),
        body,
        *(_flap(s * 92, 372 + 3 * s, cloth, s) for s in (-1, 1)),
        _welt(cloth),
        *_lapels(bodice, cloth),
        *buttons,
        *(button(s * (215 - 2 * i) + s * 20, 420 - 15 * i, 4.4, horn) for s in (-1, 1) for i in range(3)),
    ]


def _lapels(bodice: Bodice, cloth: Cloth) -> list[Piece]:
    """Lapels and collar, the left of the picture beneath the right."""
    pieces = [band(bodice.nape() + np.array((0, -4)), cloth, 17, 8, lift=3, edge=2.5)]
    for side in (1, -1):
        lapel: list[Point] = [
            (54, 14, SHARP),
            (108, 86, SHARP),
            (100, 108, SHARP),
            (62, 168),
            (2, 214, SHARP),
            (30, 120),
        ]
        collar: list[Point] = [(46, -18, SHARP), (80, 10), (98, 58, SHARP), (74, 68, SHARP), (50, 34), (40, -6)]
        for points, lift in ((lapel, 4.0), (collar, 3.0)):
            outline = curve([(side * p[0], *p[1:]) for p in points], closed=True)
            pieces.append(Piece((Panel(outline, cloth, side * 28),), crumple=1.2, edge=3.0, lift=lift))
    return pieces


def _flap(x: float, y: float, cloth: Cloth, side: int) -> Piece:
    points: list[Point] = [
        (x - 48, y - side * 3, SHARP),
        (x + 48, y + side * 3, SHARP),
        (x + 47, y + 30),
        (x - 46, y + 30),
    ]
    return Piece((Panel(curve(points, closed=True), cloth, side * 3),), crumple=0.8, edge=2.0, lift=2.6)


def _welt(cloth: Cloth) -> Piece:
    outline = np.array([(66, 168), (122, 160), (124, 174), (68, 182)], float)
    return Piece((Panel(outline, cloth, -8),), crumple=0.3, edge=1.6, lift=1.8)
