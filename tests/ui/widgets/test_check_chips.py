"""The shops of a listing set on the form: several chips can be on, and never none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.core.words import Language
from desktop_app.imaging.features import FEATURES
from desktop_app.imaging.marketplaces import shops
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.widgets.parameter_panel import ParameterPanel
from desktop_app.ui.widgets.parameters.check_chips import CheckChips


@pytest.fixture
def speech(qapp):
    speech = Speech(qapp, Language.CHINESE)
    yield speech
    speech.close()


@pytest.fixture
def panel(qtbot, qapp, speech, tmp_path):
    made = ParameterPanel(preferences=Preferences(tmp_path), speech=speech, theme=Theme(qapp, Scheme.LIGHT))
    qtbot.addWidget(made)
    made.resize(330, 700)
    made.show_feature(FEATURES["listing_set"].view())
    made.show()
    return made


def chip(panel: ParameterPanel, shop: str) -> QPushButton:
    return panel.row("shops").findChild(CheckChips).chip(shop)


def test_every_shop_has_a_chip_and_what_is_on_is_what_the_server_takes(panel, qtbot):
    qtbot.mouseClick(chip(panel, "amazon"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip(panel, "jd"), Qt.Key.Key_Space)

    assert panel.values()["shops"] == ["taobao", "amazon"]
    FEATURES["listing_set"].parameters.model_validate(panel.values())
    assert {chip(panel, each).text() for each in shops()} == {each.title.zh for each in shops().values()}


def test_the_last_shop_stays_on(panel, qtbot):
    panel.set_values({"shops": ["etsy"]})

    qtbot.mouseClick(chip(panel, "etsy"), Qt.MouseButton.LeftButton)

    assert panel.values()["shops"] == ["etsy"]
    assert chip(panel, "etsy").isChecked()


def test_a_way_back_to_the_usual_shops_is_offered_once_they_are_others(panel, qtbot):
    usual = panel.values()["shops"]
    qtbot.mouseClick(chip(panel, "temu"), Qt.MouseButton.LeftButton)

    panel.row("shops").reset()

    assert panel.values()["shops"] == usual == ["taobao", "jd"]


def test_a_screen_reader_hears_what_a_chip_is_and_whether_it_is_on(panel, speech):
    told = QAccessible.queryAccessibleInterface(chip(panel, "taobao"))
    speech.choose(Language.ENGLISH)
    QApplication.processEvents()

    assert told.text(QAccessible.Text.Name) == "Listed on: Taobao / Tmall"
    assert told.state().checkable
    assert told.state().checked


def test_all_chips_are_within_a_narrow_form(panel):
    inside = chip(panel, "taobao").parentWidget()

    for each in shops():
        assert inside.rect().contains(chip(panel, each).geometry()), each
