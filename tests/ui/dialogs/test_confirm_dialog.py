"""The last look before quota is used."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.api.features import LocalizedText
from desktop_app.core.words import Language
from desktop_app.ui.dialogs.confirm_dialog import ConfirmDialog
from desktop_app.ui.stores.bill import Bill
from desktop_app.ui.workbench import Workbench


def test_the_figures_are_those_of_the_bill(bench: Workbench, qtbot: QtBot):
    dialog = opened(bench, Bill(pictures=50, unit_price=2, balance=120), qtbot)

    assert dialog.headline.text() == "生成 50 张图片？"
    assert dialog.figures == ["50 张", "2 配额", "100 配额", "120 → 20"]
    assert dialog.go.text() == "生成（消耗 100 配额）"


def test_enter_goes_and_escape_goes_back(bench: Workbench, qtbot: QtBot):
    going = opened(bench, Bill(3, 1, 100), qtbot)
    with qtbot.waitSignal(going.accepted):
        qtbot.keyClick(going, Qt.Key.Key_Return)

    staying = opened(bench, Bill(3, 1, 100), qtbot)
    with qtbot.waitSignal(staying.rejected):
        qtbot.keyClick(staying, Qt.Key.Key_Escape)


def test_another_language_is_spoken_at_once(bench: Workbench, qtbot: QtBot):
    dialog = opened(bench, Bill(1, 1, 100), qtbot)

    bench.speech.choose(Language.ENGLISH)

    qtbot.waitUntil(lambda: dialog.headline.text() == "Generate 1 picture?")
    assert dialog.figures == ["1 photo", "1 quota", "1 quota", "100 → 99"]


def opened(bench: Workbench, bill: Bill, qtbot: QtBot) -> ConfirmDialog:
    feature = LocalizedText.model_validate({"zh-CN": "服装清理增强", "en": "Garment clean & enhance"})
    dialog = ConfirmDialog(bill, feature=feature, speech=bench.speech, theme=bench.theme)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog
