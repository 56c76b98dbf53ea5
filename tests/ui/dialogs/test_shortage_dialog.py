"""Too little quota for a run."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app.core.words import Language
from desktop_app.ui.dialogs.renew_dialog import RenewDialog
from desktop_app.ui.dialogs.shortage_dialog import ShortageDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.workbench import Workbench


@pytest.fixture
def dialog(bench: Workbench, window: MainWindow) -> Iterator[ShortageDialog]:
    """50 photos with quota for 30."""
    made = dialog_over(window, bench)
    made.open()
    yield made
    if isValid(made):
        made.close()


def dialog_over(parent: QWidget, bench: Workbench) -> ShortageDialog:
    """A dialog over the window."""
    return ShortageDialog(
        required=50,
        available=30,
        shortfall=20,
        speech=bench.speech,
        theme=bench.theme,
        navigator=bench.navigator,
        parent=parent,
    )


def test_it_names_what_is_missing_in_both_languages(dialog: ShortageDialog, bench: Workbench, qtbot: QtBot):
    chinese = dialog.headline.text(), dialog.adjust.text(), dialog.renew.text()

    bench.speech.choose(Language.ENGLISH)

    assert chinese == ("配额不足，还需 20 配额", "返回调整", "续费")
    qtbot.waitUntil(lambda: dialog.headline.text() == "Not enough quota: 20 more quota needed")


def test_renewing_leads_to_the_account_which_says_how(
    dialog: ShortageDialog, bench: Workbench, window: MainWindow, qtbot: QtBot
):
    qtbot.mouseClick(dialog.renew, Qt.MouseButton.LeftButton)

    assert bench.navigator.here.place is Place.ACCOUNT
    told = window.page(Place.ACCOUNT).findChild(RenewDialog)
    assert told is not None
    assert told.isVisible()
    told.close()


def test_going_back_leaves_everything_as_it_was(dialog: ShortageDialog, bench: Workbench, qtbot: QtBot):
    here = bench.navigator.here

    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(dialog.adjust, Qt.MouseButton.LeftButton)

    assert bench.navigator.here == here
