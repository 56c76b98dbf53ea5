"""A photo decoded once, with what was found out about it; any number of finished pictures are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from desktop_app.imaging import codecs, exif, ground
from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.cutout import cutout
from desktop_app.imaging.cutout.cutout import Cutout
from desktop_app.imaging.ground import Ground
from desktop_app.imaging.picture import Picture
from desktop_app.imaging.recipe import Recipe
from desktop_app.imaging.scratch import Scratch

_LEAST_GARMENT = 0.004
"""Share of the photo below which nothing is believed to be a garment."""
NO_GARMENT = "check-no-garment"


@dataclass(frozen=True, slots=True, eq=False)
class Negative:
    """What lies in memory between decoding and finishing."""

    picture: Picture
    sampled: Bytes8
    """As ground.sample gives it."""
    ground: Ground
    working: Bytes8
    """(height, width, 3) sRGB at the cut-out's size, as stored; a single pixel without a cut-out."""
    cutout: Cutout | None
    notes: tuple[str, ...] = ()
    """What was found that a person should look at."""

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """(left, top, right, bottom) of the garment in upright pixels of the photo; None where none is known."""
        shares = self.cutout.box if self.cutout else None
        if shares is None:
            return None
        width, height = self.picture.size
        left, top, right, bottom = shares
        return round(left * width), round(top * height), round(right * width), round(bottom * height)

    def stored(self, upright: Numbers) -> Numbers:
        """A map of the cut-out as the photo is stored."""
        return np.ascontiguousarray(exif.unturned(upright, self.picture.orientation))


def expose(data: bytes, recipes: Sequence[Recipe], scratch: Scratch) -> Picture:
    """The photo decoded as small as the recipes allow; raises PictureError."""
    sides = [0 if recipe.fill else recipe.max_side for recipe in recipes]
    return codecs.decode(data, max_side=0 if 0 in sides else max(sides), scratch=scratch)


def negative(picture: Picture, recipes: Sequence[Recipe]) -> Negative:
    """Looks at a decoded photo; the garment is cut out where a recipe asks for it."""
    sampled = ground.sample(picture)
    found, working = _cut(picture, recipes)
    if found is None:
        return Negative(picture, sampled, ground.ground(sampled), working, None)
    if float((found.alpha > 0.5).mean()) < _LEAST_GARMENT:
        return Negative(picture, sampled, ground.ground(sampled), working, None, (NO_GARMENT,))
    stored = exif.unturned(found.alpha, picture.orientation)
    garment = cv2.resize(stored, sampled.shape[1::-1], interpolation=cv2.INTER_AREA)
    around = ground.ground(sampled, np.asarray(garment, np.float32))
    return Negative(picture, sampled, around, working, found, found.doubts)


def _cut(picture: Picture, recipes: Sequence[Recipe]) -> tuple[Cutout | None, Bytes8]:
    wanting = [recipe for recipe in recipes if recipe.needs_cutout]
    if not wanting:
        return None, np.zeros((1, 1, 3), np.uint8)
    upright = codecs.small(picture, cutout.WORKING_SIDE)
    working = np.ascontiguousarray(exif.unturned(upright[..., :3], picture.orientation))
    if picture.alpha is not None:
        return cutout.given(upright[..., 3]), working
    found = cutout.cut_out(np.ascontiguousarray(upright), recover=wanting[0].recover)
    return found.moved(wanting[0].cutout_edge), working
