"""The window as a screen reader meets it: read and pressed from another process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core import settings
from desktop_app.core.settings import Settings
from tests.journeys import photos as drawn
from tests.journeys.screen import Screen, Seen, needs_screen

pytestmark = needs_screen

PAGES = ("工作台", "任务列表", "素材库", "账户", "设置")
ANSWERING = ("push button", "check box", "radio button", "slider", "combo box", "text", "spin button", "list")


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """The window with two photos handed over at its start, on a desktop of its own."""
    data = tmp_path / "数据"
    data.mkdir()
    settings.save(data, Settings(workers=1, theme="light"))
    for number in (1, 2):
        (tmp_path / f"衬衫 0{number}.jpg").write_bytes(drawn.garment(number))
    with Screen(tmp_path / "screen") as started:
        started.cleanrack(data, "window", *sorted(tmp_path.glob("*.jpg")))
        yield started


def test_everything_that_can_be_used_has_a_name_on_every_page(screen: Screen):
    screen.find("list item", "衬衫 02.jpg")
    nameless = {"form": unnamed(screen)}
    for page in PAGES:
        screen.press("check box", page)
        screen.find("label", page)
        nameless[page] = unnamed(screen)

    assert nameless == {page: [] for page in nameless}


def test_rows_tell_their_name_and_state_and_the_button_its_price(screen: Screen):
    row = screen.find("list item", "衬衫 01.jpg")
    assert "," in row.name or "，" in row.name

    screen.find("push button", "生成（消耗 2 配额）")


def test_the_whole_job_is_done_by_pressing_what_is_announced(screen: Screen):
    screen.find("push button", "生成（消耗 2 配额）")
    screen.wait_for(lambda: "enabled" in screen.find("push button", "生成（消耗 2 配额）").states, "the uploads' end")
    screen.press("push button", "生成（消耗 2 配额）")
    screen.wait_for(lambda: len(named(screen, "生成（消耗 2 配额）")) == 2, "the confirmation")
    screen.press_last("push button", "生成（消耗 2 配额）")

    screen.find("label", "2/2")


def unnamed(screen: Screen) -> list[Seen]:
    """What can be used and is on the screen, but has no name."""
    return [
        each
        for each in screen.read()
        if each.role in ANSWERING and not each.name.strip() and {"focusable", "showing"} <= set(each.states)
    ]


def named(screen: Screen, name: str) -> list[Seen]:
    """The buttons of that name."""
    return [each for each in screen.read() if each.role == "push button" and each.name == name]
