"""Version and licences; where the application carries libraries, the licence texts of all of them."""

from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialogs import about_dialog
from desktop_app.ui.dialogs.about_dialog import AboutDialog
from desktop_app.ui.dialogs.notices_dialog import NoticesDialog
from desktop_app.ui.workbench import Workbench


def test_it_tells_the_version(bench: Workbench, qtbot: QtBot):
    dialog = opened(qtbot)

    assert any(f"版本 {metadata.version('cleanrack')}" in label.text() for label in dialog.findChildren(QLabel))


def test_an_installed_application_shows_all_licence_texts(
    bench: Workbench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "notices.txt").write_text("Qt 6.11: LGPL-3.0-only", encoding="utf-8")
    monkeypatch.setattr(about_dialog, "_notices_file", lambda: tmp_path / "notices.txt")
    dialog = opened(qtbot)

    qtbot.mouseClick(button(dialog, "第三方许可证…"), Qt.MouseButton.LeftButton)

    (notices,) = dialog.findChildren(NoticesDialog)
    (text,) = notices.findChildren(QPlainTextEdit)
    assert (text.toPlainText(), text.isReadOnly()) == ("Qt 6.11: LGPL-3.0-only", True)


def test_one_that_pip_has_installed_carries_none_and_says_so(
    bench: Workbench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(about_dialog, "_notices_file", lambda: tmp_path / "none")
    dialog = opened(qtbot)

    assert not button(dialog, "第三方许可证…").isVisible()
    assert any("各个库的许可证文本在其软件包中" in label.text() for label in dialog.findChildren(QLabel))


def opened(qtbot: QtBot) -> AboutDialog:
    dialog = AboutDialog()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def button(dialog: AboutDialog, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)
