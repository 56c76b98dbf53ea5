"""From a negative and a recipe to finished pixels: light, tone, detail, the new ground, the frame."""

from dataclasses import dataclass

import numpy as np

from desktop_app.imaging import exif, strips
from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.choices import Background, FrameColor, OutputFormat
from desktop_app.imaging.colour import ColourMap, Curve, colour_map
from desktop_app.imaging.cutout import matte as mattes
from desktop_app.imaging.cutout.matte import Matte, Window
from desktop_app.imaging.cutout.underlays import RGB, YCC, Glass, Inks, Paper, Underlay, Veil
from desktop_app.imaging.detail import Detail, detail
from desktop_app.imaging.files import Pixels, Planes, Storable
from desktop_app.imaging.negative import Negative
from desktop_app.imaging.operations import denoise, exposure, frame, sharpen, tone, white_balance
from desktop_app.imaging.operations.frame import Layout
from desktop_app.imaging.outcome import Report
from desktop_app.imaging.picture import PIXEL_LIMIT, Picture
from desktop_app.imaging.recipe import Recipe
from desktop_app.imaging.scratch import Scratch

_LONGEST = {OutputFormat.JPEG: 65500, OutputFormat.PNG: 65500, OutputFormat.WEBP: 16383}
"""Pixels a side that a format can store."""
_WHITE = np.array([255.0, 255.0, 255.0])
_VEIL = 0.78
"""Share of white over a ground that is lightened: close to white, its folds and shadows still seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """What was found right for the light of one photo."""

    balance: Numbers
    """(3,) factors of white balance."""
    lift: float
    """Factor of exposure."""

    @property
    def gains(self) -> Numbers:
        """(3,) factors on levels."""
        return self.balance * self.lift

    @property
    def changes(self) -> dict[str, float]:
        """In figures for people, rounded."""
        red, _, blue = self.balance / self.balance[1]
        named = {"exposure_gain": self.lift, "white_balance_red": red, "white_balance_blue": blue}
        return {name: round(float(value), 3) for name, value in named.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """Finished pixels that can be stored, and how they came about."""

    storable: Storable
    places: Layout
    light: Light
    photo: Picture
    """The part of the photo that is in it, at the size it has there."""


def light(negative: Negative, recipe: Recipe) -> Light:
    """White balance and exposure as far as they are asked for; estimated from the ground, not from the garment."""
    around = negative.ground
    balance = white_balance.gains(around.color, around.share) if recipe.white_balance else np.ones(3)
    return Light(balance, exposure.gain(negative.sampled, balance) if recipe.exposure else 1.0)


def printed(negative: Negative, recipe: Recipe, scratch: Scratch, report: Report) -> Print:
    """Paints the picture; `report` hears 0 to 1."""
    found = light(negative, recipe)
    places = _places(negative, recipe)
    colours = colour_map(negative.picture.profile, found.gains, _curve(recipe))
    photo = _photo(negative.picture, places)
    storable, canvas = _canvas(negative, photo, places, _Inked(colours, found, recipe, scratch))
    strips.develop(photo, canvas, report)
    return Print(_flat(storable, recipe), places, found, photo)


@dataclass(frozen=True, slots=True, eq=False)
class _Inked:
    """How pixels get their colour."""

    colours: ColourMap
    light: Light
    recipe: Recipe
    scratch: Scratch

    @property
    def of_srgb(self) -> ColourMap:
        """The same for pixels that are in sRGB already."""
        return colour_map(None, self.light.gains, _curve(self.recipe))


def _places(negative: Negative, recipe: Recipe) -> Layout:
    size, longest = negative.picture.size, _LONGEST[recipe.format]
    side = min(recipe.max_side or longest, longest)
    box = negative.box
    if recipe.fill and box is not None:
        return frame.framed(size, box, recipe.fill / 100, recipe.ratio, max_side=side, max_pixels=PIXEL_LIMIT)
    return frame.layout(size, recipe.ratio, max_side=side, max_pixels=PIXEL_LIMIT)


def _photo(picture: Picture, places: Layout) -> Picture:
    part = picture.cropped(places.crop)
    return part.resized(places.photo[::-1] if strips.strip_axis(picture.orientation) else places.photo)


def _curve(recipe: Recipe) -> Curve | None:
    if tone.is_neutral(recipe.brightness, recipe.contrast):
        return None
    return lambda levels: tone.curve(levels, recipe.brightness, recipe.contrast)


def _detail(recipe: Recipe) -> Detail | None:
    if recipe.denoise == 0 and recipe.sharpen == 0:
        return None
    return detail(
        lambda sizes: sharpen.stronger(denoise.kept(sizes, recipe.denoise), recipe.sharpen),
        lambda luma: denoise.smoothed(luma, recipe.denoise),
    )


def _canvas(negative: Negative, photo: Picture, places: Layout, inked: _Inked) -> tuple[Storable, strips.Canvas]:
    """What is painted on, and the view of it that paints: planes for a JPEG, pixels for everything else."""
    recipe, fill = inked.recipe, _fill(negative, inked) if places.is_framed else None
    detailed, corner = _detail(recipe), places.corner
    if recipe.format is OutputFormat.JPEG and photo.alpha is None:
        planes = Planes.blank(places.canvas, fill, inked.scratch)
        laid = _matte(negative, places, inked, YCC)
        return planes, strips.PlaneCanvas(planes, corner, inked.colours, detailed, laid, inked.scratch)
    laid = _matte(negative, places, inked, RGB)
    pixels = Pixels.blank(
        places.canvas, _WHITE if fill is None else fill, recipe.format, opacity=_opacity(photo, laid, recipe)
    )
    _place_alpha(photo, pixels, places)
    return pixels, strips.PixelCanvas(pixels, corner, inked.colours, detailed, laid, inked.scratch)


def _opacity(photo: Picture, laid: Matte | None, recipe: Recipe) -> int | None:
    """0 to 255 of what is added around the photo; None for a picture without transparency."""
    if laid is not None:
        return 0 if isinstance(laid.underlay, Glass) else None
    return None if photo.alpha is None else 255 * (recipe.frame_color is FrameColor.WHITE)


def _place_alpha(photo: Picture, pixels: Pixels, places: Layout) -> None:
    """The transparency that the photo came with."""
    if photo.alpha is None or pixels.alpha is None:
        return
    (left, top), (width, height) = places.corner, places.photo
    pixels.alpha[top : top + height, left : left + width] = exif.turned(photo.alpha, photo.orientation)


def _fill(negative: Negative, inked: _Inked) -> Numbers:
    """(3,) sRGB levels of the ground that is added around the photo."""
    background = inked.recipe.background
    replaced = background in (Background.WHITE, Background.TRANSPARENT) and negative.cutout is not None
    if replaced or inked.recipe.frame_color is FrameColor.WHITE:
        return _WHITE
    rim = np.rint(negative.ground.rim).astype(np.uint8).reshape(1, 1, 3)
    own = np.asarray(inked.of_srgb.to_rgb(rim, inked.scratch)[0, 0], np.float64)
    return own + _VEIL * (_WHITE - own) if background is Background.LIGHTEN else own


def _matte(negative: Negative, places: Layout, inked: _Inked, inks: Inks) -> Matte | None:
    recipe, found = inked.recipe, negative.cutout
    if found is None or negative.picture.alpha is not None or not recipe.background.needs_cutout:
        return None
    colours = inked.of_srgb
    finish = colours.to_rgb if inks is RGB else colours.to_ycc
    finished: Bytes8 = finish(negative.working, inked.scratch).copy()
    shade = None if recipe.background is Background.LIGHTEN else mattes.shadow(found.alpha, recipe.shadow)
    return mattes.matte(
        finished,
        negative.stored(found.alpha),
        _window(negative, places, found.alpha.shape),
        underlay=_underlay(recipe, inks),
        inks=inks,
        shade=None if shade is None else negative.stored(shade),
    )


def _underlay(recipe: Recipe, inks: Inks) -> Underlay:
    if recipe.background is Background.LIGHTEN:
        return Veil(inks, _VEIL)
    see_through = recipe.background is Background.TRANSPARENT and recipe.format is not OutputFormat.JPEG
    return Glass(inks) if see_through else Paper(inks)


def _window(negative: Negative, places: Layout, shape: tuple[int, ...]) -> Window:
    """Which part of the cut-out the photo in the picture shows, both as stored."""
    orientation, upright = negative.picture.orientation, negative.picture.size
    left, top, right, bottom = exif.stored_box(places.crop, upright, orientation)
    sideways = strips.strip_axis(orientation)
    width, height = upright[::-1] if sideways else upright
    across, down = places.photo[::-1] if sideways else places.photo
    rows, columns = shape[::-1] if sideways else shape
    return Window(
        scale=((right - left) / across * columns / width, (bottom - top) / down * rows / height),
        origin=(left * columns / width, top * rows / height),
    )


def _flat(storable: Storable, recipe: Recipe) -> Storable:
    """A photo with transparency of its own on white, where white was asked for."""
    if isinstance(storable, Pixels) and storable.alpha is not None and recipe.background is Background.WHITE:
        return storable.on_white()
    return storable
