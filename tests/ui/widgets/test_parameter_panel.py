"""The form of a feature's parameters, made from its schema."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QPushButton, QSlider

from desktop_app.api.features import FeatureView
from desktop_app.core.words import Language
from desktop_app.imaging.features import FEATURES
from desktop_app.ui.notices import Notices
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.widgets.parameter_panel import ParameterPanel
from desktop_app.ui.widgets.preset_dialog import PresetDialog
from desktop_app.ui.widgets.switch import Switch
from tests.ui.stores.test_parameter_schema import Everything

BASIC = FEATURES["basic_clean"].view()


@pytest.fixture
def speech(qapp):
    speech = Speech(qapp, Language.CHINESE)
    yield speech
    speech.close()


@pytest.fixture
def told():
    """The notices that were told."""
    return []


@pytest.fixture
def opened(qtbot, qapp, speech, told, tmp_path):
    """Opens the form on the settings of `tmp_path`, as a new start of the application would."""
    theme = Theme(qapp, Scheme.LIGHT)

    def make(feature: FeatureView = BASIC, folder: Path = tmp_path) -> ParameterPanel:
        notices = Notices(speech)
        panel = ParameterPanel(preferences=Preferences(folder), speech=speech, theme=theme, notices=notices)
        notices.setParent(panel)
        notices.told.connect(told.append)
        qtbot.addWidget(panel)
        panel.show_feature(feature)
        panel.resize(380, 900)
        with qtbot.waitExposed(panel):
            panel.show()
        return panel

    return make


def control(panel, name, kind):
    return panel.row(name).findChild(kind)


def pick(panel, text):
    """Choose an entry of the preset menu."""
    panel.bar.menu.aboutToShow.emit()
    found = [action for action in panel.bar.menu.actions() if text in action.text()]
    assert len(found) == 1
    found[0].trigger()


def answer(panel, qtbot, name):
    """Type a name into the dialog that asks for one."""
    dialog = panel.findChild(PresetDialog)
    dialog.line.setText(name)  # keyClicks cannot type Chinese
    said = dialog.save.text()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return said


def test_every_parameter_has_a_row_with_its_default(opened):
    panel = opened()
    assert panel.values() == FEATURES["basic_clean"].parameters().model_dump(mode="json")


def test_a_form_can_be_made_of_any_feature(opened, qtbot):
    view = BASIC.model_copy(update={"id": "tomorrow", "parameters": Everything.model_json_schema()})
    panel = opened(view)
    control(panel, "strength", QSlider).setValue(75)
    qtbot.mouseClick(control(panel, "seed", Switch), Qt.MouseButton.LeftButton)
    assert panel.values()["strength"] == 0.75
    assert panel.values()["seed"] == 30
    assert panel.values()["tags"] == ["a"]


def test_a_slider_and_its_box_are_one_figure(opened, qtbot):
    panel = opened()
    control(panel, "brightness", QSlider).setValue(-40)
    assert control(panel, "brightness", QDoubleSpinBox).value() == -40
    box = control(panel, "contrast", QDoubleSpinBox)
    box.selectAll()
    qtbot.keyClicks(box, "25")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert panel.values()["contrast"] == 25
    assert control(panel, "contrast", QSlider).value() == 25


def test_a_limit_is_off_or_something_useful(opened, qtbot):
    panel = opened()
    switch = control(panel, "max_side", Switch)
    assert not control(panel, "max_side", QDoubleSpinBox).isVisible()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert panel.values()["max_side"] == 1500
    control(panel, "max_side", QDoubleSpinBox).setValue(2000)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert panel.values()["max_side"] == 0
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert panel.values()["max_side"] == 2000


def test_a_row_and_the_whole_form_go_back_to_their_defaults(opened, qtbot):
    panel = opened()
    panel.set_values({"brightness": 30, "frame": "square"})
    qtbot.mouseDClick(control(panel, "brightness", QSlider), Qt.MouseButton.LeftButton)
    assert panel.values()["brightness"] == 0
    assert panel.is_modified
    panel.reset()
    assert not panel.is_modified
    assert panel.values()["frame"] == "original"


def test_resetting_everything_can_be_undone(opened, told):
    panel = opened()
    panel.set_values({"brightness": 30})
    panel.bar.reset_requested.emit()
    assert panel.values()["brightness"] == 0
    told[-1].offer.act()
    assert panel.values()["brightness"] == 30


def test_a_figure_that_is_still_being_typed_counts(opened, qtbot):
    panel = opened()
    box = control(panel, "brightness", QDoubleSpinBox)
    box.selectAll()
    qtbot.keyClicks(box, "44")
    assert panel.values()["brightness"] == 44


def test_scrolling_past_a_control_does_not_change_it(opened):
    panel = opened()
    for name, kind in (("brightness", QSlider), ("contrast", QDoubleSpinBox), ("frame", QComboBox)):
        widget = control(panel, name, kind)
        middle = QPointF(widget.rect().center())
        none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(middle, widget.mapToGlobal(middle), QPoint(0, 0), QPoint(0, -120), *none, False)
        QApplication.sendEvent(widget, wheel)
    assert not panel.is_modified


def test_what_was_used_last_is_there_at_the_next_start_and_what_does_not_fit_any_more_is_dropped(opened, tmp_path):
    panel = opened()
    panel.set_values({"brightness": 30})
    panel.close()
    Preferences(tmp_path).change(parameters={"basic_clean": {"brightness": 30, "contrast": 900, "frame": "oval"}})
    again = opened()
    assert again.values() == {**panel.values(), "brightness": 30}
    assert again.values()["contrast"] == 0


def test_a_preset_is_saved_changed_renamed_deleted_and_brought_back(opened, qtbot):
    panel = opened()
    panel.set_values({"frame": "square"})
    pick(panel, "另存为预设")
    assert answer(panel, qtbot, "方图") == "保存"
    assert (panel.preset_name, panel.is_modified) == ("方图", False)
    control(panel, "brightness", QSlider).setValue(9)
    assert "已修改" in panel.bar.button.accessibleName()
    pick(panel, "保存更改")
    pick(panel, "重命名")
    answer(panel, qtbot, "白底方图")
    pick(panel, "默认")
    assert panel.values()["frame"] == "original"
    again = opened()
    pick(again, "白底方图")
    assert again.values() | {"frame": "square", "brightness": 9} == again.values()
    pick(again, "删除")
    assert again.preset_name == ""
    pick(again, "恢复")
    assert again.preset_name == "白底方图"


def test_a_taken_name_is_said_before_it_is_replaced(opened, qtbot):
    panel = opened()
    panel.save_preset("a")
    panel.set_values({"brightness": 5})
    pick(panel, "另存为预设")
    assert answer(panel, qtbot, "a") == "替换"
    again = opened()
    again.choose_preset("a")
    assert again.values()["brightness"] == 5


def test_texts_follow_the_language_and_are_told_to_screen_readers(opened, speech):
    panel = opened()
    panel.set_values({"exposure": True})
    speech.choose(Language.ENGLISH)
    QApplication.processEvents()
    slider = QAccessible.queryAccessibleInterface(control(panel, "brightness", QSlider))
    assert slider.text(QAccessible.Text.Name) == "Brightness"
    switch = QAccessible.queryAccessibleInterface(control(panel, "exposure", Switch))
    assert switch.role() == QAccessible.Role.CheckBox
    assert switch.state().checked
    assert "Light and colour" in [button.text() for button in panel.findChildren(QPushButton)]


def test_a_row_without_effect_is_dimmed_says_why_and_keeps_its_value(opened):
    panel = opened()
    panel.set_values({"background": "white", "cutout_edge": -20})

    panel.set_values({**panel.values(), "background": "keep"})

    row = panel.row("cutout_edge")
    assert not row.isEnabled()
    assert row.told == "背景选“保留”时不起作用"
    assert panel.values()["cutout_edge"] == -20
    panel.set_values({**panel.values(), "marketplace": "taobao"})
    assert not panel.row("background").isEnabled()
    assert row.isEnabled(), "taobao sets a white ground, whatever the row of the ground shows"
    assert row.told != "背景选“保留”时不起作用"
