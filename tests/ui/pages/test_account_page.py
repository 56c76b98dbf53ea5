"""The account: balance and statement after real runs."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.api.quota import EntryKind
from desktop_app.ui.models.entry_model import EntryColumn
from desktop_app.ui.navigation import Destination, Place
from desktop_app.ui.page_table import PAGES
from desktop_app.ui.pages.account_page import AccountPage
from desktop_app.ui.workbench import Workbench
from tests.ui.pages.test_workspace_page import submitted

Photos = Callable[[int], list[Path]]


@pytest.fixture
def page(bench: Workbench, qtbot: QtBot) -> AccountPage:
    """The account page, its statement loaded."""
    made = PAGES[Place.ACCOUNT](bench)
    assert isinstance(made, AccountPage)
    qtbot.addWidget(made)
    made.resize(1100, 740)
    made.show()
    made.arrive("")
    qtbot.waitUntil(lambda: made.statement.loaded)
    return made


def cells(page: AccountPage, column: EntryColumn) -> list[str]:
    """A column as it is shown."""
    model = page.movements.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_run_appears_in_the_statement_as_it_moves_quota(
    page: AccountPage, bench: Workbench, photos: Photos, shoot: Path, qtbot: QtBot
):
    broken = shoot / "坏图.jpg"
    broken.write_bytes(photos(1)[0].read_bytes()[:900])

    submitted(bench, qtbot, [*photos(2), broken])

    qtbot.waitUntil(lambda: page.movements.model.rowCount() == 7)
    assert sorted(cells(page, EntryColumn.KIND)) == ["使用", "使用", "到账", "占用", "占用", "占用", "返还"]
    assert sorted(cells(page, EntryColumn.AMOUNT)) == sorted(["+100", "−1", "−1", "−1", "1", "1", "+1"])
    assert (page.balance.balance.number, page.balance.held.number, page.balance.used.number) == ("98", "0", "2")


def test_a_kind_can_be_shown_alone_and_a_row_leads_to_its_task(
    page: AccountPage, bench: Workbench, photos: Photos, qtbot: QtBot
):
    task_id = submitted(bench, qtbot, photos(2))

    qtbot.mouseClick(page.movements.kinds.segment(EntryKind.POST), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cells(page, EntryColumn.KIND) == ["使用", "使用"])
    page.movements.table.selectRow(0)
    qtbot.keyClick(page.movements.table, Qt.Key.Key_Return)

    assert bench.navigator.here == Destination(Place.TASK, task_id)


def test_the_statement_is_kept_as_a_file_that_spreadsheets_read(
    page: AccountPage, bench: Workbench, photos: Photos, tmp_path: Path, qtbot: QtBot
):
    task_id = submitted(bench, qtbot, photos(2))

    with qtbot.waitSignal(bench.notices.told, timeout=10_000):
        page.export_to(tmp_path / "明细.csv")

    written = (tmp_path / "明细.csv").read_bytes()
    rows = list(csv.reader(written.decode("utf-8-sig").splitlines()))
    assert written.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["时间", "类型", "任务", "图片", "配额", "第几次处理"]
    assert [(row[1], row[4]) for row in rows[-1:]] == [("到账", "100")]
    assert {row[2] for row in rows[1:-1]} == {task_id}
