"""Presets and the parameters used last, in the settings file."""

from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.presets import Preset, Presets


def opened(folder, feature_id="basic_clean"):
    presets = Presets(preferences=Preferences(folder))
    presets.open(feature_id)
    return presets


def test_presets_and_the_parameters_used_last_survive_a_restart(tmp_path, qapp):
    presets = opened(tmp_path)
    presets.save(Preset("白底方图", {"frame": "square"}))
    presets.remember({"brightness": 12})
    presets.flush()
    again = opened(tmp_path)
    assert again.find("白底方图") == Preset("白底方图", {"frame": "square"})
    assert again.last_used == {"brightness": 12}


def test_presets_belong_to_their_feature(tmp_path, qapp):
    presets = opened(tmp_path)
    presets.save(Preset("mine", {}))
    presets.open("another")
    assert presets.names == []


def test_a_new_name_takes_the_place_of_the_preset_that_had_it(tmp_path, qapp):
    presets = opened(tmp_path)
    presets.save(Preset("a", {"brightness": 1}))
    presets.save(Preset("b", {"brightness": 2}))
    presets.rename("a", "b")
    assert presets.names == ["b"]
    assert presets.find("b") == Preset("b", {"brightness": 1})


def test_what_was_deleted_can_be_brought_back(tmp_path, qapp):
    presets = opened(tmp_path)
    presets.save(Preset("a", {"brightness": 1}))
    gone = presets.delete("a")
    assert presets.names == []
    presets.save(gone)
    assert presets.names == ["a"]


def test_changes_in_a_row_are_written_once(tmp_path, qtbot):
    preferences = Preferences(tmp_path)
    presets = Presets(preferences=preferences)
    presets.open("basic_clean")
    heard = []
    preferences.changed.connect(heard.append)
    for brightness in range(20):
        presets.remember({"brightness": brightness})
    qtbot.waitUntil(lambda: heard == ["parameters"])
    assert presets.last_used == {"brightness": 19}
