"""Real drags between a real file manager and the real window, on a screen of their own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.core import settings
from desktop_app.core.settings import Settings
from tests.journeys import photos as drawn
from tests.journeys.screen import Screen, needs_screen

pytestmark = needs_screen

LEFT, RIGHT = (10, 40, 560, 500), (600, 40, 980, 900)
RED = (230, 20, 20)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An empty desktop."""
    with Screen(tmp_path / "screen") as started:
        yield started


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A fresh data folder."""
    folder = tmp_path / "数据"
    folder.mkdir()
    settings.save(folder, Settings(workers=1, theme="light"))
    return folder


def test_photos_and_a_folder_are_dragged_in_from_a_file_manager_and_stay_there(
    screen: Screen, data: Path, tmp_path: Path
):
    shoot = tmp_path / "shoot"
    (shoot / "SKU 裙子").mkdir(parents=True)
    (shoot / "SKU 裙子" / "1.jpg").write_bytes(drawn.garment(1))
    Image.new("RGB", (400, 500), RED).save(shoot / "连衣裙 01.jpg")
    before = contents(shoot)
    screen.cleanrack(data)
    screen.start(["pcmanfm", "--no-desktop", shoot])
    screen.place("CleanRack", RIGHT)
    screen.place("^shoot", LEFT)

    start = screen.wait_for(lambda: red_spot(screen, tmp_path), "the red photo's icon")
    screen.click(start)
    screen.key("ctrl+a")
    screen.drag(start, (RIGHT[0] + 400, RIGHT[1] + 400))

    screen.find("list item", "连衣裙 01.jpg")
    screen.find("list item", "SKU 裙子/1.jpg")
    assert contents(shoot) == before


def test_a_result_is_dragged_out_to_a_file_manager_and_stays_in_the_library(screen: Screen, data: Path, tmp_path: Path):
    photo = tmp_path / "衬衫 01.jpg"
    photo.write_bytes(drawn.garment(1))
    clean(photo, data)
    (target := tmp_path / "target").mkdir()
    screen.cleanrack(data)
    screen.start(["pcmanfm", "--no-desktop", target])
    screen.place("CleanRack", RIGHT)
    screen.place("^target", LEFT)

    screen.press("check box", "素材库")
    picture = screen.find("list item", "衬衫 01.jpg")
    screen.drag(picture.middle, (LEFT[0] + 400, LEFT[1] + 300))

    screen.wait_for(lambda: list(target.glob("衬衫 01*.jpg")), "the dragged file")
    [dragged] = target.iterdir()
    with Image.open(dragged) as opened:
        assert opened.size == drawn.SMALL
    screen.find("list item", "衬衫 01.jpg")


def clean(photo: Path, data: Path) -> None:
    """A finished batch of one, by the command line."""
    command = [sys.executable, "-m", "desktop_app", "clean", photo, "--yes", "--data-dir", data]
    subprocess.run([*command, "--zip", photo.with_suffix(".zip")], check=True, capture_output=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def red_spot(screen: Screen, folder: Path) -> tuple[int, int] | None:
    """The middle of what is red on the left half of the screen."""
    with Image.open(screen.shot(folder / "look.png")) as shot:
        left = shot.convert("RGB").crop((0, 0, RIGHT[0], shot.height))
    red = [
        (x, y)
        for x in range(0, left.width, 4)
        for y in range(0, left.height, 4)
        if all(abs(have - want) < 25 for have, want in zip(left.getpixel((x, y)), RED, strict=True))  # type: ignore[arg-type]
    ]
    if not red:
        return None
    return sum(x for x, _ in red) // len(red), sum(y for _, y in red) // len(red)
