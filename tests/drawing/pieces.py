"""The words of the drawing: cloth, panels, folds, seams and the pieces they make up, in the garment's own units."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Cloth:
    """A material."""

    colour: str
    weave: str = "jersey"
    depth: float = 0.06
    """how strongly the weave shows, share of the brightness"""
    period: float = 60.0
    """units that one weave tile covers"""
    print: tuple = ()
    """name of a print and its arguments, or nothing"""
    print_period: float = 100.0
    sheen: float = 0.0
    """strength of the highlight: 0 for cotton, 0.3 for satin"""
    mottle: float = 0.03
    """slow unevenness of the dye"""
    fuzz: float = 0.0
    """how hairy the outline is, units"""


@dataclass(frozen=True)
class Panel:
    """One cut of cloth: an outline and the direction of its threads (degrees)."""

    outline: np.ndarray
    cloth: Cloth
    grain: float = 0.0


@dataclass(frozen=True)
class Fold:
    """A ridge in the cloth, steep on one side, running out at both ends."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    height: float
    bend: float = 0.0
    """how far the middle is pushed sideways, share of the length"""
    open_end: bool = False
    """True for a fold that runs into a hem at full height"""


@dataclass(frozen=True)
class Seam:
    """A line pressed into the cloth, with stitches beside it when `thread` names a colour."""

    line: np.ndarray
    depth: float = 0.5
    width: float = 1.6
    thread: str = ""
    rows: tuple[float, ...] = (2.4,)
    """distances of the stitch rows from the seam, units"""
    pucker: float = 0.0
    """height of the small gathers a seam makes in thin cloth"""


@dataclass(frozen=True)
class Mark:
    """Something flat and small on top, such as a thread or a label: a closed outline, or a line when `width` is set."""

    line: np.ndarray
    colour: str
    width: float = 0.0
    strength: float = 1.0


@dataclass(frozen=True)
class Patch:
    """A worn or faded spot: the cloth's brightness times 1 + gain in the middle."""

    x: float
    y: float
    radius_x: float
    radius_y: float
    gain: float


@dataclass(frozen=True)
class Decal:
    """A printed picture on the cloth."""

    x: float
    y: float
    width: float
    ink: str
    accent: str


@dataclass(frozen=True)
class Piece:
    """Panels that lie as one layer, with what shapes and marks them."""

    panels: tuple[Panel, ...]
    folds: tuple[Fold, ...] = ()
    seams: tuple[Seam, ...] = ()
    marks: tuple[Mark, ...] = ()
    patches: tuple[Patch, ...] = ()
    decal: Decal | None = None
    crumple: float = 1.0
    """height of the small irregular folds, units"""
    waver: float = 5.0
    """how far folds stray from straight, units"""
    edge: float = 3.0
    """how thick the rim is, units"""
    lift: float = 6.0
    """how far the rim stands off what is beneath, units"""
    dim: float = 1.0
    """light that reaches it: under 1 inside a neck opening"""
    belongs: bool = True
    """False for what a cut-out should leave behind, such as a hanger"""
