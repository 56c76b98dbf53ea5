"""The statement, page by page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.api.quota import EntryKind
from desktop_app.ui.stores import statement
from desktop_app.ui.stores.statement import Statement
from desktop_app.ui.workbench import Workbench
from tests.ui.pages.test_workspace_page import submitted

Photos = Callable[[int], list[Path]]


def test_older_entries_come_page_by_page_and_newer_ones_by_themselves(
    bench: Workbench, photos: Photos, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(statement, "PAGE", 2)
    known = Statement(bench.connection, bench)
    submitted(bench, qtbot, photos(2))
    qtbot.waitUntil(lambda: len(known.entries) == 2 and known.entries[0].kind is EntryKind.POST)

    known.load_more()
    qtbot.waitUntil(lambda: len(known.entries) == 4)
    monkeypatch.setattr(statement, "PAGE", 100)
    submitted(bench, qtbot, photos(1))

    qtbot.waitUntil(lambda: len(known.entries) >= 6)
    kinds = [entry.kind for entry in known.entries]
    assert kinds[:6] == [EntryKind.POST, EntryKind.HOLD, *[EntryKind.POST] * 2, *[EntryKind.HOLD] * 2]
    assert len({entry.id for entry in known.entries}) == len(known.entries)


def test_entries_of_one_kind_are_picked_by_the_server(bench: Workbench, photos: Photos, qtbot: QtBot):
    known = Statement(bench.connection, bench)
    submitted(bench, qtbot, photos(2))

    known.choose(EntryKind.GRANT)

    qtbot.waitUntil(lambda: known.loaded)
    assert [(entry.kind, entry.amount) for entry in known.entries] == [(EntryKind.GRANT, 100)]
