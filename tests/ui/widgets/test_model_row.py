"""The cut-out model in the window: installed with a bar, given up, brought, removed; and the strip on the form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.words import Language
from desktop_app.imaging.models import State
from desktop_app.ui.notices import Notice, Tone
from desktop_app.ui.widgets.model_banner import ModelBanner
from desktop_app.ui.widgets.model_row import ModelRow
from desktop_app.ui.workbench import Workbench
from tests.weights import Registry


@pytest.fixture
def quiet(tmp_path: Path, registry: Registry, qtbot: QtBot) -> Iterator[Workbench]:
    """A workbench without a server, in Chinese, whose pip knows made-up models."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    (tmp_path / "data").mkdir()
    made = Workbench(application, tmp_path / "data", Language.CHINESE)
    yield made
    made.close()
    made.deleteLater()
    application.processEvents()


@pytest.fixture
def told(quiet: Workbench) -> list[Notice]:
    heard: list[Notice] = []
    quiet.notices.told.connect(heard.append)
    return heard


@pytest.fixture
def row(quiet: Workbench, qtbot: QtBot) -> ModelRow:
    made = ModelRow(shelf=quiet.models, preferences=quiet.preferences, speech=quiet.speech, theme=quiet.theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(quiet.models.states))
    return made


@pytest.fixture
def banner(quiet: Workbench, qtbot: QtBot) -> ModelBanner:
    made = ModelBanner(shelf=quiet.models, preferences=quiet.preferences, speech=quiet.speech, theme=quiet.theme)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: bool(quiet.models.states))
    return made


def click(button: object, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_model_is_installed_with_a_bar_and_told(row, quiet, registry, told, qtbot):
    shares: list[int] = []
    row.bar.valueChanged.connect(shares.append)
    assert "未安装" in row.told.text()
    assert "传统方法" in row.told.text()

    click(row.install, qtbot)
    assert (row.bar.isVisible(), row.install.isVisible()) == (True, False)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)

    assert max(shares) == 1000
    assert registry.left == ["u2netp.onnx"]
    assert "标准" in told[0].text
    assert "已安装，校验无误" in row.told.text()
    assert [each.isVisible() for each in row.buttons] == [False, False, True, False]


def test_giving_up_leaves_nothing_and_offers_it_again(row, quiet, registry, told, qtbot):
    click(row.install, qtbot)

    click(row.cancel, qtbot)
    qtbot.waitUntil(lambda: registry.left == [], timeout=10_000)

    assert told == []
    assert row.install.isVisible()
    assert quiet.models.coming == ""


def test_the_focus_stays_in_the_row_when_its_button_goes(row, registry, told, qtbot):
    row.activateWindow()
    row.install.setFocus()
    qtbot.waitUntil(row.install.hasFocus)

    qtbot.keyClick(row.install, Qt.Key.Key_Space)
    assert row.cancel.hasFocus()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)

    assert row.remove.hasFocus()


def test_a_file_that_is_no_model_is_told_in_red(row, quiet, registry, told, qtbot):
    quiet.models.install("u2netp", registry.large.onnx)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)

    assert told[0].tone is Tone.DANGER
    assert "u2net.onnx 不是抠图模型 u2netp" in told[0].text
    assert row.install.isVisible()


def test_the_row_follows_the_setting_and_names_what_stands_in(row, quiet, registry, told, qtbot):
    quiet.models.install("u2netp", registry.small.onnx)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)

    quiet.preferences.change(cutout_model="u2net")
    assert "“最佳画质”未安装" in row.told.text()
    assert "目前使用“标准”" in row.told.text()

    quiet.preferences.change(cutout_model="u2netp")
    click(row.remove, qtbot)
    qtbot.waitUntil(lambda: quiet.models.states["u2netp"] is State.MISSING, timeout=10_000)
    assert "未安装" in row.told.text()


def test_the_form_offers_a_model_only_where_something_is_cut_out(banner, quiet, registry, told, qtbot):
    banner.consider({"background": "keep", "marketplace": "none"})
    assert banner.isHidden()
    banner.consider({"background": "keep", "marketplace": "amazon"})
    assert not banner.isHidden()

    banner.consider({"background": "white"})
    assert not banner.isHidden()
    click(banner.install, qtbot)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)

    assert registry.left == ["u2netp.onnx"]
    assert banner.isHidden()


def test_the_offer_is_not_made_again_once_it_was_closed(banner, quiet, qtbot):
    banner.consider({"background": "white"})
    click(banner.dismiss, qtbot)

    banner.consider({"background": "transparent"})

    assert banner.isHidden()
    assert quiet.preferences.value.model_hint is False
