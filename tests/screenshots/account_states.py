"""States of the account: the window shows what its store says, and the store is told here what a server would tell."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QScrollArea

from desktop_app.api.cloud_account import CloudAccountView, SyncState
from desktop_app.core.errors import InsufficientQuotaError, NotFoundError, OfflineQuotaError, SignInRefusedError
from desktop_app.ui.dialogs.delete_account_dialog import DeleteAccountDialog
from desktop_app.ui.dialogs.sign_in_dialog import SignInDialog
from desktop_app.ui.navigation import Place
from desktop_app.ui.pages.account_page import AccountPage
from desktop_app.ui.pages.feature_page import FeaturePage
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.stores.account_facts import Remark
from desktop_app.ui.stores.cloud_account import Deed
from tests.screenshots.stage import FEATURE, Stage
from tests.ui.signed_in import NOW, QUOTA, TABLET, believe, task_of

State = Callable[[Stage], None]


def pretend(stage: Stage, quota: Mapping[str, Any] | None = None, **told: Any) -> AccountPage:
    """Have the store believe this of the account, and show the page."""
    believe(stage.bench, quota, **told)
    stage.go(Place.ACCOUNT)
    stage.live(0.6)
    believe(stage.bench, quota, **told)  # the server here knows of no cloud, and tells its own balance meanwhile
    page = stage.window.page(Place.ACCOUNT)
    assert isinstance(page, AccountPage)
    page.top_up.code.clear()
    page.top_up._say_refusal(None)
    stage.live(0.2)
    return page


def trial(stage: Stage) -> None:
    """Nobody is signed in."""
    stage.bench.account.refresh = lambda: None  # type: ignore[method-assign]
    stage.bench.account._take(CloudAccountView(state=SyncState.TRIAL))
    stage.go(Place.ACCOUNT)
    stage.live(0.8)


def renew_in_trial(stage: Stage) -> None:
    """How to get more, before any sign-in."""
    trial(stage)
    page = stage.window.page(Place.ACCOUNT)
    assert isinstance(page, AccountPage)
    page.verbs.renew()
    stage.live(0.3)


def sign_in(stage: Stage) -> None:
    """Who it is, with the server's address still to be told."""
    trial(stage)
    _sign_in_dialog(stage)


def sign_in_refused(stage: Stage) -> None:
    """A wrong password, the address folded away."""
    stage.bench.preferences.change(cloud_server="https://cloud.cleanrack.example")
    trial(stage)
    dialog = _sign_in_dialog(stage)
    dialog.email.setText("li.na@shop.example")
    dialog.password.line.setText("wrong password")
    dialog._on_refused(SignInRefusedError())
    stage.live(0.2)


def sign_up_busy(stage: Stage) -> None:
    """An account being made."""
    trial(stage)
    dialog = _sign_in_dialog(stage, sign_up=True)
    dialog.email.setText("li.na@shop.example")
    dialog.password.line.setText("a long password")
    dialog._set_busy(True)
    stage.live(0.2)


def _sign_in_dialog(stage: Stage, *, sign_up: bool = False) -> SignInDialog:
    page = stage.window.page(Place.ACCOUNT)
    assert isinstance(page, AccountPage)
    page.verbs.sign_in(sign_up=sign_up)
    stage.live(0.3)
    return next(each for each in stage.dialogs() if isinstance(each, SignInDialog))


def signed_in(stage: Stage) -> None:
    """All is well."""
    pretend(stage)


def syncing(stage: Stage) -> None:
    """Under way."""
    pretend(stage, state=SyncState.SYNCING, pending_events=12, pending_blobs=3, pending_bytes=4_100_000)


def pending(stage: Stage) -> None:
    """Changes wait."""
    pretend(stage, state=SyncState.PENDING, pending_events=38, pending_blobs=9, pending_bytes=31_000_000)


def offline(stage: Stage) -> None:
    """Without network: what is here can be spent."""
    pretend(
        stage,
        {"spendable": 50, "as_of": NOW - timedelta(hours=7)},
        state=SyncState.OFFLINE,
        pending_events=4,
        last_synced_at=NOW - timedelta(hours=7),
        trouble="cloud-unreachable",
        trouble_details={"reason": "no network"},
    )


def paused(stage: Stage) -> None:
    """Sync paused by the merchant."""
    pretend(stage, state=SyncState.PAUSED, pending_events=4)


def session_ended(stage: Stage) -> None:
    """The session was ended elsewhere."""
    pretend(stage, {"spendable": 50}, state=SyncState.SIGNED_OUT, pending_events=4)


def frozen(stage: Stage) -> None:
    """An old database."""
    pretend(stage, {"spendable": 0}, state=SyncState.FROZEN, frozen_reason="anchor-ahead")


def frozen_without_record(stage: Stage) -> None:
    """A copy of another computer's data: asked twice."""
    page = pretend(stage, {"spendable": 0}, state=SyncState.FROZEN, frozen_reason="no-anchor")
    page.verbs.answer(Remark.FROZEN)
    stage.live(0.3)


def forgotten(stage: Stage) -> None:
    """The account removed this computer."""
    pretend(stage, {"spendable": 0, "on_this_computer": 0}, state=SyncState.FORGOTTEN, refused_events=3)


def no_keyring(stage: Stage) -> None:
    """Every remark that may stand beside a good state at once."""
    pretend(
        stage,
        session_only=True,
        clock_off_seconds=-40 * 60,
        trial_tasks=7,
        refused_events=2,
        others=["wang@other.example"],
    )


def code_refused(stage: Stage) -> None:
    """A code with a typing error."""
    page = pretend(stage)
    page.top_up.code.setText("CR-7KQ2-M4XP")
    page.top_up._on_refused(NotFoundError(what="code"))
    stage.live(0.2)


def forget_question(stage: Stage) -> None:
    """Removing a computer."""
    pretend(stage).verbs.forget(TABLET)
    stage.live(0.3)


def sign_out_question(stage: Stage) -> None:
    """Signing out with changes that wait."""
    pretend(stage, state=SyncState.PENDING, pending_events=4, pending_blobs=1, pending_bytes=900_000).verbs.sign_out()
    stage.live(0.3)


def take_trial_question(stage: Stage) -> None:
    """Trial tasks into the account."""
    pretend(stage, trial_tasks=7).verbs.answer(Remark.TRIAL_HISTORY)
    stage.live(0.3)


def deletion(stage: Stage) -> None:
    """The account's end."""
    pretend(stage).verbs.delete()
    stage.live(0.3)
    dialog = next(each for each in stage.dialogs() if isinstance(each, DeleteAccountDialog))
    dialog.password.line.setText("wrong password")
    dialog._on_refused(SignInRefusedError())
    stage.live(0.2)


def renew_signed_in(stage: Stage) -> None:
    """More quota where an operator sells codes."""
    stage.bench.preferences.change(renew_url="https://shop.example/codes")
    pretend(stage).verbs.renew()
    stage.live(0.3)


def shortage_offline(stage: Stage) -> None:
    """Too little here, and the rest out of reach."""
    pretend(stage, {"spendable": 20, "on_this_computer": 20}, state=SyncState.OFFLINE)
    error: InsufficientQuotaError = OfflineQuotaError(
        required=50, available=20, shortfall=30, in_cloud=400, on_others=30
    )
    stage.bench.bridge.failed.emit(error)
    stage.live(0.3)


def redeeming(stage: Stage) -> None:
    """A code on its way."""
    page = pretend(stage)
    page.top_up.code.setText("CR-7KQ2-M4XP-9TWA")
    stage.bench.account._under_way.add(Deed.REDEEM)
    stage.bench.account.changed.emit()
    stage.live(0.2)
    stage.bench.account._under_way.clear()


def elsewhere(stage: Stage) -> None:
    """A batch that another computer carries out."""
    pretend(stage)
    stage.bench.tasks._take(task_of("t-mac", TABLET))
    stage.bench.tasks._take(task_of("t-cloud", "cloud"))
    stage.go(Place.TASK, "t-mac")
    stage.live(0.5)
    stage.bench.tasks._take(task_of("t-mac", TABLET))
    stage.live(0.3)


def task_list(stage: Stage) -> None:
    """The list with tasks of another computer and of the cloud."""
    elsewhere(stage)
    stage.go(Place.TASKS)
    stage.live(0.5)


def form(stage: Stage) -> None:
    """The form, with the choice of a place, and too little here while offline."""
    quota = {"spendable": 2, "on_this_computer": 2}
    pretend(stage, quota, state=SyncState.OFFLINE)
    stage.bench.drafts.add(stage.photos[:4])
    stage.go(Place.FEATURE, FEATURE)
    stage.live(4)
    stage.bench.wallet._take(QUOTA.model_copy(update=quota))
    stage.live(0.3)


def form_in_cloud(stage: Stage) -> None:
    """The same for the cloud, asked once more."""
    stage.bench.preferences.change(where="cloud")
    form(stage)
    pretend(stage)
    stage.go(Place.FEATURE, FEATURE)
    stage.live(0.5)
    stage.bench.wallet._take(QUOTA)
    stage.live(0.3)
    page = stage.window.page(Place.FEATURE)
    assert isinstance(page, FeaturePage)
    page.bar.primary.click()
    stage.live(0.3)


def cloud_settings(stage: Stage) -> None:
    """Address and certificate."""
    stage.go(Place.SETTINGS)
    page = stage.window.page(Place.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.findChild(QScrollArea).ensureWidgetVisible(page.row("cloud_ca_file"), 0, 200)
    stage.live(0.3)


STATES: Mapping[str, State] = {
    "account-trial": trial,
    "account-renew-trial": renew_in_trial,
    "account-sign-in": sign_in,
    "account-sign-in-refused": sign_in_refused,
    "account-sign-up-busy": sign_up_busy,
    "account-signed-in": signed_in,
    "account-syncing": syncing,
    "account-pending": pending,
    "account-offline": offline,
    "account-paused": paused,
    "account-session-ended": session_ended,
    "account-frozen": frozen,
    "account-frozen-without-record": frozen_without_record,
    "account-forgotten": forgotten,
    "account-remarks": no_keyring,
    "account-code-refused": code_refused,
    "account-redeeming": redeeming,
    "account-forget": forget_question,
    "account-sign-out": sign_out_question,
    "account-take-trial": take_trial_question,
    "account-delete": deletion,
    "account-renew": renew_signed_in,
    "account-shortage-offline": shortage_offline,
    "task-elsewhere": elsewhere,
    "tasks-elsewhere": task_list,
    "form-offline": form,
    "form-in-cloud": form_in_cloud,
    "settings-cloud": cloud_settings,
}
