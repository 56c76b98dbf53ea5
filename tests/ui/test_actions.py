"""Menus, keys and what they do."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.core.words import Language
from desktop_app.ui.actions import ACTIONS, ActionSet, Command, named, plain
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.theme import Scheme
from desktop_app.ui.workbench import Workbench

KEYS = [(command, keys) for command, row in ACTIONS.items() for keys in row.shortcuts]


@pytest.mark.parametrize("command", list(Command))
def test_every_action_is_in_a_menu_in_both_languages(window: MainWindow, bench: Workbench, command: Command):
    shown = {}
    for language in Language:
        bench.speech.choose(language)
        shown[language] = {action.objectName(): action.text() for action in entries(window)}

    assert command.value in shown[Language.ENGLISH]
    assert shown[Language.ENGLISH][command.value] == ACTIONS[command].text
    if not command.value.startswith("speak-"):
        assert shown[Language.CHINESE][command.value] != ACTIONS[command].text


@pytest.mark.parametrize(("command", "keys"), KEYS, ids=[f"{command} {keys}" for command, keys in KEYS])
def test_every_shortcut_is_unique_and_triggers_its_action(window: MainWindow, qtbot: QtBot, command, keys):
    actions = window.findChild(ActionSet)
    clash = [each for each, row in ACTIONS.items() if keys in row.shortcuts]
    told: list[Command] = []
    actions.triggered.disconnect()
    actions.triggered.connect(told.append)
    window.activateWindow()

    qtbot.keySequence(window, QKeySequence(keys))

    assert clash == [command]
    assert told == [command]


def test_an_unknown_action_is_refused_with_the_nearest_name():
    with pytest.raises(KeyError, match="did you mean 'add-photos'"):
        named("add-photo")


@pytest.mark.parametrize("text", ["&Open…", "打开(&O)…", "Open"])
def test_a_menu_text_is_read_without_its_letters(text):
    assert plain(text) in ("Open", "打开")


@pytest.mark.parametrize("place", [Place.TASKS, Place.LIBRARY, Place.ACCOUNT, Place.SETTINGS])
def test_go_shows_the_page_and_back_returns(window: MainWindow, bench: Workbench, place: Place):
    actions = window.findChild(ActionSet)

    actions[f"go-{place}"].trigger()
    there = bench.navigator.here.place
    actions["go-back"].trigger()

    assert (there, bench.navigator.here.place) == (place, Place.WORKSPACE)


def test_theme_and_language_are_chosen_kept_and_ticked(window: MainWindow, bench: Workbench):
    actions = window.findChild(ActionSet)

    actions["theme-dark"].trigger()
    actions["speak-english"].trigger()

    assert bench.theme.scheme is Scheme.DARK
    assert (bench.preferences.value.theme, bench.preferences.value.language) == ("dark", "en")
    assert actions["speak-english"].isChecked()
    assert not actions["speak-chinese"].isChecked()
    actions["theme-light"].trigger()


def test_text_is_pasted_into_a_text_field_and_no_photo_is_looked_for(window: MainWindow, qtbot: QtBot):
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    QGuiApplication.clipboard().setText("SKU1001")

    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert field.text() == "SKU1001"
    assert window.notices.shown == []


def test_files_on_the_clipboard_are_put_on_the_form(window: MainWindow, bench: Workbench, qtbot: QtBot, photos):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo)) for photo in photos(2)])
    QGuiApplication.clipboard().setMimeData(mime)

    window.findChild(ActionSet)["paste"].trigger()

    assert bench.navigator.here.place is Place.FEATURE


def test_a_clipboard_without_a_photo_is_told_of(window: MainWindow):
    QGuiApplication.clipboard().setText("no photo")

    window.setFocus()
    window.findChild(ActionSet)["paste"].trigger()

    assert [notice.tone for notice in window.notices.shown] == ["warning"]


@pytest.mark.parametrize("command", ["show-shortcuts", "show-about"])
def test_the_help_dialogs_speak_the_language_of_the_moment(window: MainWindow, bench: Workbench, command: str):
    bench.speech.choose(Language.CHINESE)

    window.findChild(ActionSet)[command].trigger()
    dialog = window.findChild(QDialog)
    chinese = dialog.windowTitle()
    bench.speech.choose(Language.ENGLISH)
    QApplication.processEvents()

    assert "衣净" in chinese or "快捷键" in chinese
    assert chinese != dialog.windowTitle()
    dialog.close()


def test_recent_folders_are_offered_and_lead_to_the_form(window: MainWindow, bench: Workbench, photos):
    folder = photos(1)[0].parent
    bench.preferences.remember_folder(folder)
    menu = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.actions() == [])

    menu.aboutToShow.emit()
    menu.actions()[0].trigger()

    assert folder.name in menu.actions()[0].text()
    assert bench.navigator.here.place is Place.FEATURE


def entries(window: MainWindow) -> list:
    return [action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()]
