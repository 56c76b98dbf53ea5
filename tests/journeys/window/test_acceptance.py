"""The acceptance table, row by row, as the merchant goes through it at the window."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.ui.workbench import Workbench
from tests.journeys import photos as drawn
from tests.journeys.window.hand import Hand

Photos = Callable[[int], list[Path]]
Balance = Callable[[], int]


def test_ten_photos_dragged_in_are_ten_thumbnails_that_can_be_removed_and_brought_back(hand: Hand, photos: Photos):
    hand.drop(photos(10))
    hand.wait_to_see("已选择: 10 张图片 × 1 配额 = 10 配额")
    assert len(hand.rows()) == 10

    hand.point_at("衬衫 03.jpg")
    hand.press(Qt.Key.Key_Delete)
    hand.wait_to_see("已选择: 9 张图片 × 1 配额 = 9 配额")

    hand.click("撤销")
    hand.wait_to_see("已选择: 10 张图片 × 1 配额 = 10 配额")
    assert "衬衫 03.jpg" in hand.rows()[2]


def test_a_gif_is_refused_in_red_and_the_rest_goes_on(hand: Hand, photos: Photos, shoot: Path):
    (shoot / "file1.gif").write_bytes(drawn.gif())
    (shoot / "file2.jpg").write_bytes(drawn.gif())

    hand.drop([*photos(2), shoot / "file1.gif", shoot / "file2.jpg"])

    hand.wait_to_see("file1.gif 格式不支持，已移除")
    hand.wait_to_see("file2.jpg 格式不支持，已移除")
    hand.wait_to_see("已选择: 2 张图片")


def test_of_51_photos_the_first_50_stay(hand: Hand, photos: Photos):
    hand.drop(photos(51))

    hand.wait_to_see("最多支持50张")
    hand.until(lambda: len(hand.rows()) == 50, lambda: "50 rows")
    assert "衬衫 50.jpg" in hand.rows()[-1]


def test_a_photo_of_20_megabytes_is_stopped_in_the_window(hand: Hand, shoot: Path):
    (shoot / "大图.jpg").write_bytes(drawn.heavy(20_000_000))

    hand.drop([shoot / "大图.jpg"])

    hand.wait_to_see("大图.jpg：图片不能超过10MB")
    assert hand.rows() == []


def test_the_confirmation_names_the_numbers_and_the_balance_goes_from_100_to_90(
    hand: Hand, photos: Photos, balance: Balance
):
    hand.drop(photos(10))
    hand.click("生成（消耗 10 配额）")

    for number in ("100", "90"):
        hand.wait_to_see(rf"(?<!\d){number}(?!\d)")
    hand.click("生成（消耗 10 配额）")

    hand.until(lambda: balance() == 90, lambda: "90 quota")
    hand.wait_to_see("90 配额")


def test_progress_is_told_in_words_and_never_runs_back(hand: Hand, shoot: Path):
    for number in range(1, 11):
        (shoot / f"{number:02}.jpg").write_bytes(drawn.garment(number))
    submit(hand, sorted(shoot.iterdir()))

    seen: list[int] = []
    hand.until(lambda: seen.extend(done(hand)) or 10 in seen, lambda: "the last of ten")

    assert seen == sorted(seen)
    assert len(set(seen)) >= 4


@pytest.fixture
def half_broken(hand: Hand, bench: Workbench, photos: Photos) -> list[Path]:
    """Ten photos of which five cannot be worked on when their turn comes: their originals are gone by then."""
    ten = photos(10)
    hand.drop(ten)
    hand.wait_to_see("生成（消耗 10 配额）")
    hand.until(lambda: hand._button("生成（消耗 10 配额）") is not None, lambda: "uploads")
    taken = [photo.upload for photo in bench.drafts.batch.photos[::2]]
    for upload in taken:
        assert upload is not None
        blob = bench.folder / "blobs" / upload.sha256[:2] / upload.sha256
        blob.rename(blob.with_suffix(".away"))
    hand.click("生成（消耗 10 配额）")
    hand.click("生成（消耗 10 配额）")
    hand.wait_to_see("已完成 10/10|已完成 5/10")
    return ten


def test_five_broken_of_ten_five_succeed_and_five_are_returned(
    hand: Hand, bench: Workbench, half_broken: list[Path], balance: Balance
):
    hand.until(lambda: balance() == 95, lambda: "95 quota")
    hand.wait_to_see("原图已不在数据文件夹中")
    for words in ("扣除", "使用", "返还"):
        hand.wait_to_see(words)

    hand.click("重试失败项")
    put_back(bench.folder)
    confirm(hand, "重试")

    hand.until(lambda: [task.batch_success for task in bench.tasks.tasks] == [10], lambda: "10 of 10")
    hand.until(lambda: balance() == 90, lambda: "90 quota: five were charged again")


def test_the_zip_has_the_five_good_ones_by_button_and_by_right_click(
    hand: Hand, bench: Workbench, half_broken: list[Path], saved: Path
):
    [task] = bench.tasks.tasks
    hand.click("只下载成功")
    first = saved / f"batch_{task.id}.zip"
    hand.until(first.exists, lambda: "the ZIP")

    hand.choose("衬衫 02.jpg", "导出 ZIP")

    hand.until(lambda: len(list(saved.glob("*.zip"))) == 2, lambda: "the second ZIP")
    assert sorted(zipfile.ZipFile(first).namelist()) == [
        "manifest.csv",
        *(f"衬衫 {number:02}.jpg" for number in (2, 4, 6, 8, 10)),
    ]


def test_the_list_carries_the_badge_and_the_count_and_expands_to_its_rows(
    hand: Hand, bench: Workbench, half_broken: list[Path]
):
    hand.click("任务列表")
    hand.wait_to_see("批量")
    hand.wait_to_see("5/10")

    hand.point_at("5/10")
    hand.press(Qt.Key.Key_Right)

    hand.until(lambda: sum("衬衫" in row for row in hand.rows()) >= 10, lambda: f"ten rows in {hand.rows()}")


def test_finished_pictures_are_in_the_library_by_themselves(hand: Hand, half_broken: list[Path]):
    hand.click("素材库")

    hand.until(lambda: len(hand.rows()) == 5, lambda: f"five pictures in {hand.rows()}")


def test_stopping_keeps_what_is_finished_and_returns_the_rest(
    hand: Hand, bench: Workbench, shoot: Path, balance: Balance
):
    for number in range(1, 13):
        (shoot / f"{number:02}.jpg").write_bytes(drawn.garment(number))
    submit(hand, sorted(shoot.iterdir()))
    hand.wait_to_see(r"已完成 [1-9]")

    hand.click("停止（保留已完成，返还其余）")
    confirm(hand, "停止")

    hand.until(lambda: bench.tasks.tasks[0].status == "cancelled", lambda: "stopped")
    kept = bench.tasks.tasks[0].batch_success
    hand.until(lambda: balance() == 100 - kept, lambda: f"{100 - kept} quota")
    hand.click("素材库")
    hand.until(lambda: len(hand.rows()) == kept, lambda: f"{kept} pictures")


def test_too_little_quota_tells_the_shortfall_and_the_way_to_renew(hand: Hand, bench: Workbench, photos: Photos):
    fifty = photos(50)
    for count in (50, 45):
        submit(hand, fifty[:count])
        hand.until(lambda: not bench.tasks.running and len(bench.tasks.tasks) > 0, lambda: "the end of the run", 180)
    hand.until(lambda: bench.wallet.quota is not None and bench.wallet.quota.balance == 5, lambda: "5 quota")

    hand.drop(fifty[:10])

    hand.wait_to_see("配额不足，还需 5 配额")
    hand.click("续费")
    hand.wait_to_see("账户|续费")


def test_one_photo_in_single_mode_is_an_ordinary_task(hand: Hand, bench: Workbench, photos: Photos):
    hand.click("工作台")
    open_form(hand)
    hand.click("单张模式")
    hand.drop(photos(1))
    hand.click("生成（消耗 1 配额）")
    hand.click("生成（消耗 1 配额）")

    hand.until(lambda: [task.status for task in bench.tasks.tasks] == ["completed"], lambda: "the end")
    assert [(task.is_batch, task.type) for task in bench.tasks.tasks] == [(False, "single")]


def test_the_sixth_batch_in_an_hour_is_told_when_it_is_possible_again(hand: Hand, bench: Workbench, photos: Photos):
    one = photos(2)
    for number in range(1, 6):
        submit(hand, one)
        hand.until(
            lambda number=number: len(bench.tasks.tasks) == number and not bench.tasks.running,  # type: ignore[misc]
            lambda: "the end of the run",
        )

    submit(hand, one)

    hand.wait_to_see(r"请在 \d+ 分钟后再试")


def submit(hand: Hand, paths: list[Path]) -> None:
    """Drop, agree, go."""
    hand.drop(paths)
    button = f"生成（消耗 {len(paths)} 配额）"
    hand.click(button)
    hand.click(button)


def confirm(hand: Hand, verb: str) -> None:
    """Answer the question in front."""
    dialog = hand.window.window()
    hand.until(lambda: hand._fronts()[0] is not dialog, lambda: "a question")
    hand.click(verb)


def open_form(hand: Hand) -> None:
    """From the workspace to the form."""
    hand.click("服装清理增强")


def done(hand: Hand) -> list[int]:
    """The count that is on the screen."""
    return [int(found.group(1)) for said in hand.texts() if (found := re.search(r"已完成 (\d+)/10", said))]


def put_back(folder: Path) -> None:
    """The originals are there again."""
    for blob in folder.glob("blobs/*/*.away"):
        blob.rename(blob.with_suffix(""))
