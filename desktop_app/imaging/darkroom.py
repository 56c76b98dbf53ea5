"""Makes a finished picture out of a photo's bytes by a recipe: decode, measure, develop in strips, encode."""

from dataclasses import dataclass

import numpy as np

from desktop_app.imaging import codecs, exif, formats, strips
from desktop_app.imaging.arrays import Bytes8, Numbers
from desktop_app.imaging.choices import FrameColor, OutputFormat
from desktop_app.imaging.colour import ColourMap, Curve, colour_map
from desktop_app.imaging.detail import Detail, detail
from desktop_app.imaging.files import Pixels, Planes, Storable, scaled
from desktop_app.imaging.ground import Ground, ground, sample
from desktop_app.imaging.operations import budget, denoise, exposure, sharpen, tone, white_balance
from desktop_app.imaging.operations.frame import Layout, layout
from desktop_app.imaging.outcome import Outcome, Report
from desktop_app.imaging.picture import PIXEL_LIMIT, Picture
from desktop_app.imaging.recipe import Recipe
from desktop_app.imaging.scratch import Workspace

_DECODING = {formats.JPEG: 50, formats.PNG: 150, formats.WEBP: 150, formats.TIFF: 100, formats.HEIC: 390}
_DEVELOPING = 45
_ENCODING = {OutputFormat.JPEG: 30, OutputFormat.PNG: 1250, OutputFormat.WEBP: 650}
"""Milliseconds each stage took on 12 megapixels; progress is told in their proportion."""
_KINDS = {OutputFormat.JPEG: formats.JPEG, OutputFormat.PNG: formats.PNG, OutputFormat.WEBP: formats.WEBP}
_LONGEST = {OutputFormat.JPEG: 65500, OutputFormat.PNG: 65500, OutputFormat.WEBP: 16383}
"""Pixels a side that a format can store."""
_WHITE = np.array([255.0, 255.0, 255.0])
_WORKSPACE = Workspace()


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """What was found right for the light of one photo."""

    balance: Numbers
    """(3,) factors of white balance."""
    lift: float
    """Factor of exposure."""

    @property
    def changes(self) -> dict[str, float]:
        """In figures for people, rounded."""
        red, _, blue = self.balance / self.balance[1]
        named = {"exposure_gain": self.lift, "white_balance_red": red, "white_balance_blue": blue}
        return {name: round(float(value), 3) for name, value in named.items()}


def develop(data: bytes, recipe: Recipe, report: Report) -> Outcome:
    """The finished picture; the same bytes and recipe give the same file. Raises PictureError."""
    report(0.0)
    try:
        with codecs.working():
            storable, light = _painted(data, recipe, report, _milestones(data, recipe))
            outcome = _encoded(storable, recipe, light)
    finally:
        _WORKSPACE.tidy()
    report(1.0)
    return outcome


def _milestones(data: bytes, recipe: Recipe) -> tuple[float, float]:
    """Share of the work that is done when the photo is decoded and when it is developed."""
    kind = formats.identify(data[: formats.HEAD_BYTES])
    decoding = _DECODING.get(kind, 0) if kind else 0
    total = decoding + _DEVELOPING + _ENCODING[recipe.format]
    return decoding / total, (decoding + _DEVELOPING) / total


def _painted(data: bytes, recipe: Recipe, report: Report, milestones: tuple[float, float]) -> tuple[Storable, Light]:
    """Pixels ready to be stored; `milestones` are the progress when they are decoded and when they are done."""
    decoded, developed = milestones
    picture = codecs.decode(data, max_side=recipe.max_side, scratch=_WORKSPACE.scratch)
    report(decoded)
    sampled = sample(picture)
    around = ground(sampled)
    light = _light(sampled, around, recipe)
    curve = _curve(recipe)
    colours = colour_map(picture.profile, light.balance * light.lift, curve)
    places = _places(picture, recipe)
    fill = _fill(around, recipe, colour_map(None, light.balance * light.lift, curve)) if places.is_framed else None
    picture = picture.resized(places.photo[::-1] if strips.strip_axis(picture.orientation) else places.photo)
    storable, canvas = _canvas(picture, places, fill, colours, recipe)
    strips.develop(picture, canvas, lambda share: report(decoded + (developed - decoded) * share))
    return storable, light


def _places(picture: Picture, recipe: Recipe) -> Layout:
    longest = _LONGEST[recipe.format]
    bound = min(recipe.max_side or longest, longest)
    return layout(picture.size, recipe.ratio, max_side=bound, max_pixels=PIXEL_LIMIT)


def _light(sampled: Bytes8, around: Ground, recipe: Recipe) -> Light:
    balance = white_balance.gains(around.color, around.share) if recipe.white_balance else np.ones(3)
    return Light(balance, exposure.gain(sampled, balance) if recipe.exposure else 1.0)


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


def _fill(around: Ground, recipe: Recipe, colours: ColourMap) -> Numbers:
    """(3,) sRGB levels of the ground that is added around the photo."""
    if recipe.frame_color is FrameColor.WHITE:
        return _WHITE
    rim = np.rint(around.rim).astype(np.uint8).reshape(1, 1, 3)
    return np.asarray(colours.to_rgb(rim, _WORKSPACE.scratch)[0, 0], np.float64)


def _canvas(
    picture: Picture, places: Layout, fill: Numbers | None, colours: ColourMap, recipe: Recipe
) -> tuple[Storable, strips.Canvas]:
    """What is painted on, and the view of it that paints: planes for a JPEG, pixels for everything else."""
    if recipe.format is OutputFormat.JPEG and picture.alpha is None:
        planes = Planes.blank(places.canvas, fill, _WORKSPACE.scratch)
        return planes, strips.PlaneCanvas(planes, places.corner, colours, _detail(recipe), _WORKSPACE.scratch)
    opacity = None if picture.alpha is None else 255 * (recipe.frame_color is FrameColor.WHITE)
    pixels = Pixels.blank(places.canvas, _WHITE if fill is None else fill, recipe.format, opacity=opacity)
    _place_alpha(picture, pixels, places)
    return pixels, strips.PixelCanvas(pixels, places.corner, colours, _detail(recipe), _WORKSPACE.scratch)


def _place_alpha(picture: Picture, pixels: Pixels, places: Layout) -> None:
    if picture.alpha is None or pixels.alpha is None:
        return
    (left, top), (width, height) = places.corner, places.photo
    pixels.alpha[top : top + height, left : left + width] = exif.turned(picture.alpha, picture.orientation)


def _encoded(storable: Storable, recipe: Recipe, light: Light) -> Outcome:
    fitted = budget.fit(
        storable.encode,
        recipe.quality,
        recipe.max_kilobytes * 1024,
        has_quality=recipe.format is not OutputFormat.PNG,
    )
    changes = light.changes | {"quality": float(fitted.quality), "scale": round(fitted.scale, 4)}
    notes = ("scaled-to-fit",) if fitted.scale < 1 else ()
    size = scaled(storable.size, fitted.scale)
    return Outcome.of(fitted.data, _KINDS[recipe.format], size, changes=changes, notes=notes)
