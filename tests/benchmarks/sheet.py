"""`python -m tests.benchmarks sheet DIR OUT.png [--shops]`: what becomes of photos, to look at: contact sheets.

A row for each photo: as taken, on white, transparent on a checker, its busiest edge at 200 %; with --shops the picture
for every shop, with the checks it passes.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageOps

from desktop_app.core.words import Language
from desktop_app.imaging import marketplaces
from desktop_app.imaging.features.basic_clean import FEATURE, BasicCleanParameters
from desktop_app.imaging.marketplaces import Facts
from tests.benchmarks.photos import photos_of

_SIDE, _GAP, _LABEL = 380, 8, 18
_ROWS = 6
"""Photos on a page."""
_PAPER, _INK, _BAD = (120, 120, 120), (255, 255, 255), (255, 200, 120)
Cell = tuple[str, Image.Image]
"""What is written under a picture, and the picture."""


def run(arguments: list[str]) -> int:
    """Writes OUT.png, or OUT-1.png, OUT-2.png … for many photos; 2 where there is nothing to do."""
    places = [Path(given) for given in arguments if not given.startswith("--")]
    photos = photos_of(places[0]) if len(places) == 2 else []
    if not photos:
        print("sheet DIR OUT.png [--shops]: a folder with photos, and the sheet's file")
        return 2
    pages = [photos[first : first + _ROWS] for first in range(0, len(photos), _ROWS)]
    for number, page in enumerate(pages, 1):
        rows = [list(_cells(photo, with_shops="--shops" in arguments)) for photo in page]
        target = places[1] if len(pages) == 1 else places[1].with_stem(f"{places[1].stem}-{number}")
        _laid_out(rows).save(target)
        print(target, flush=True)
    return 0


def _cells(photo: Path, *, with_shops: bool) -> Iterator[Cell]:
    data = photo.read_bytes()
    white = FEATURE.run(data, BasicCleanParameters(background="white"))
    clear = FEATURE.run(data, BasicCleanParameters(background="transparent", format="PNG"))
    picture, cut = _opened(white.data), _opened(clear.data)
    found = white.measures
    moved = "" if found.delta_e is None else f" dE {found.delta_e:.1f}"
    yield f"{photo.name}", _opened(data)
    yield f"{found.method or 'no cut-out'} {found.confidence or 0:.2f}{moved} {' '.join(white.notes)}", picture
    yield "transparent", _on_checker(cut)
    yield "200 %", _busiest(_on_checker(cut), np.asarray(cut.getchannel("A")))
    if with_shops:
        yield from _for_shops(data)


def _for_shops(data: bytes) -> Iterator[Cell]:
    for shop in marketplaces.shops().values():
        made = FEATURE.run(data, BasicCleanParameters.model_validate(shop.parameters))
        facts = Facts(
            width=made.width,
            height=made.height,
            size=len(made.data),
            media_type=made.media_type,
            measures=made.measures,
        )
        missed = [check.kind for check in shop.check(facts) if check.passed is False]
        verdict = "! " + ", ".join(missed) if missed else "passes"
        yield f"{shop.title.in_language(Language.ENGLISH)}: {verdict}", _opened(made.data)


def _opened(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as opened:
        return ImageOps.exif_transpose(opened).convert("RGBA")


def _on_checker(picture: Image.Image) -> Image.Image:
    side = max(8, max(picture.size) // 60)
    rows, columns = (np.arange(length) // side for length in reversed(picture.size))
    grey = np.where((rows[:, None] + columns) % 2, 200, 245).astype(np.uint8)
    ground = Image.fromarray(grey).convert("RGBA")
    return Image.alpha_composite(ground, picture)


def _busiest(picture: Image.Image, alpha: np.ndarray) -> Image.Image:
    """The square with most edge in it, at 200 %."""
    half = _SIDE // 4
    edge = cv2.morphologyEx((alpha > 127).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    crowd = cv2.boxFilter(edge.astype(np.float32), -1, (2 * half, 2 * half), normalize=False)
    _, _, _, (x, y) = cv2.minMaxLoc(crowd)
    left, top = (min(max(0, at - half), max(0, size - 2 * half)) for at, size in zip((x, y), picture.size, strict=True))
    part = picture.crop((left, top, left + 2 * half, top + 2 * half))
    return part.resize((part.width * 2, part.height * 2), Image.Resampling.NEAREST)


def _laid_out(rows: list[list[Cell]]) -> Image.Image:
    step = _SIDE + _GAP
    page = Image.new("RGB", (max(map(len, rows)) * step + _GAP, len(rows) * (step + _LABEL) + _GAP), _PAPER)
    draw = ImageDraw.Draw(page)
    for down, cells in enumerate(rows):
        for across, (label, picture) in enumerate(cells):
            x, y = _GAP + across * step, _GAP + down * (step + _LABEL)
            small = ImageOps.contain(picture.convert("RGB"), (_SIDE, _SIDE))
            page.paste(small, (x + (_SIDE - small.width) // 2, y + (_SIDE - small.height) // 2))
            draw.text((x, y + _SIDE + 2), label[:62], fill=_BAD if "!" in label else _INK)
    return page
