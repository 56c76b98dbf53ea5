"""Makes finished pictures out of a photo's bytes by recipes: decode, cut out, print, measure, encode."""

from collections.abc import Sequence

from desktop_app.imaging import codecs, formats, proof
from desktop_app.imaging.choices import OutputFormat
from desktop_app.imaging.files import scaled
from desktop_app.imaging.negative import Negative, expose, negative
from desktop_app.imaging.operations import budget
from desktop_app.imaging.outcome import Outcome, Report
from desktop_app.imaging.printing import Print, printed
from desktop_app.imaging.progress import Stages
from desktop_app.imaging.recipe import Recipe
from desktop_app.imaging.scratch import Workspace

_DECODING = {formats.JPEG: 50, formats.PNG: 150, formats.WEBP: 150, formats.TIFF: 100, formats.HEIC: 390}
_CUTTING = 750
_PRINTING = 60
_ENCODING = {OutputFormat.JPEG: 30, OutputFormat.PNG: 1250, OutputFormat.WEBP: 650}
"""Milliseconds each stage took on 12 megapixels; progress is told in their proportion."""
_KINDS = {OutputFormat.JPEG: formats.JPEG, OutputFormat.PNG: formats.PNG, OutputFormat.WEBP: formats.WEBP}
_WORKSPACE = Workspace()


def develop(data: bytes, recipe: Recipe, report: Report) -> Outcome:
    """The finished picture; the same bytes and recipe give the same file. Raises PictureError."""
    return develop_all(data, (recipe,), report)[0]


def develop_all(data: bytes, recipes: Sequence[Recipe], report: Report) -> tuple[Outcome, ...]:
    """One finished picture for each recipe; the photo is decoded and cut out once, as the first that asks wants it.

    Raises PictureError.
    """
    stages = Stages(_milliseconds(data, recipes), report)
    try:
        with codecs.working():
            picture = expose(data, recipes, _WORKSPACE.scratch)
            stages.ended()
            exposed = negative(picture, recipes)
            stages.ended()
            return tuple(_developed(exposed, recipe, stages) for recipe in recipes)
    finally:
        _WORKSPACE.tidy()


def _developed(exposed: Negative, recipe: Recipe, stages: Stages) -> Outcome:
    made = printed(exposed, recipe, _WORKSPACE.scratch, stages.within)
    stages.ended()
    outcome = _encoded(exposed, made, recipe)
    stages.ended()
    return outcome


def _milliseconds(data: bytes, recipes: Sequence[Recipe]) -> list[float]:
    """What each stage takes."""
    kind = formats.identify(data[: formats.HEAD_BYTES])
    cutting = _CUTTING if any(recipe.needs_cutout for recipe in recipes) else 1
    each = [time for recipe in recipes for time in (_PRINTING, _ENCODING[recipe.format])]
    return [_DECODING.get(kind, 1) if kind else 1, cutting, *each]


def _encoded(exposed: Negative, made: Print, recipe: Recipe) -> Outcome:
    fitted = budget.fit(
        made.storable.encode,
        recipe.quality,
        recipe.max_kilobytes * 1024,
        has_quality=recipe.format is not OutputFormat.PNG,
    )
    changes = made.light.changes | {"quality": float(fitted.quality), "scale": round(fitted.scale, 4)}
    shrunk = ("scaled-to-fit",) if fitted.scale < 1 else ()
    return Outcome.of(
        fitted.data,
        _KINDS[recipe.format],
        scaled(made.storable.size, fitted.scale),
        changes=changes,
        notes=(*recipe.notes, *exposed.notes, *shrunk),
        shop=recipe.shop,
        measures=proof.measures(exposed, made),
    )
