"""The pictures beside the setup's text, drawn from the mark: bitmaps, as NSIS wants them."""

import json
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.icons import MARK

_SIDE = (328, 628)
_HEAD = (300, 114)
"""Twice what the wizard shows at 100 %, so that it is sharp at 200 %."""

_COLOURS = MARK.parents[1] / "themes" / "light.json"
"""The wizard is light, whatever the system's theme."""


def draw(folder: Path) -> None:
    """Draw side.bmp, for the first and the last page, and head.bmp, for those between."""
    folder.mkdir(parents=True, exist_ok=True)
    colours = json.loads(_COLOURS.read_text(encoding="utf-8"))
    _drawn(_SIDE, QColor(colours["accent-soft"]), QRectF(84, 200, 160, 160)).save(str(folder / "side.bmp"))
    _drawn(_HEAD, QColor(colours["surface"]), QRectF(206, 17, 80, 80)).save(str(folder / "head.bmp"))


def _drawn(size: tuple[int, int], ground: QColor, place: QRectF) -> QImage:
    picture = QImage(*size, QImage.Format.Format_RGB888)
    picture.fill(ground)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(str(MARK))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, place)
    painter.end()
    return picture
