"""Jeans, shorts, a skirt and a scarf; the origin is the middle of the waist, y points down, units."""

import numpy as np

from tests.drawing.outlines import SHARP, Point, curve, disc, mirrored, shift
from tests.drawing.pieces import Cloth, Fold, Mark, Panel, Patch, Piece, Seam
from tests.drawing.raster import generator
from tests.drawing.relief import draped, radiating
from tests.drawing.tops import band, button


def _belt(half: float, height: float, cloth: Cloth, thread: str, sag: float = 7) -> Piece:
    """A waistband with stitched edges."""
    top = curve([(-half, 0), (0, sag), (half, 0)])
    bottom = curve([(-half - 2, height), (0, height + sag), (half + 2, height)])
    seams = tuple(
        Seam(line, 0.3, thread=thread, rows=(0.0,), pucker=0.4) for line in (top + np.array((0, 4)), bottom - (0, 3))
    )
    return Piece((Panel(np.vstack([top, bottom[::-1]]), cloth),), seams=seams, crumple=1.0, edge=2.6, lift=3)


def _waist_inside(half: float, cloth: Cloth) -> Piece:
    """The inside of the back waist, seen above the front."""
    outline = np.vstack([curve([(-half, 0), (0, -7), (half, 0)]), curve([(half, 2), (0, 14), (-half, 2)])])
    tag = Mark(np.array([(-16, -3), (16, -3), (16, 7), (-16, 7)], float), "#8f6a3f", 0, 0.9)
    return Piece((Panel(outline, cloth),), marks=(tag,), crumple=0.3, edge=1.2, lift=4, dim=0.55)


def _leg_folds(seed: str, side: int, hip: float, crotch: float, length: float, force: float) -> list[Fold]:
    """Whiskers at the crotch, wrinkles behind the knee and at the hem."""
    folds = radiating((seed, side, "crotch"), (side * 10, crotch - 4), 90 - side * 78, 70, 6, 95, force)
    folds += radiating((seed, side, "hip"), (side * hip * 0.9, crotch * 0.6), 90 + side * 70, 60, 4, 90, 0.7 * force)
    random = generator(seed, side, "knee")
    knee = crotch + (length - crotch) * 0.45
    for _ in range(8):
        y = knee + random.uniform(-75, 75)
        x = side * hip * 0.55
        reach, tilt = random.uniform(20, 52), random.uniform(-20, 20)
        folds.append(
            Fold((x - reach, y - tilt), (x + reach, y + tilt), random.uniform(7, 12), force * random.uniform(0.4, 1))
        )
    for i in range(4):
        y = length - 16 - 17 * i
        folds.append(Fold((side * hip * 0.3, y + random.uniform(-9, 9)), (side * hip * 0.95, y), 8, force * 0.7))
    return folds


def jeans(seed: str) -> list[Piece]:
    """Washed blue jeans."""
    cloth = Cloth("#425a80", "denim", 0.22, 58, mottle=0.07)
    thread = "#c08a45"
    legs = [_leg(side, hem) for side, hem in ((-1, (156, 64)), (1, (148, 55)))]
    hips = mirrored([(0, 20), (101, 12, SHARP), (120, 60), (129, 118), (126, 190), (70, 200), (0, 196)])
    fly = curve([(26, 30), (27, 120), (22, 150), (2, 174)])
    seams = [
        Seam(curve([(1, 28), (0, 110), (1, 194)]), 1.3, thread=thread, rows=(-2.5,)),
        Seam(fly, 0.3, thread=thread, rows=(0.0, 2.6), pucker=0.5),
        *(_pocket_seam(side, thread) for side in (-1, 1)),
    ]
    folds = [f for side in (-1, 1) for f in _leg_folds(seed, side, 128, 190, 660, 7.5)]
    patches = [Patch(s * 78, 300, 34, 120, 0.55) for s in (-1, 1)] + [Patch(s * 98, 450, 40, 60, 0.3) for s in (-1, 1)]
    patches += [Patch(s * 60, 200, 40, 12, 0.25) for s in (-1, 1)] + [Patch(0, 640, 400, 14, 0.25)]
    panels = tuple(Panel(leg, cloth, side * 4) for side, leg in zip((-1, 1), legs, strict=True))
    seams += [_hem_seam(side, hem, thread) for side, hem in ((-1, (156, 64)), (1, (148, 55)))]
    body = Piece(
        (*panels, Panel(hips, cloth)), tuple(folds), tuple(seams), patches=tuple(patches), crumple=3.0, edge=4.5, lift=6
    )
    brass = Cloth("#7d5634", "smooth", 0.03, sheen=0.9)
    rivets = [
        Piece((Panel(disc(p, 2.6), brass),), crumple=0, edge=1, lift=0.6)
        for p in ((-96, 66), (-52, 30), (96, 66), (52, 30))
    ]
    loops = [_loop(x, cloth, thread) for x in (-84, -44, 44, 84)]
    return [
        _waist_inside(101, cloth),
        body,
        _belt(101, 25, cloth, thread),
        *loops,
        *rivets,
        button(7, 19, 7.5, brass, "#7a5128"),
    ]


def _leg(side: int, hem: tuple[float, float]) -> np.ndarray:
    outer, inner = hem
    points: list[Point] = [
        (20, 120, SHARP), (122, 70, SHARP), (130, 150), (138, 300), (142, 480), (outer, 660, SHARP),
        ((outer + inner) / 2, 665), (inner, 658, SHARP), (54, 480), (30, 310), (1, 196, SHARP), (0, 150, SHARP),
    ]  # fmt: skip
    return curve([(side * p[0], *p[1:]) for p in points], closed=True)


def _hem_seam(side: int, hem: tuple[float, float], thread: str) -> Seam:
    line = curve([(side * hem[1], 645), (side * sum(hem) / 2, 651), (side * hem[0], 646)])
    return Seam(line, 0.9, thread=thread, rows=(0.0,), pucker=1.0)


def _pocket_seam(side: int, thread: str) -> Seam:
    line = curve([(side * 50, 26), (side * 60, 54), (side * 88, 68), (side * 119, 66)])
    return Seam(line, 1.5, 2.0, thread=thread, rows=(side * 2.5, side * 5.0), pucker=0.6)


def _loop(x: float, cloth: Cloth, thread: str) -> Piece:
    line = np.array([(x, -2), (x + 0.5, 16), (x, 35)], float)
    seams = tuple(Seam(shift(line, s), 0.1, thread=thread, rows=(0.0,)) for s in (-2.6, 2.6))
    return band(line, cloth, 5, 5, seams=seams, lift=3, edge=1.8)


def shorts(seed: str) -> list[Piece]:
    """Linen shorts with a drawstring."""
    cloth = Cloth("#b9a888", "linen", 0.1, 56, mottle=0.03)
    thread = "#96876a"
    hips = mirrored([(0, 18), (136, 10, SHARP), (158, 80), (164, 150), (60, 186), (0, 190)])
    panels = [Panel(_short_leg(side, out), cloth, side * 5) for side, out in ((-1, 202), (1, 194))]
    folds = [f for s in (-1, 1) for f in _leg_folds(seed, s, 170, 190, 330, 6)]
    folds += draped(seed, (-130, 130, 34), (-150, 150, 120), 18, 5, 3.4, to_hem=False)
    seams = _shorts_seams(thread)
    body = Piece((*panels, Panel(hips, cloth)), tuple(folds), tuple(seams), crumple=3.6, edge=4, lift=6)
    belt = _belt(136, 28, cloth, thread)
    gathers = tuple(Fold((x, 4), (x + 2, 30), 3.2, 2.6) for x in range(-128, 132, 9))
    gathered = Piece(belt.panels, gathers, belt.seams, crumple=0.8, edge=2.6, lift=3)
    cords = [((-6, 20), (-30, 60), (-18, 104), (-34, 138)), ((6, 20), (22, 66), (14, 100), (30, 122))]
    rope = Cloth("#e8e2d2", "rib", 0.2, 26)
    knots = [band(curve(list(cord)), rope, 2.2, 2.2, edge=2, lift=2.6) for cord in cords]
    return [_waist_inside(136, cloth), body, gathered, *knots]


def _short_leg(side: int, out: float) -> np.ndarray:
    points: list[Point] = [
        (10, 60, SHARP), (140, 20, SHARP), (168, 120), (out, 326, SHARP), (110, 338), (22, 330, SHARP), (6, 190, SHARP),
    ]  # fmt: skip
    return curve([(side * p[0], *p[1:]) for p in points], closed=True)


def _shorts_seams(thread: str) -> list[Seam]:
    """Middle seam, fly, pockets and hems."""
    seams = [
        Seam(curve([(1, 30), (-1, 110), (2, 192)]), 1.4),
        Seam(curve([(20, 32), (20, 96), (2, 124)]), 0.4, thread=thread),
    ]
    for side in (-1, 1):
        pocket = curve([(side * 96, 36), (side * 124, 86), (side * 152, 128)])
        hem = curve([(side * 20, 306), (side * 110, 314), (side * 190, 303)])
        seams.append(Seam(pocket, 1.6, 2.0, thread=thread, rows=(3.0,)))
        seams.append(Seam(hem, 0.9, thread=thread, rows=(0.0,), pucker=0.9))
    return seams


def skirt(seed: str) -> list[Piece]:
    """A pleated midi skirt."""
    cloth = Cloth("#d9480f", "satin", 0.03, 60, mottle=0.02, sheen=0.1)
    points: list[Point] = [(0, 16), (92, 10, SHARP), (128, 120), (176, 300), (226, 505, SHARP)]
    hem = [(x, 520 - 0.00033 * x * x - (5 if i % 2 else 0)) for i, x in enumerate(range(210, 0, -15))]
    folds = []
    for i in range(23):
        share = (i - 11) / 11
        sway = 7 * np.sin(i * 2.3)
        folds.append(Fold((share * 88, 30), (share * 216 + sway, 515), 7.5, 7.5, 0.012 * np.sin(i), True))
        folds.append(Fold((share * 88 + 4, 34), (share * 216 + 9 + sway, 515), 2.2, 3.0, 0.012 * np.sin(i), True))
    body = Piece(
        (Panel(mirrored([*points, *hem, (0, 520)]), cloth),), tuple(folds), crumple=2.0, waver=1.5, edge=3.2, lift=7
    )
    back = Piece(
        (Panel(mirrored([(0, 400), (150, 400), (222, 500, SHARP), (110, 524), (0, 529)]), cloth),),
        crumple=2,
        lift=5,
        dim=0.6,
    )
    zip_ = Mark(np.array([(88, 12), (92, 34)], float), "#6a2408", 1.5, 0.7)
    belt = _belt(91, 26, cloth, "#b03c0c")
    return [
        back,
        _waist_inside(91, cloth),
        body,
        Piece(belt.panels, (), belt.seams, (zip_,), crumple=0.8, edge=2.8, lift=3),
    ]


def scarf(seed: str) -> list[Piece]:
    """A checked wool scarf laid in a loop, fringes at both ends."""
    colours = ("#c9b79b", "#3b3a3f", "#c9b79b", "#8e2f2f", "#c9b79b")
    cloth = Cloth("#c9b79b", "wool", 0.12, 60, ("checks", colours, (30, 18, 8, 4, 8)), 96, fuzz=0.6)
    under = curve([(-60, 30), (-120, 180), (-96, 380), (-40, 560)])
    over = curve([(70, 20), (128, 190), (70, 380), (96, 600)])
    loop = curve([(-72, 70), (-50, -60), (30, -90), (90, -20), (74, 90)])
    pieces = []
    for i, (line, grain) in enumerate(((under, -4), (loop, 80), (over, 5))):
        folds = tuple(Fold(tuple(shift(line, s)[6]), tuple(shift(line, s)[-6]), 12, 7, 0.02) for s in (-26, -2, 24))
        if line is not loop:
            pieces += _fringe(line, cloth)
        body = band(line, cloth, 52, 52, crumple=4.0, edge=7, lift=10, folds=folds)
        pieces.append(Piece((Panel(body.panels[0].outline, cloth, grain),), folds, crumple=4.0, edge=7, lift=9 + i))
    return pieces


def _fringe(line: np.ndarray, cloth: Cloth) -> list[Piece]:
    random = generator("fringe", float(line[0, 0]))
    yarn = Cloth(cloth.colour, "rib", 0.2, 30, fuzz=0.3)
    end, along = line[-1], line[-1] - line[-3]
    along = along / np.linalg.norm(along)
    across = np.array([along[1], -along[0]])
    panels = []
    for place in np.arange(-48, 50, 7.5):
        root = end + across * place - along * 4
        tip = root + along * random.uniform(34, 46) + across * random.uniform(-7, 7)
        thread = curve([tuple(root), tuple((root + tip) / 2 + across * random.uniform(-4, 4)), tuple(tip)])
        panels.append(Panel(np.vstack([shift(thread, 2.0), shift(thread, -2.0)[::-1]]), yarn))
    return [Piece(tuple(panels), crumple=0.2, edge=1.4, lift=3)]
