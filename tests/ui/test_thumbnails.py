"""Small pictures, decoded elsewhere."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import paths
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connection import Connection
from desktop_app.ui.models.roles import AssetSource, FileSource, ThumbnailSource, UploadSource
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.waiting_line import WaitingLine
from desktop_app.ui.workbench import Workbench
from tests.journeys import photos as drawn

Photos = Callable[[int], list[Path]]

SIZE = QSize(120, 160)
HEIC = paths.resources() / "samples" / "IMG_4021.heic"


LYING = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""How the pixels lie in a file of this EXIF orientation."""


@pytest.fixture
def thumbnails(qtbot: QtBot, shoot: Path) -> Iterator[Thumbnails]:
    """Thumbnails of files, with no server at hand."""
    bridge = Bridge()
    made = Thumbnails(Connection(bridge, shoot))
    yield made
    made.close()
    bridge.close()


@pytest.mark.parametrize("orientation", LYING)
def test_a_photo_held_in_any_way_is_shown_upright(thumbnails: Thumbnails, qtbot: QtBot, shoot: Path, orientation: int):
    photo = shoot / "衬衫.jpg"
    photo.write_bytes(held(drawn.drawing(1), orientation))

    picture = made(thumbnails, FileSource(photo), qtbot).toImage()

    assert picture.size() == SIZE
    assert lightness(picture, 12, 10) < 90  # the dark corner of our drawings
    assert lightness(picture, 108, 10) > 180
    assert lightness(picture, 12, 150) > 180


def test_corners_are_round_and_a_sharp_screen_gets_more_pixels(thumbnails: Thumbnails, qtbot: QtBot, photos: Photos):
    (photo,) = photos(1)

    picture = made(thumbnails, FileSource(photo), qtbot, ratio=2.0)

    assert picture.deviceIndependentSize().toSize() == SIZE
    assert picture.size() == SIZE * 2
    assert picture.toImage().pixelColor(0, 0).alpha() == 0


def test_of_a_damaged_photo_qt_writes_nothing(thumbnails: Thumbnails, qtbot: QtBot, shoot: Path, qtlog: Any):
    photo = shoot / "衬衫.jpg"
    photo.write_bytes(drawn.cut_short())

    made(thumbnails, FileSource(photo), qtbot)

    assert [record.message for record in qtlog.records] == []


def test_a_phones_heic_is_drawn_by_the_server(bench: Workbench, qtbot: QtBot):
    uploaded: list[str] = []
    bench.connection.ask(bench, lambda server: server.upload(HEIC, HEIC.name), done=lambda it: uploaded.append(it.id))
    qtbot.waitUntil(lambda: bool(uploaded), timeout=30_000)

    picture = made(bench.thumbnails, UploadSource(uploaded[0], HEIC), qtbot)

    assert picture.size() == SIZE


@pytest.mark.parametrize("hopeless", [FileSource(HEIC), FileSource(Path("gone.jpg")), AssetSource("unheard-of")])
def test_what_cannot_be_drawn_is_told_once_and_not_asked_for_again(
    bench: Workbench, qtbot: QtBot, hopeless: ThumbnailSource
):
    picture = made(bench.thumbnails, hopeless, qtbot)

    assert picture.isNull()
    with qtbot.assertNotEmitted(bench.thumbnails.ready, wait=100):
        assert bench.thumbnails.pixmap(hopeless, SIZE) is not None


def test_another_size_stands_in_until_the_right_one_is_made(thumbnails: Thumbnails, qtbot: QtBot, photos: Photos):
    source = FileSource(photos(1)[0])
    small = made(thumbnails, source, qtbot)

    assert thumbnails.pixmap(source, SIZE * 2) is None
    assert thumbnails.stand_in(source).size() == small.size()


def test_closing_with_work_in_hand_leaves_no_thread_and_says_nothing_more(
    thumbnails: Thumbnails, qtbot: QtBot, shoot: Path
):
    photo = shoot / "large.jpg"
    photo.write_bytes(drawn.garment(size=drawn.MIDDLING))
    for width in range(100, 140):
        thumbnails.pixmap(FileSource(photo), QSize(width, 160))
    qtbot.wait(5)

    with qtbot.assertNotEmitted(thumbnails.ready, wait=100):
        thumbnails.close()
        thumbnails.close()

    assert thumbnails._pool.activeThreadCount() == 0


def test_the_newest_comers_are_served_first_and_those_that_scrolled_away_not_at_all():
    served: list[str] = []
    line = WaitingLine(served.append, width=1, longest=3)
    for one in "ab":
        line.join(one)
    line.go_on()
    for one in "cde":
        line.join(one)

    for one in "acdeb":
        line.go_on()
        line.leave(one)
    line.go_on()

    assert served == ["a", "c", "d", "e"]
    assert line.take_sent_away() == ["b"]


def made(thumbnails: Thumbnails, source: ThumbnailSource, qtbot: QtBot, *, ratio: float = 1.0) -> QPixmap:
    """The thumbnail, however long it takes."""
    qtbot.waitUntil(lambda: thumbnails.pixmap(source, SIZE, ratio) is not None, timeout=20_000)
    picture = thumbnails.pixmap(source, SIZE, ratio)
    assert picture is not None
    return picture


def held(picture: Image.Image, orientation: int) -> bytes:
    """A photo of this that was taken with the phone held in some way."""
    turn = LYING[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    return drawn.saved(picture if turn is None else picture.transpose(turn), "JPEG", exif=exif)


def lightness(picture: QImage, x: int, y: int) -> int:
    return picture.pixelColor(x, y).lightness()


def test_a_see_through_picture_lies_on_a_checkerboard_in_the_colours_of_the_theme(
    qtbot: QtBot, shoot: Path, qapp: QApplication
):
    bridge, theme = Bridge(), Theme(qapp, Scheme.LIGHT)
    thumbnails = Thumbnails(Connection(bridge, shoot), theme)
    photo = shoot / "衬衫.png"
    Image.new("RGBA", (120, 160), (0, 0, 0, 0)).save(photo)

    light = colours(made(thumbnails, FileSource(photo), qtbot))
    theme.choose(Scheme.DARK)
    dark = colours(made(thumbnails, FileSource(photo), qtbot))

    assert light == {theme_token("light", name) for name in ("checker", "checker-dark")}
    assert dark == {theme_token("dark", name) for name in ("checker", "checker-dark")}
    theme.choose(Scheme.LIGHT)
    thumbnails.close()
    bridge.close()


def colours(picture: QPixmap) -> set[str]:
    """In the middle, where no corner is round."""
    image = picture.toImage()
    return {image.pixelColor(x, y).name() for x in range(40, 80) for y in range(40, 80)}


def theme_token(theme: str, name: str) -> str:
    tokens = json.loads((paths.resources() / "themes" / f"{theme}.json").read_text(encoding="utf-8"))
    return str(tokens[name]).lower()
