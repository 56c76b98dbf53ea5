"""News of a version in the window: a real feed on loopback, asked by the window's own background."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import settings, updates
from desktop_app.core.settings import Settings
from desktop_app.core.words import Language
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.widgets.release_banner import ReleaseBanner
from desktop_app.ui.widgets.update_row import UpdateRow
from desktop_app.ui.workbench import Workbench
from tests.client import feeds
from tests.client.feeds import FAR, Feeds, Operator


class Shop:
    """A merchant's computer that follows a feed; its window can be opened again and again."""

    def __init__(self, folder: Path, server: Feeds) -> None:
        self.folder = folder
        self.server = server
        self.operator = Operator()
        server.document = self.operator.issues(expires_at=FAR)
        folder.mkdir()
        self.bench: Workbench | None = None

    def opens(self, **chosen: Any) -> Workbench:
        """A start, without the server: news need none."""
        self.closes()
        told = Settings(release_feed=self.server.address, release_keys=self.operator.keys, **chosen)
        settings.save(self.folder, told)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.bench = Workbench(application, self.folder, Language.CHINESE)
        return self.bench

    def closes(self) -> None:
        if self.bench is not None:
            self.bench.close()
            self.bench.deleteLater()
            QApplication.processEvents()
            self.bench = None


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Shop]:
    monkeypatch.setenv("CLEANRACK_STATE_DIR", str(tmp_path / "state"))
    with Feeds() as server:
        made = Shop(tmp_path / "data", server)
        yield made
        made.closes()


def banner(bench: Workbench, qtbot: QtBot) -> ReleaseBanner:
    made = ReleaseBanner(news=bench.news, speech=bench.speech, theme=bench.theme)
    qtbot.addWidget(made)
    return made


def look(bench: Workbench, qtbot: QtBot) -> None:
    """Until the feed was asked, or it is clear that it is not."""
    bench.news.look()
    qtbot.waitUntil(lambda: not bench.news.is_asking, timeout=30_000)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages opened in the browser."""
    found: list[str] = []

    def remember(url: QUrl) -> bool:
        found.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", remember)
    return found


def test_a_newer_version_is_told_with_its_notes_and_leads_to_its_page(shop: Shop, opened: list[str], qtbot: QtBot):
    bench = shop.opens()
    shown = banner(bench, qtbot)

    look(bench, qtbot)
    said = (shown.heading.text(), shown.notes.text())
    bench.speech.choose(Language.ENGLISH)
    qtbot.waitUntil(lambda: "Finds lost sleeves." in shown.notes.text())
    qtbot.mouseClick(shown.open, Qt.MouseButton.LeftButton)

    assert said == ("衣净 9.9.0 已发布", "•  找回丢失的袖子。\n•  速度提高一倍。")
    assert opened == ["https://cleanrack.example/download"]
    assert shown.isHidden()


def test_the_same_version_is_silent(shop: Shop, qtbot: QtBot):
    bench = shop.opens()
    shown = banner(bench, qtbot)
    from importlib import metadata

    shop.server.document = shop.operator.issues(metadata.version("cleanrack"), expires_at=FAR)

    look(bench, qtbot)

    assert shown.isHidden()
    assert bench.news.standing.trouble is None


@pytest.mark.parametrize("verb", ["skip", "later"])
def test_what_is_skipped_or_put_off_stays_silent_at_the_next_start(verb: str, shop: Shop, qtbot: QtBot):
    bench = shop.opens()
    shown = banner(bench, qtbot)
    look(bench, qtbot)

    qtbot.mouseClick(getattr(shown, verb), Qt.MouseButton.LeftButton)
    hidden = shown.isHidden()
    bench = shop.opens()
    shown = banner(bench, qtbot)
    look(bench, qtbot)

    assert hidden
    assert shown.isHidden()
    assert bench.news.standing.newer is not None
    assert len(shop.server.asked) == 1


def test_an_untold_version_is_told_again_at_the_next_start_without_asking(shop: Shop, qtbot: QtBot):
    look(shop.opens(), qtbot)

    bench = shop.opens()
    shown = banner(bench, qtbot)
    look(bench, qtbot)

    assert not shown.isHidden()
    assert len(shop.server.asked) == 1


def test_a_feed_that_hangs_holds_nobody_up(shop: Shop, qtbot: QtBot):
    shop.server.answer = feeds.hangs
    bench = shop.opens()
    answers: list[int] = []

    async def other() -> int:
        return 7

    bench.news.look()
    bench.bridge.run(bench, other, done=answers.append)
    qtbot.waitUntil(lambda: answers == [7])

    assert bench.news.is_asking
    assert not bench.news.standing.is_news


def test_switched_off_nobody_is_asked_until_it_is_switched_on(shop: Shop, qtbot: QtBot):
    bench = shop.opens(update_check=False)
    shown = banner(bench, qtbot)

    look(bench, qtbot)
    before = len(shop.server.asked)
    bench.preferences.change(update_check=True)
    qtbot.waitUntil(lambda: not shown.isHidden(), timeout=30_000)

    assert (before, len(shop.server.asked)) == (0, 1)


def test_the_settings_say_why_there_is_no_news_and_ask_again_on_demand(shop: Shop, qtbot: QtBot):
    bench = shop.opens()
    row = UpdateRow(news=bench.news, speech=bench.speech, theme=bench.theme)
    qtbot.addWidget(row)
    shop.server.document = Operator().issues(expires_at=FAR)
    look(bench, qtbot)
    refused = row.told.text()
    shop.server.document = shop.operator.issues(expires_at=FAR)

    row.show()
    qtbot.mouseClick(row.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "9.9.0" in row.told.text(), timeout=30_000)

    assert refused == "更新源的签名不受本程序信任，已忽略。新版本请只从您获取本程序的地方下载。"


def test_without_a_feed_nothing_is_asked_and_nothing_kept(shop: Shop, qtbot: QtBot):
    bench = shop.opens()
    bench.preferences.change(release_feed="")

    look(bench, qtbot)

    assert not bench.news.standing.has_feed
    assert not (Path(os.environ["CLEANRACK_STATE_DIR"]) / updates.MEMORY_FILE).exists()


def test_the_window_shows_it_above_the_page(shop: Shop, qtbot: QtBot):
    bench = shop.opens()
    window = MainWindow(bench)
    qtbot.addWidget(window)
    window.show()

    look(bench, qtbot)

    (shown,) = window.findChildren(ReleaseBanner)
    assert shown.isVisible()
    assert shown.accessibleName().startswith("衣净 9.9.0 已发布")
