"""The server dies while the window shows a running batch: nobody has to do anything."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.server.database.sqlite import migration_engine
from desktop_app.server.migrations import upgrading
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.workbench import Workbench
from tests import nursery
from tests.journeys import photos as drawn
from tests.journeys.window.hand import Hand
from tests.journeys.window.test_acceptance import submit
from tests.ui.conftest import workbench


def test_a_batch_goes_on_and_ends_right_after_kill_9(hand: Hand, bench: Workbench, shoot: Path):
    for number in range(1, 13):
        (shoot / f"{number:02}.jpg").write_bytes(drawn.garment(number))
    submit(hand, sorted(shoot.iterdir()))
    heights: list[float] = []
    bench.tasks.changed.connect(lambda task_id: heights.append(bench.tasks.progress(task_id)))
    for finished in (2, 6):
        hand.until(
            lambda finished=finished: done(bench) >= finished,  # type: ignore[misc]
            lambda: "some finished photos",
        )
        kill_server(bench)
        hand.wait_to_see("重新启动|重新连接")

    hand.wait_to_see("已完成 12/12", seconds=60)
    hand.until(lambda: bench.tasks.tasks[0].status == "completed", lambda: "the end")

    [task] = bench.tasks.tasks
    view = bench.tasks.view(task.id)
    assert view is not None
    assert (task.status, task.batch_success, task.batch_failed) == ("completed", 12, 0)
    assert (view.receipt.charged, view.receipt.used, view.receipt.returned) == (12, 12, 0)
    assert heights == sorted(heights)
    hand.until(lambda: bench.wallet.quota is not None and bench.wallet.quota.balance == 88, lambda: "88 quota")


def test_photos_being_sent_when_the_server_dies_arrive_all_the_same(hand: Hand, bench: Workbench, shoot: Path):
    for number in range(1, 13):
        (shoot / f"{number:02}.jpg").write_bytes(drawn.garment(number, drawn.MIDDLING))
    hand.drop(sorted(shoot.iterdir()))
    hand.until(lambda: len(hand.rows()) == 12, lambda: "twelve rows")

    kill_server(bench)

    hand.wait_to_see("已选择: 12 张图片 × 1 配额 = 12 配额", seconds=60)
    hand.until(lambda: hand._button("生成（消耗 12 配额）") is not None, lambda: "all uploads", 60)


@pytest.fixture
def old_bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    """A data folder of the single-image era."""
    (data := tmp_path / "data").mkdir()
    engine = migration_engine(data / "cleanrack.db")
    upgrading.upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO tasks (id, user_id, feature_id, status, type, created_at, updated_at, eligible_for_refund,"
            " refunded) VALUES ('old-1', 'local', 'basic_clean', 'completed', 'image', '2024-05-01 08:00:00.000000',"
            " '2024-05-01 08:00:03.000000', 0, 0)"
        )
    engine.dispose()
    yield from workbench(data, qtbot)


def test_single_tasks_of_the_time_before_batch_are_listed_and_open(old_bench: Workbench, qtbot: QtBot):
    window = MainWindow(old_bench)
    qtbot.addWidget(window)
    window.show()
    hand = Hand(window, qtbot)

    hand.click("任务列表")
    hand.until(lambda: len(hand.rows()) == 1, lambda: f"the old task in {hand.rows()}")
    view, index = hand.point_at(hand.rows()[0])
    view.activated.emit(index)
    hand.wait_to_see("2024")

    window.hide()
    window.deleteLater()
    QApplication.processEvents()


def done(bench: Workbench) -> int:
    """Finished photos of the only task."""
    return bench.tasks.tasks[0].batch_success if bench.tasks.tasks else 0


def kill_server(bench: Workbench) -> None:
    """As a power cut would."""
    (server,) = nursery.servers(bench.folder)
    os.kill(server, signal.SIGKILL)
