"""Pictures that a shop would refuse are done again as it asks, and that costs nothing before it is confirmed."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys import photos as drawn
from tests.journeys.window.hand import Hand

Balance = Callable[[], int]


def test_photos_that_fail_for_taobao_come_back_to_the_form_with_what_taobao_asks(
    hand: Hand, shoot: Path, balance: Balance
):
    for number in (1, 2):
        (shoot / f"衬衫 {number:02}.jpg").write_bytes(drawn.garment(number, (900, 1200)))
    hand.drop(sorted(shoot.glob("*.jpg")))
    submit(hand, 2)
    hand.wait_to_see("已完成 2/2")
    hand.wait_to_see("0/2 张符合淘宝 / 天猫要求")

    hand.choose("衬衫 02.jpg", "预览")
    hand.wait_to_see("画面 900×1200，需要 1:1")
    hand.click("按淘宝 / 天猫要求重做")

    hand.wait_to_see("已选择: 1 张图片 × 1 配额 = 1 配额")
    assert hand.rows()[0].startswith("衬衫 02.jpg")
    assert balance() == 98
    submit(hand, 1)
    hand.wait_to_see("1/1 张符合淘宝 / 天猫要求")
    assert "800 × 800" in hand.rows()[0]
    assert balance() == 97


def submit(hand: Hand, count: int) -> None:
    """Press the button, then the one of the question."""
    for _ in range(2):
        hand.click(f"生成（消耗 {count} 配额）")
