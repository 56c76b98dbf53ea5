"""The window with a real account: a real cloud, this computer's window, and another computer."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.api.cloud_account import SyncState
from desktop_app.ui.dialogs.sign_in_dialog import SignInDialog
from desktop_app.ui.dialogs.sign_out_dialog import SignOutDialog
from desktop_app.ui.dialogs.viewer_dialog import ViewerDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.notices import Notice
from desktop_app.ui.pages.account_page import AccountPage
from desktop_app.ui.pages.task_page import TaskPage
from desktop_app.ui.widgets.sync_chip import SyncChip
from desktop_app.ui.workbench import Workbench
from tests.journeys.photos import garment
from tests.sync.cloud import EMAIL, PASSWORD, Cloud
from tests.sync.computer import POCKET
from tests.sync.conftest import Buy
from tests.ui.conftest import window, workbench

__all__ = ["window"]

_LONG = 40_000


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    """This computer, with a state folder and a keyring of its own."""
    monkeypatch.setenv("CLEANRACK_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", POCKET)
    monkeypatch.setenv("CLEANRACK_TEST_POCKET", str(tmp_path / "pocket"))
    yield from workbench(tmp_path / "data", qtbot)


@pytest.fixture
def page(window: MainWindow, bench: Workbench, qtbot: QtBot) -> AccountPage:
    """The account page of somebody on trial."""
    bench.navigator.go(Place.ACCOUNT)
    shown = window.page(Place.ACCOUNT)
    assert isinstance(shown, AccountPage)
    qtbot.waitUntil(lambda: bench.account.view is not None and shown.statement.loaded)
    return shown


def sign_in(page: AccountPage, cloud: Cloud, qtbot: QtBot, *, sign_up: bool = False, password: str = PASSWORD) -> None:
    """Fill in the form, with the keyboard."""
    page.verbs.sign_in(sign_up=sign_up)
    form = next(each for each in page.findChildren(SignInDialog) if each.isVisible())
    form.server.setText(cloud.url)
    form.email.setText(EMAIL)
    qtbot.keyClicks(form.password.line, password)
    qtbot.keyClick(form.password.line, Qt.Key.Key_Return)


def told(bench: Workbench) -> Callable[[], list[str]]:
    """What notices have said since."""
    heard: list[Notice] = []
    bench.notices.told.connect(heard.append)
    return lambda: [notice.text for notice in heard]


def test_an_account_is_made_topped_up_and_left(
    page: AccountPage,
    bench: Workbench,
    window: MainWindow,
    cloud: Cloud,
    qtbot: QtBot,
):
    notices = told(bench)
    sign_in(page, cloud, qtbot, sign_up=True)
    qtbot.waitUntil(lambda: bench.account.is_signed_in, timeout=_LONG)
    qtbot.waitUntil(page.account.isVisible)

    qtbot.keyClicks(page.top_up.code, cloud.code(100).replace("-", "").lower())
    qtbot.keyClick(page.top_up.code, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.balance.balance.number == "100", timeout=_LONG)
    qtbot.waitUntil(lambda: page.movements.model.rowCount() == 1, timeout=_LONG)
    qtbot.waitUntil(lambda: bench.account.view.state is SyncState.SYNCED, timeout=_LONG)
    assert page.account.email.text() == EMAIL
    assert "+100 配额，所有电脑均可使用。" in notices()
    assert window.findChild(SyncChip).text().strip() == "已同步"
    assert bench.preferences.value.cloud_server == cloud.url
    assert [row.forget.isVisibleTo(row) for row in page.devices.rows] == [False]

    page.account.sign_out.click()
    next(each for each in page.findChildren(SignOutDialog) if each.isVisible()).accept()
    qtbot.waitUntil(page.trial.isVisible, timeout=_LONG)
    qtbot.waitUntil(lambda: bench.wallet.quota.is_trial and bench.wallet.quota.balance == 100, timeout=_LONG)
    assert window.findChild(SyncChip).text().strip() == "本机"


def test_a_wrong_password_is_told_in_the_form(
    page: AccountPage, bench: Workbench, cloud: Cloud, buy: Buy, qtbot: QtBot
):
    cloud.sign_up(buy("studio"))

    sign_in(page, cloud, qtbot, password="another password")

    form = next(each for each in page.findChildren(SignInDialog) if each.isVisible())
    qtbot.waitUntil(lambda: form.refusal.text() == "邮箱或密码不正确。", timeout=_LONG)
    assert not bench.account.is_signed_in
    form.close()


def test_what_another_computer_made_is_here_with_its_name_and_opens(
    page: AccountPage,
    bench: Workbench,
    window: MainWindow,
    cloud: Cloud,
    buy: Buy,
    qtbot: QtBot,
):
    studio = buy("studio")
    cloud.sign_up(studio, quota=5)
    somebody = studio.somebody
    task_id = somebody.wait(somebody.batch(somebody.uploads([garment(1), garment(2)])))["id"]
    studio.sync()

    sign_in(page, cloud, qtbot)
    qtbot.waitUntil(lambda: bench.tasks.summary(task_id) is not None, timeout=_LONG)
    bench.navigator.go(Place.TASK, task_id)
    shown = window.page(Place.TASK)
    assert isinstance(shown, TaskPage)
    qtbot.waitUntil(lambda: bench.tasks.view(task_id) is not None and bench.account.devices != [], timeout=_LONG)
    shown.verbs.preview(task_id, 0, "taobao")
    viewer = next(each for each in window.findChildren(ViewerDialog) if each.isVisible())

    qtbot.waitUntil(lambda: shown.previews.pair(task_id, viewer.item)[1] is not None, timeout=_LONG)
    other = next(each.name for each in bench.account.devices if not each.is_this)
    assert shown.words.place(bench.tasks.view(task_id)) == other
    assert (page.balance.balance.number, page.balance.used.number) == ("3", "2")
    viewer.close()
