"""The account page in its states: it shows what its store says, and asks the server for what somebody wants."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.api.cloud_account import SyncState
from desktop_app.core.errors import NotFoundError, OfflineQuotaError, SignInRefusedError
from desktop_app.core.words import Language
from desktop_app.ui.dialogs.account_questions import ForgetDialog, RecoverDialog
from desktop_app.ui.dialogs.delete_account_dialog import DeleteAccountDialog
from desktop_app.ui.dialogs.shortage_dialog import ShortageDialog
from desktop_app.ui.dialogs.sign_in_dialog import SignInDialog
from desktop_app.ui.dialogs.sign_out_dialog import SignOutDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.account_page import AccountPage
from desktop_app.ui.stores.account_facts import Remark
from desktop_app.ui.widgets.account.trial_card import TrialCard
from desktop_app.ui.widgets.sync_chip import SyncChip
from desktop_app.ui.workbench import Workbench
from tests.ui.signed_in import TABLET, believe


@pytest.fixture
def page(window: MainWindow, bench: Workbench, qtbot: QtBot) -> Iterator[AccountPage]:
    """The account page in its window; the real server tells of the trial."""
    qtbot.waitUntil(lambda: bench.account.view is not None)
    bench.navigator.go(Place.ACCOUNT)
    shown = window.page(Place.ACCOUNT)
    assert isinstance(shown, AccountPage)
    qtbot.waitUntil(lambda: shown.statement.loaded)
    yield shown
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window:
            dialog.close()


def dialog(kind: type[Any], page: AccountPage) -> Any:
    """The dialog of this kind that stands in front."""
    return next(each for each in page.findChildren(kind) if each.isVisible())


def chip(window: MainWindow) -> SyncChip:
    found = window.findChild(SyncChip)
    assert isinstance(found, SyncChip)
    return found


def test_the_trial_says_what_signing_in_gives(page: AccountPage, window: MainWindow):
    assert chip(window).text().strip() == "本机"
    assert page.findChild(TrialCard).isVisible()
    assert not page.account.isVisible()
    assert not page.devices.isVisible()


def test_a_cloud_that_is_not_there_is_told_in_the_form(page: AccountPage, bench: Workbench, qtbot: QtBot):
    qtbot.mouseClick(page.trial.sign_in, Qt.MouseButton.LeftButton)
    form = dialog(SignInDialog, page)
    qtbot.keyClicks(form.server, "http://127.0.0.1:9")
    qtbot.keyClicks(form.email, "li.na@shop.example")
    qtbot.keyClicks(form.password.line, "some password")
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)

    assert not form.go.isEnabled(), "it is asked once"
    qtbot.waitUntil(lambda: "无法连接云端" in form.refusal.text(), timeout=15_000)
    assert form.go.isEnabled()
    assert form.server.isVisible()
    assert bench.preferences.value.cloud_server == ""


@pytest.mark.parametrize(
    ("server", "email", "password", "problem"),
    [
        ("http://cloud.example", "li@shop.example", "a password", "请输入云端地址（https）。"),
        ("cloud.example", "li", "a password", "邮箱格式不正确。"),
        ("cloud.example", "li@shop.example", "", "请输入密码。"),
        ("cloud.example", "li@shop.example", "short", "密码至少需要 10 个字符。"),
    ],
)
def test_what_is_missing_is_told_before_anything_is_sent(
    page: AccountPage, bench: Workbench, server: str, email: str, password: str, problem: str
):
    page.verbs.sign_in(sign_up=True)
    form = dialog(SignInDialog, page)
    form.server.setText(server)
    form.email.setText(email)
    form.password.line.setText(password)

    form.go.click()

    assert form.refusal.text() == problem
    assert form.go.isEnabled()


def test_a_password_is_shown_on_demand_only_and_forgotten_with_the_form(page: AccountPage, qtbot: QtBot):
    page.verbs.sign_in()
    form = dialog(SignInDialog, page)
    form.password.line.setText("a password")
    hidden = form.password.line.echoMode()

    form.password.show_it.setFocus()
    qtbot.keyClick(form.password.show_it, Qt.Key.Key_Space)
    shown = form.password.line.echoMode()
    form._on_refused(SignInRefusedError())
    refused = form.password.line.selectedText() != "", form.refusal.text()
    form.done(0)

    assert (hidden, shown) == (QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal)
    assert refused == (True, "邮箱或密码不正确。")
    assert form.password.text == ""


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({}, "已同步"),
        ({"state": SyncState.SYNCING}, "同步中…"),
        ({"state": SyncState.PENDING, "pending_events": 38, "pending_blobs": 2}, "40 项待同步"),
        ({"state": SyncState.OFFLINE}, "离线"),
        ({"state": SyncState.PAUSED}, "同步已暂停"),
        ({"state": SyncState.SIGNED_OUT}, "重新登录"),
        ({"state": SyncState.FROZEN, "frozen_reason": "anchor-ahead"}, "已暂停消费"),
        ({"state": SyncState.FORGOTTEN}, "电脑已移除"),
    ],
)
def test_header_and_page_say_the_state_and_synced_only_where_it_is(
    page: AccountPage, window: MainWindow, bench: Workbench, told: dict[str, Any], word: str
):
    believe(bench, **told)

    assert chip(window).text().strip() == word
    assert page.account.sync_panel.state.text() == word
    assert ("已同步" in chip(window).text()) == (told == {})


def test_a_frozen_computer_is_recovered_by_one_button(page: AccountPage, bench: Workbench, qtbot: QtBot):
    believe(bench, {"spendable": 0}, state=SyncState.FROZEN, frozen_reason="anchor-ahead")
    banner = page.remarks.banners[Remark.FROZEN]

    assert "可能来自备份" in banner.text.text()
    assert banner.act.text() == "立即恢复"
    assert not page.account.sync.isVisible()
    with qtbot.waitSignal(bench.notices.told):  # the server knows of nobody signed in, and says so
        qtbot.mouseClick(banner.act, Qt.MouseButton.LeftButton)


def test_a_recovery_that_loses_quota_asks_first(page: AccountPage, bench: Workbench):
    believe(bench, state=SyncState.FROZEN, frozen_reason="no-anchor")

    page.remarks.banners[Remark.FROZEN].act.click()

    asked = dialog(RecoverDialog, page)
    assert "永久作废" in asked.told.text()
    assert asked.no.isDefault()


def test_a_forgotten_computer_says_what_was_not_taken(page: AccountPage, bench: Workbench):
    believe(bench, state=SyncState.FORGOTTEN, refused_events=3)

    (told,) = page.remarks.shown

    assert "3 项变更因上传过晚未被接受" in told
    assert page.remarks.banners[Remark.FORGOTTEN].act.text() == "重新登录"


def test_what_is_to_know_beside_a_good_state_stands_above(page: AccountPage, bench: Workbench, qtbot: QtBot):
    believe(bench, session_only=True, clock_off_seconds=2400, trial_tasks=1, refused_events=2)
    chinese = page.remarks.shown

    bench.speech.choose(Language.ENGLISH)

    assert len(chinese) == 4
    assert "退出程序后需要重新登录" in chinese[2]
    qtbot.waitUntil(lambda: "1 finished task that you can" in page.remarks.shown[3])


def test_the_balance_is_the_whole_account_and_says_where_it_lies(page: AccountPage, bench: Workbench):
    believe(bench, {"spendable": 50}, state=SyncState.OFFLINE)

    assert page.balance.balance.number == "480"
    assert [figure.text() for figure in page.balance.places.figures] == ["50", "400", "30"]
    assert page.balance.places.told.startswith("当前可在本机使用 50。")


def test_a_refused_code_is_told_under_it_and_can_be_mended(page: AccountPage, bench: Workbench, qtbot: QtBot):
    believe(bench)
    code = page.top_up.code

    qtbot.keyClicks(code, "cr7kq2m4xp")
    page.top_up._on_refused(NotFoundError(what="code"))
    refused = page.top_up.refusal.text()
    qtbot.keyClicks(code, "CR")

    assert refused == "充值码不存在，请检查是否输入有误。"
    assert code.text() == "CR", "it was selected, so typing begins anew"
    assert not page.top_up.refusal.isVisible()


def test_forgetting_and_leaving_say_what_becomes_of_quota(page: AccountPage, bench: Workbench):
    believe(bench, state=SyncState.PENDING, pending_events=4)

    page.verbs.forget(TABLET)
    forgetting = dialog(ForgetDialog, page)
    page.account.sign_out.click()
    leaving = dialog(SignOutDialog, page)

    assert "30 配额将永久作废" in forgetting.told.text()
    assert "不再被接受" in forgetting.told.text()
    assert "尚未上传到云端：4 项变更" in leaving.told.text()
    assert "配额会退回账户" in leaving.told.text()
    assert not leaving.forget.isChecked()


def test_deleting_needs_the_password(page: AccountPage, bench: Workbench, qtbot: QtBot):
    believe(bench)

    page.account.delete.trigger()
    asked = dialog(DeleteAccountDialog, page)
    before = asked.yes.isEnabled()
    qtbot.keyClicks(asked.password.line, "a password")

    assert not before
    assert asked.yes.isEnabled()
    assert "永久删除" in asked.told.text()


def test_the_computers_are_listed_this_one_first_and_only_others_can_be_removed(page: AccountPage, bench: Workbench):
    believe(bench)

    rows = page.devices.rows

    assert [row.forget.isVisibleTo(row) for row in rows] == [False, True, False]
    assert rows[0].name.text() == "工作室台式机"
    assert "拒绝了 3 项迟到的变更" in rows[2].detail.text()
    assert rows[1].forget.accessibleName() == f"从账户中移除 {rows[1].name.text()}"


def test_too_little_here_says_where_the_rest_is(page: AccountPage, bench: Workbench, window: MainWindow):
    believe(bench, {"spendable": 20}, state=SyncState.OFFLINE)

    bench.bridge.failed.emit(OfflineQuotaError(required=50, available=20, shortfall=30, in_cloud=400, on_others=30))

    told = next(each for each in window.findChildren(ShortageDialog) if each.isVisible())
    assert told.rest.text().splitlines() == [
        "另有 400 配额在云端：连接网络后即可使用。",
        "另有 30 配额在其他电脑上：空闲后会自动退回。",
    ]
    told.close()
