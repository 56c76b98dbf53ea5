"""A library of hundreds, on a real server."""

from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core import ids
from desktop_app.ui.models.asset_model import AssetModel
from desktop_app.ui.workbench import Workbench
from tests.ui.pages.test_library_page import Photos, finish

MANY = 450


@pytest.fixture
def model(bench: Workbench, photos: Photos, qtbot: QtBot) -> Iterator[AssetModel]:
    """The newest pictures of a library of 450."""
    finish(bench, photos(1), qtbot)
    multiply(bench.folder, MANY - 1)
    made = AssetModel(connection=bench.connection, speech=bench.speech)
    with qtbot.waitSignal(made.loaded, timeout=10_000):
        made.refresh()
    yield made
    made.deleteLater()


def test_older_pictures_are_brought_page_by_page_in_order(model: AssetModel, qtbot: QtBot):
    counts = [model.rowCount()]
    while model.has_more:
        with qtbot.waitSignal(model.loaded, timeout=10_000):
            model.fetchMore(model.index(-1))
        counts.append(model.rowCount())

    assert counts == [200, 400, 450]
    ages = [(asset.created_at, asset.id) for asset in model.pictures]
    assert ages == sorted(ages, reverse=True)


def test_a_refresh_keeps_the_older_ones_and_takes_away_what_another_window_deleted(
    model: AssetModel, bench: Workbench, qtbot: QtBot
):
    with qtbot.waitSignal(model.loaded, timeout=10_000):
        model.fetchMore(model.index(-1))
    gone = model.pictures[3].id
    with qtbot.waitSignal(model.rowsRemoved, timeout=10_000):
        bench.connection.ask(bench, lambda server: server.delete_assets([gone]), done=lambda _: model.refresh())

    qtbot.waitUntil(lambda: model._asked is None)
    assert gone not in [asset.id for asset in model.pictures]
    assert model.rowCount() == 399
    assert model.has_more


def test_all_can_be_brought_at_once_and_deleted(model: AssetModel, bench: Workbench, qtbot: QtBot):
    done: list[bool] = []
    model.load_all(lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    assert (model.rowCount(), model.has_more) == (MANY, False)

    everything = list(model.pictures)
    model.remove(everything)
    assert model.rowCount() == 0
    qtbot.waitUntil(lambda: not model._leaving, timeout=10_000)
    model.restore(everything)

    qtbot.waitUntil(lambda: list(model.pictures) == everything, timeout=10_000)


def multiply(folder: Path, count: int) -> None:
    """Let the one finished picture be there so many times more, each a little older."""
    connection = sqlite.connect(str(folder / "cleanrack.db"), timeout=10, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint=0")  # checkpoints are the server's alone
    columns = [row[1] for row in connection.execute("PRAGMA table_info(assets)")]
    changed = {"id": "?", "item": "?", "created_at": "strftime('%Y-%m-%d %H:%M:%f000', created_at, ?)"}
    chosen = ", ".join(changed.get(column, column) for column in columns)
    order = [column for column in columns if column in changed]
    (original,) = connection.execute("SELECT id FROM assets").fetchone()
    for number in range(1, count + 1):
        values = {"id": ids.new(), "item": number, "created_at": f"-{number // 3} seconds"}
        copied = f"INSERT INTO assets SELECT {chosen} FROM assets WHERE id = ?"
        connection.execute(copied, [*(values[column] for column in order), original])
    connection.close()
