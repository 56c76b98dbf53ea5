"""The application's icons, drawn from resources/icons/cleanrack.svg in the formats that systems ask for.

python installer/icons.py FOLDER
"""

import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

MARK = Path(__file__).resolve().parents[1] / "resources" / "icons" / "cleanrack.svg"

WINDOWS = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""What Explorer and the taskbar show from 100 to 250 %."""
MACOS = (16, 32, 64, 128, 256, 512, 1024)
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)

_MACOS_MARGIN = 0.1
"""Apple's grid draws 824 of 1024 pixels; a mark that fills its square looks too large in the dock."""


def draw(folder: Path) -> None:
    """Draw cleanrack.ico, cleanrack.icns, cleanrack.svg and SIZE/cleanrack.png into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _save_all(folder / "cleanrack.ico", [_drawn(size) for size in WINDOWS])
    _save_all(folder / "cleanrack.icns", [_drawn(size, _MACOS_MARGIN) for size in MACOS])
    for size in LINUX:
        (folder / str(size)).mkdir(exist_ok=True)
        _drawn(size).save(folder / str(size) / "cleanrack.png", optimize=True)
    shutil.copyfile(MARK, folder / "cleanrack.svg")


def _save_all(file: Path, pictures: Sequence[Image.Image]) -> None:
    """One file of all sizes, each drawn for itself: none is a smaller copy of another."""
    largest = max(pictures, key=lambda picture: picture.width)
    largest.save(file, sizes=[picture.size for picture in pictures], append_images=list(pictures))


def _drawn(size: int, margin: float = 0.0) -> Image.Image:
    pixels = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    pixels.fill(0)
    painter = QPainter(pixels)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = size * margin
    QSvgRenderer(str(MARK)).render(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixels.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
